// Convolution, row and column at a time. Each output row is first filtered down the columns into a scratch row
// with room for the border on both sides, then along the row: one row of scratch, and the source rows that
// are needed together stay in the nearest cache.

INLINE int32_t clamped(int32_t value, int32_t last) {
  return value < 0 ? 0 : (value > last ? last : value);
}

/// One row of the vertical pass: sum over k of taps[k] · (row y−k + row y+k).
static void blur_columns(SLPlane source, int32_t y, const float *taps, int32_t radius, float *out) {
  const ptrdiff_t width = source.width;
  const int32_t last = source.height - 1;
  ptrdiff_t x = 0;
  for (; x + 32 <= width; x += 32) {
    const float *centre = source.pixels + y * width + x;
    f16 first = load(centre) * taps[0], second = load(centre + 16) * taps[0];
    for (int32_t k = 1; k <= radius; k++) {
      const float *above = source.pixels + clamped(y - k, last) * width + x;
      const float *below = source.pixels + clamped(y + k, last) * width + x;
      first += (load(above) + load(below)) * taps[k];
      second += (load(above + 16) + load(below + 16)) * taps[k];
    }
    store(out + x, first);
    store(out + x + 16, second);
  }
  for (; x < width; x++) {
    float sum = source.pixels[y * width + x] * taps[0];
    for (int32_t k = 1; k <= radius; k++)
      sum += (source.pixels[clamped(y - k, last) * width + x] + source.pixels[clamped(y + k, last) * width + x]) *
             taps[k];
    out[x] = sum;
  }
}

/// The horizontal pass over a row that has `radius` more floats on each side.
static void blur_row(const float *row, ptrdiff_t width, const float *taps, int32_t radius, float *out) {
  ptrdiff_t x = 0;
  for (; x + 32 <= width; x += 32) {
    f16 first = load(row + x) * taps[0], second = load(row + x + 16) * taps[0];
    for (int32_t k = 1; k <= radius; k++) {
      first += (load(row + x - k) + load(row + x + k)) * taps[k];
      second += (load(row + x + 16 - k) + load(row + x + 16 + k)) * taps[k];
    }
    store(out + x, first);
    store(out + x + 16, second);
  }
  for (; x < width; x++) {
    float sum = row[x] * taps[0];
    for (int32_t k = 1; k <= radius; k++) sum += (row[x - k] + row[x + k]) * taps[k];
    out[x] = sum;
  }
}

static void blur(SLPlane source, const float *taps, int32_t radius, float *scratch, float *out) {
  const ptrdiff_t width = source.width;
  float *row = scratch + radius;
  for (int32_t y = 0; y < source.height; y++) {
    blur_columns(source, y, taps, radius, row);
    for (int32_t k = 1; k <= radius; k++) {
      row[-k] = row[0];
      row[width - 1 + k] = row[width - 1];
    }
    blur_row(row, width, taps, radius, out + y * width);
  }
}

static void halve(SLPlane source, float *restrict out) {
  const ptrdiff_t width = source.width, half = (width + 1) / 2;
  for (ptrdiff_t y = 0; y < (source.height + 1) / 2; y++) {
    const float *restrict row = source.pixels + 2 * y * width;
    for (ptrdiff_t x = 0; x < half; x++) out[y * half + x] = row[2 * x];
  }
}

static void accumulate(const float *restrict source, float weight, size_t count, float *restrict out) {
  for (size_t i = 0; i < count; i++) out[i] += weight * source[i];
}
