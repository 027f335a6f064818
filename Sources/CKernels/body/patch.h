// Patches: a lattice of points carried into a plane by an affine map, and what is measured on the result.

static void sample(
  SLPlane source, SLAffineMap map, const float *u, const float *v, size_t count, float *out) {
  const f16 lastX = splat((float)(source.width - 1)), lastY = splat((float)(source.height - 1));
  const f16 lastColumn = splat((float)(source.width - 2)), lastRow = splat((float)(source.height - 2));
  const f16 zero = splat(0);
  const float *pixels = source.pixels;
  for (size_t i = 0; i < count; i += SL_LANES) {
    const f16 ui = load(u + i), vi = load(v + i);
    f16 x = splat(map.x) + (ui * map.xx + vi * map.xy);
    f16 y = splat(map.y) + (ui * map.yx + vi * map.yy);
    x = smaller(larger(x, zero), lastX);
    y = smaller(larger(y, zero), lastY);
    const i16 column = truncated(smaller(x, lastColumn)), row = truncated(smaller(y, lastRow));
    const f16 right = x - converted(column), down = y - converted(row);
    const i16 index = row * source.width + column;
    const f16 a = gather(pixels, index), b = gather(pixels + 1, index);
    const f16 c = gather(pixels + source.width, index), d = gather(pixels + source.width + 1, index);
    const f16 top = a + (b - a) * right, bottom = c + (d - c) * right;
    store(out + i, top + (bottom - top) * down);
  }
}

static SLMoments window_moments(const float *window, const float *weights) {
  f16 xx = splat(0), xy = splat(0), yy = splat(0);
  for (int row = 0; row < SL_WINDOW_SIDE; row++) {
    const float *at = window + (row + 1) * SL_WINDOW_PITCH + 1;
    const f16 dx = load(at + 1) - load(at - 1);
    const f16 dy = load(at + SL_WINDOW_PITCH) - load(at - SL_WINDOW_PITCH);
    const f16 weight = load(weights + row * SL_WINDOW_SIDE);
    const f16 weightedX = dx * weight;
    xx += weightedX * dx;
    xy += weightedX * dy;
    yy += dy * weight * dy;
  }
  return (SLMoments){folded(xx), folded(xy), folded(yy)};
}
