// What detectors look for extrema of, a plane at a time. Plain loops: the compiler turns each into vectors.

static void subtract(const float *restrict a, const float *restrict b, size_t count, float *restrict out) {
  for (size_t i = 0; i < count; i++) out[i] = a[i] - b[i];
}

static void clear_border(float *out, ptrdiff_t width, ptrdiff_t height) {
  memset(out, 0, (size_t)width * sizeof *out);
  memset(out + (height - 1) * width, 0, (size_t)width * sizeof *out);
  for (ptrdiff_t y = 1; y + 1 < height; y++) out[y * width] = out[y * width + width - 1] = 0;
}

static void hessian_determinant(SLPlane source, float factor, float *restrict out) {
  const ptrdiff_t width = source.width;
  clear_border(out, width, source.height);
  for (ptrdiff_t y = 1; y + 1 < source.height; y++) {
    const float *restrict above = source.pixels + (y - 1) * width, *restrict here = above + width,
                          *restrict below = here + width;
    float *restrict to = out + y * width;
    for (ptrdiff_t x = 1; x < width - 1; x++) {
      float twice = 2 * here[x];
      float xx = here[x - 1] - twice + here[x + 1];
      float yy = above[x] - twice + below[x];
      float xy = (above[x - 1] - above[x + 1] - below[x - 1] + below[x + 1]) * 0.25f;
      to[x] = (xx * yy - xy * xy) * factor;
    }
  }
}

static void gradient_products(
  SLPlane source, float *restrict outXX, float *restrict outXY, float *restrict outYY) {
  const ptrdiff_t width = source.width;
  clear_border(outXX, width, source.height);
  clear_border(outXY, width, source.height);
  clear_border(outYY, width, source.height);
  for (ptrdiff_t y = 1; y + 1 < source.height; y++) {
    const float *restrict above = source.pixels + (y - 1) * width, *restrict here = above + width,
                          *restrict below = here + width;
    float *restrict xx = outXX + y * width, *restrict xy = outXY + y * width, *restrict yy = outYY + y * width;
    for (ptrdiff_t x = 1; x < width - 1; x++) {
      float dx = (here[x + 1] - here[x - 1]) * 0.5f, dy = (below[x] - above[x]) * 0.5f;
      xx[x] = dx * dx;
      xy[x] = dx * dy;
      yy[x] = dy * dy;
    }
  }
}

static void harris_measure(
  const float *restrict xx, const float *restrict xy, const float *restrict yy, size_t count, float k,
  float factor, float *restrict out) {
  for (size_t i = 0; i < count; i++) {
    float trace = xx[i] + yy[i];
    out[i] = (xx[i] * yy[i] - xy[i] * xy[i] - k * trace * trace) * factor;
  }
}
