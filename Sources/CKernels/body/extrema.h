// Extrema among neighbours. Sixteen pixels at a time are held against the threshold, which most fail, then against
// their neighbours in the plane, which nearly all fail; the few that are left meet the other planes one by one.

/// Which of the sixteen pixels at `at` are above the threshold and above all eight neighbours.
INLINE i16 maxima_in_plane(const float *at, ptrdiff_t width, float threshold) {
  f16 value = load(at);
  i16 mask = value > splat(threshold);
  if (!any(mask)) return mask;
  mask &= (value > load(at - 1)) & (value > load(at + 1));
  mask &= (value > load(at - width)) & (value > load(at + width));
  if (!any(mask)) return mask;
  mask &= (value > load(at - width - 1)) & (value > load(at - width + 1));
  mask &= (value > load(at + width - 1)) & (value > load(at + width + 1));
  return mask;
}

INLINE i16 minima_in_plane(const float *at, ptrdiff_t width, float threshold) {
  f16 value = load(at);
  i16 mask = value < splat(-threshold);
  if (!any(mask)) return mask;
  mask &= (value < load(at - 1)) & (value < load(at + 1));
  mask &= (value < load(at - width)) & (value < load(at + width));
  if (!any(mask)) return mask;
  mask &= (value < load(at - width - 1)) & (value < load(at - width + 1));
  mask &= (value < load(at + width - 1)) & (value < load(at + width + 1));
  return mask;
}

/// Whether `value` is beyond all nine pixels around `centre`; `sign` is 1 for maxima, −1 for minima.
INLINE int beyond_nine(float value, float sign, const float *centre, ptrdiff_t width) {
  for (ptrdiff_t dy = -width; dy <= width; dy += width)
    for (ptrdiff_t dx = -1; dx <= 1; dx++)
      if (!(sign * value > sign * centre[dy + dx])) return 0;
  return 1;
}

INLINE int beyond_eight(const float *at, float sign, ptrdiff_t width) {
  for (ptrdiff_t dy = -width; dy <= width; dy += width)
    for (ptrdiff_t dx = -1; dx <= 1; dx++)
      if ((dx || dy) && !(sign * *at > sign * at[dy + dx])) return 0;
  return 1;
}

INLINE int beyond_neighbours_of_scale(
  const float *below, const float *above, ptrdiff_t index, float value, ptrdiff_t width) {
  float sign = value > 0 ? 1 : -1;
  return !below ||
         (beyond_nine(value, sign, below + index, width) && beyond_nine(value, sign, above + index, width));
}

static size_t find_extrema(
  SLPlane current, const float *below, const float *above, float threshold, int32_t minima, int32_t border,
  uint32_t *indices, size_t capacity) {
  const ptrdiff_t width = current.width;
  size_t count = 0;
  for (ptrdiff_t y = border; y < current.height - border; y++) {
    ptrdiff_t x = border;
    for (; x + 16 <= width - border; x += 16) {
      const ptrdiff_t start = y * width + x;
      i16 mask = maxima_in_plane(current.pixels + start, width, threshold);
      if (minima) mask |= minima_in_plane(current.pixels + start, width, threshold);
      for (uint32_t bits = bits_of(mask); bits; bits &= bits - 1) {
        const ptrdiff_t index = start + __builtin_ctz(bits);
        if (!beyond_neighbours_of_scale(below, above, index, current.pixels[index], width)) continue;
        if (count < capacity) indices[count] = (uint32_t)index;
        count++;
      }
    }
    for (; x < width - border; x++) {
      const ptrdiff_t index = y * width + x;
      const float value = current.pixels[index];
      if (!(value > threshold || (minima && value < -threshold))) continue;
      if (!beyond_eight(current.pixels + index, value > 0 ? 1 : -1, width)) continue;
      if (!beyond_neighbours_of_scale(below, above, index, value, width)) continue;
      if (count < capacity) indices[count] = (uint32_t)index;
      count++;
    }
  }
  return count;
}
