// Extrema among neighbours. Sixteen pixels at a time are held against the threshold, which most fail, then against
// their neighbours in the plane, which nearly all fail; the few that are left meet the other planes one by one.

/// Which of the sixteen pixels at `at` are above the threshold and all eight neighbours or, where `minima` is set, below them.
/// Few vectors have a pixel that is beyond its four nearest neighbours; only these look at the diagonal ones.
INLINE i16 extrema_in_plane(const float *at, ptrdiff_t width, f16 threshold, i16 minima) {
  const f16 value = load(at);
  i16 high = value > threshold, low = (value < -threshold) & minima;
  if (!any(high | low)) return high;
  const f16 left = load(at - 1), right = load(at + 1), up = load(at - width), down = load(at + width);
  high &= (value > left) & (value > right) & (value > up) & (value > down);
  low &= (value < left) & (value < right) & (value < up) & (value < down);
  if (!any(high | low)) return high;
  for (ptrdiff_t row = -width; row <= width; row += 2 * width) {
    const f16 before = load(at + row - 1), after = load(at + row + 1);
    high &= (value > before) & (value > after);
    low &= (value < before) & (value < after);
  }
  return high | low;
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

/// Pixels of a row whose extrema in the plane are gathered before the planes below and above are looked at. These are not in the
/// nearest cache; asking for them early hides the wait, which otherwise is a third of the whole search.
enum { EXTREMA_BLOCK = 512 };

static void prefetch_neighbours(const float *plane, ptrdiff_t index, ptrdiff_t width) {
  for (ptrdiff_t row = -width; row <= width; row += width) __builtin_prefetch(plane + index + row);
}

/// Writes the indices of the extrema in the plane from `first` up to `end`, both within one row, and returns their number.
static size_t gather_extrema(
  SLPlane current, ptrdiff_t first, ptrdiff_t end, float threshold, int32_t minima, ptrdiff_t *found) {
  const i16 both = (i16){} - (minima != 0);
  const ptrdiff_t width = current.width;
  size_t count = 0;
  ptrdiff_t index = first;
  for (; index + 16 <= end; index += 16) {
    const i16 mask = extrema_in_plane(current.pixels + index, width, splat(threshold), both);
    for (uint32_t bits = bits_of(mask); bits; bits &= bits - 1) found[count++] = index + __builtin_ctz(bits);
  }
  for (; index < end; index++) {
    const float value = current.pixels[index];
    if (!(value > threshold || (minima && value < -threshold))) continue;
    if (beyond_eight(current.pixels + index, value > 0 ? 1 : -1, width)) found[count++] = index;
  }
  return count;
}

static size_t find_extrema(
  SLPlane current, const float *below, const float *above, float threshold, int32_t minima, int32_t border,
  uint32_t *indices, size_t capacity) {
  const ptrdiff_t width = current.width;
  ptrdiff_t inPlane[EXTREMA_BLOCK];
  size_t count = 0;
  for (ptrdiff_t y = border; y < current.height - border; y++) {
    const ptrdiff_t end = (y + 1) * width - border;
    for (ptrdiff_t first = y * width + border; first < end; first += EXTREMA_BLOCK) {
      const ptrdiff_t blockEnd = end - first < EXTREMA_BLOCK ? end : first + EXTREMA_BLOCK;
      const size_t gathered = gather_extrema(current, first, blockEnd, threshold, minima, inPlane);
      for (size_t i = 0; below && i < gathered; i++) {
        prefetch_neighbours(below, inPlane[i], width);
        prefetch_neighbours(above, inPlane[i], width);
      }
      for (size_t i = 0; i < gathered; i++) {
        if (!beyond_neighbours_of_scale(below, above, inPlane[i], current.pixels[inPlane[i]], width)) continue;
        if (count < capacity) indices[count] = (uint32_t)inPlane[i];
        count++;
      }
    }
  }
  return count;
}
