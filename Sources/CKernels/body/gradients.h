// Gradients of patches in polar form, and histograms of them.

/// The direction of (dx, dy) in eighths of a turn, 0 ≤ d < 8, from +x towards +y; off by at most 2·10⁻⁵.
///
/// The angle is folded into the first octant, where atan(t) · 4/π is an odd polynomial of degree 9 fitted for
/// the least greatest error, and unfolded again.
INLINE f16 direction(f16 dx, f16 dy) {
  const f16 ax = magnitude(dx), ay = magnitude(dy);
  const f16 t = smaller(ax, ay) / (larger(ax, ay) + splat(1e-30f));
  const f16 s = t * t;
  f16 turn = s * 0.02654017f + splat(-0.10842298f);
  turn = turn * s + splat(0.22938487f);
  turn = turn * s + splat(-0.42055683f);
  turn = (turn * s + splat(1.27306933f)) * t;
  turn = choose(ay > ax, splat(2) - turn, turn);
  turn = choose(dx < splat(0), splat(4) - turn, turn);
  turn = choose(dy < splat(0), splat(8) - turn, turn);
  return choose(turn >= splat(8), splat(0), turn);
}

static void window_gradients(const float *window, const float *weights, float *directions, float *lengths) {
  for (int row = 0; row < SL_WINDOW_SIDE; row++) {
    const float *at = window + (row + 1) * SL_WINDOW_PITCH + 1;
    const f16 dx = load(at + 1) - load(at - 1);
    const f16 dy = load(at + SL_WINDOW_PITCH) - load(at - SL_WINDOW_PITCH);
    store(directions + row * SL_WINDOW_SIDE, direction(dx, dy));
    store(
      lengths + row * SL_WINDOW_SIDE, square_root(dx * dx + dy * dy) * load(weights + row * SL_WINDOW_SIDE));
  }
}

enum { CELLS = 4, DIRECTIONS = 8, HALVES = SL_PATCH_SIDE / SL_LANES };

/// Column sums of a patch, not yet pooled along the rows: cell row × direction × column.
typedef f16 ColumnSums[CELLS][DIRECTIONS][HALVES];

/// Splits sixteen gradients over the eight directions, each between its two neighbours.
INLINE void split_directions(f16 turn, f16 length, f16 parts[DIRECTIONS]) {
  const f16 zero = splat(0), one = splat(1);
  parts[0] = (larger(one - turn, zero) + larger(turn - splat(7), zero)) * length;
  for (int d = 1; d < DIRECTIONS; d++)
    parts[d] = larger(one - magnitude(turn - splat((float)d)), zero) * length;
}

/// Adds one row's gradients to the (at most two) rows of cells that it touches.
INLINE void add_row(
  const float *patch, SLPooling pooling, int row, int half, int firstCell, ColumnSums sums) {
  const float *at = patch + (row + 1) * SL_PATCH_PITCH + 1 + half * SL_LANES;
  const f16 dx = load(at + 1) - load(at - 1), dy = load(at + SL_PATCH_PITCH) - load(at - SL_PATCH_PITCH);
  const f16 weight = load(pooling.window + row * SL_PATCH_SIDE + half * SL_LANES);
  f16 parts[DIRECTIONS];
  split_directions(direction(dx, dy), square_root(dx * dx + dy * dy) * weight, parts);
  for (int cell = firstCell; cell < firstCell + 2 && cell < CELLS; cell++) {
    const float share = pooling.cellWeights[cell * SL_PATCH_SIDE + row];
    for (int d = 0; d < DIRECTIONS; d++) sums[cell][d][half] += parts[d] * share;
  }
}

static void pool_gradients(const float *patch, SLPooling pooling, float *histogram) {
  ColumnSums sums;
  memset(sums, 0, sizeof sums);
  for (int row = 0; row < SL_PATCH_SIDE; row++) {
    int firstCell = 0;
    while (firstCell + 1 < CELLS && pooling.cellWeights[firstCell * SL_PATCH_SIDE + row] == 0) firstCell++;
    for (int half = 0; half < HALVES; half++) add_row(patch, pooling, row, half, firstCell, sums);
  }
  for (int cellRow = 0; cellRow < CELLS; cellRow++)
    for (int cellColumn = 0; cellColumn < CELLS; cellColumn++)
      for (int d = 0; d < DIRECTIONS; d++) {
        const float *shares = pooling.cellWeights + cellColumn * SL_PATCH_SIDE;
        f16 sum = sums[cellRow][d][0] * load(shares);
        for (int half = 1; half < HALVES; half++) sum += sums[cellRow][d][half] * load(shares + half * SL_LANES);
        histogram[(cellRow * CELLS + cellColumn) * DIRECTIONS + d] = folded(sum);
      }
}
