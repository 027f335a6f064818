// Patches: a lattice of points carried into a plane by an affine map, and what is measured on the result.

// Bilinear sampling in three passes over a block of points: where each lies, fetching the two pairs of pixels around it, and
// interpolation. The fetches are plain loads of 64 bits: two for a point where the processor's gather instructions need
// four, and three times as fast as those on the processor measured.
enum { SAMPLE_BLOCK = 8 * SL_LANES };

/// A pixel and the one to its right, as they lie in memory.
typedef struct {
  float left, right;
} PixelPair;

/// Points of a lattice in a plane: the index of the pixel above and to the left, and the distances from it.
typedef struct {
  int32_t index[SAMPLE_BLOCK];
  float right[SAMPLE_BLOCK], down[SAMPLE_BLOCK];
} SamplePlaces;

static void locate(
  SLPlane source, SLAffineMap map, const float *u, const float *v, size_t count, SamplePlaces *places) {
  const f16 lastX = splat((float)(source.width - 1)), lastY = splat((float)(source.height - 1));
  const f16 lastColumn = splat((float)(source.width - 2)), lastRow = splat((float)(source.height - 2));
  const f16 zero = splat(0);
  for (size_t i = 0; i < count; i += SL_LANES) {
    const f16 ui = load(u + i), vi = load(v + i);
    f16 x = splat(map.x) + (ui * map.xx + vi * map.xy);
    f16 y = splat(map.y) + (ui * map.yx + vi * map.yy);
    x = smaller(larger(x, zero), lastX);
    y = smaller(larger(y, zero), lastY);
    const i16 column = truncated(smaller(x, lastColumn)), row = truncated(smaller(y, lastRow));
    store(places->right + i, x - converted(column));
    store(places->down + i, y - converted(row));
    const i16 index = row * source.width + column;
    memcpy(places->index + i, &index, sizeof index);
  }
}

static void sample_block(
  SLPlane source, SLAffineMap map, const float *u, const float *v, size_t count, float *out) {
  SamplePlaces places;
  PixelPair above[SAMPLE_BLOCK], below[SAMPLE_BLOCK];
  locate(source, map, u, v, count, &places);
  // Left to itself the compiler makes gathers of these loads.
#pragma clang loop vectorize(disable) unroll_count(8)
  for (size_t i = 0; i < count; i++) {
    const float *at = source.pixels + places.index[i];
    memcpy(above + i, at, sizeof *above);
    memcpy(below + i, at + source.width, sizeof *below);
  }
  for (size_t i = 0; i < count; i += SL_LANES) {
    f16 a, b, c, d;
    load_pairs(&above[i].left, &a, &b);
    load_pairs(&below[i].left, &c, &d);
    const f16 right = load(places.right + i), down = load(places.down + i);
    const f16 top = a + (b - a) * right, bottom = c + (d - c) * right;
    store(out + i, top + (bottom - top) * down);
  }
}

static void sample(
  SLPlane source, SLAffineMap map, const float *u, const float *v, size_t count, float *out) {
  for (size_t start = 0; start < count; start += SAMPLE_BLOCK) {
    const size_t left = count - start;
    const size_t length = left < SAMPLE_BLOCK ? left : SAMPLE_BLOCK;
    sample_block(source, map, u + start, v + start, length, out + start);
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
