// Rows held against one cell's centres, each with a list of the nearest centres that it has met so far.
//
// Few centres are nearer than those in the list, and the fewer the longer a row is under way: so a tile's values are
// compared with the row's limit while they are in registers, and only where one of them is within it are they written
// down. With three words a row, looking through all of them took twice as long as the products.

/// Values of one row among which some are within its limit.
typedef struct {
  i16 values[GROUPS_AT_ONCE];
  int32_t row;
} Hit;

/// What is known of the rows at work.
typedef struct {
  SpreadRows spread;
  /// Where each one's list begins.
  size_t places[ROWS_AT_ONCE];
  int32_t squares[ROWS_AT_ONCE];
  /// The value, a squared distance without the row's own squared length, that a centre must not exceed.
  int32_t limits[ROWS_AT_ONCE];
} RowsAtWork;

/// Puts a centre into a list where it is among the nearest; equally near ones rise.
static void insert_centre(uint32_t centre, int32_t distance, size_t capacity, uint32_t *centres, int32_t *distances) {
  size_t place = capacity;
  while (place > 0 && (distance < distances[place - 1] || (distance == distances[place - 1] && centre < centres[place - 1])))
    place--;
  for (size_t last = capacity; last-- > place + 1;) {
    centres[last] = centres[last - 1];
    distances[last] = distances[last - 1];
  }
  if (place == capacity) return;
  centres[place] = centre;
  distances[place] = distance;
}

/// Which of sixteen values are within the limit. Behind the last centre there may be others that stand for none.
INLINE uint32_t lanes_within(i16 values, int32_t limit, size_t first, size_t count) {
  const uint32_t within = bits_of(values <= limit);
  return count - first < SL_LANES ? within & ((1u << (count - first)) - 1) : within;
}

/// Offers the values of a hit that are within the row's limit to its list. The first of them is that of centre `first`.
INLINE void offer_hit(const Hit *hit, int groupCount, size_t first, SLCell cell, SLNearestLists lists, RowsAtWork *work) {
  const int32_t row = hit->row;
  uint32_t *const centres = lists.centres + work->places[row];
  int32_t *const distances = lists.squaredDistances + work->places[row];
  for (int g = 0; g < groupCount; g++, first += SL_LANES)
    for (uint32_t within = lanes_within(hit->values[g], work->limits[row], first, cell.count); within;
         within &= within - 1) {
      const int lane = __builtin_ctz(within);
      const int32_t distance = hit->values[g][lane] + work->squares[row];
      insert_centre(cell.numbers[first + (size_t)lane], distance, lists.capacity, centres, distances);
    }
  work->limits[row] = distances[lists.capacity - 1] - work->squares[row];
}

/// Holds the first rows at work against the centres of a few groups, `first` being the first of these.
INLINE void offer_tile(
  int rowCount, int groupCount, size_t first, size_t dimension, SLCell cell, SLNearestLists lists, RowsAtWork *work) {
  const int32_t *constants = cell.packed;
  const uint8_t *groups = (const uint8_t *)(constants + padded_count(cell.count));
  const size_t steps = steps_of(dimension);
  i16 values[ROWS_AT_ONCE][GROUPS_AT_ONCE];
  products_of_tile(
    rowCount, groupCount, &work->spread, constants + first, groups + first / SL_LANES * steps * STEP_BYTES, steps, values);
  Hit hits[ROWS_AT_ONCE];
  int hitCount = 0;
  UNROLLED for (int r = 0; r < rowCount; r++) {
    i16 within = values[r][0] <= work->limits[r];
    UNROLLED for (int g = 1; g < groupCount; g++) within |= values[r][g] <= work->limits[r];
    if (!any(within)) continue;
    UNROLLED for (int g = 0; g < groupCount; g++) hits[hitCount].values[g] = values[r][g];
    hits[hitCount++].row = r;
  }
  for (int h = 0; h < hitCount; h++) offer_hit(hits + h, groupCount, first, cell, lists, work);
}

/// Holds the first rows at work against all centres.
INLINE void offer_cell(int rowCount, size_t dimension, SLCell cell, SLNearestLists lists, RowsAtWork *work) {
  const size_t count = (cell.count + SL_LANES - 1) / SL_LANES * SL_LANES;
  size_t first = 0;
  for (; first + GROUPS_AT_ONCE * SL_LANES <= count; first += GROUPS_AT_ONCE * SL_LANES)
    offer_tile(rowCount, GROUPS_AT_ONCE, first, dimension, cell, lists, work);
  for (; first < count; first += SL_LANES) offer_tile(rowCount, 1, first, dimension, cell, lists, work);
}

/// A tile's rows in thirds: what remains of the rows fills its last tile better.
enum { THIRD = ROWS_AT_ONCE / 3 };

static __attribute__((noinline)) void offer_to_third(
  size_t dimension, SLCell cell, SLNearestLists lists, RowsAtWork *work) {
  offer_cell(THIRD, dimension, cell, lists, work);
}

static __attribute__((noinline)) void offer_to_two_thirds(
  size_t dimension, SLCell cell, SLNearestLists lists, RowsAtWork *work) {
  offer_cell(2 * THIRD, dimension, cell, lists, work);
}

static __attribute__((noinline)) void offer_to_all(
  size_t dimension, SLCell cell, SLNearestLists lists, RowsAtWork *work) {
  offer_cell(ROWS_AT_ONCE, dimension, cell, lists, work);
}

static void offer_centres(
  SLRows rows, const uint32_t *chosen, size_t chosenCount, SLCell cell, SLNearestLists lists) {
  RowsAtWork work = {0};
  for (size_t first = 0; first < chosenCount; first += ROWS_AT_ONCE) {
    const size_t here = chosenCount - first < ROWS_AT_ONCE ? chosenCount - first : ROWS_AT_ONCE;
    for (size_t r = 0; r < here; r++) {
      const size_t row = chosen[first + r];
      spread_row(rows.numbers + row * rows.dimension, rows.dimension, work.spread.steps[r]);
      work.places[r] = row * lists.capacity;
      work.squares[r] = rows.squaredLengths[row];
      work.limits[r] = lists.squaredDistances[work.places[r] + lists.capacity - 1] - work.squares[r];
    }
    // No value is within the limit of a row that is not there.
    for (size_t r = here; r < ROWS_AT_ONCE; r++) work.limits[r] = INT32_MIN;
    if (here <= THIRD) offer_to_third(rows.dimension, cell, lists, &work);
    else if (here <= 2 * THIRD) offer_to_two_thirds(rows.dimension, cell, lists, &work);
    else offer_to_all(rows.dimension, cell, lists, &work);
  }
}

static void squared_lengths(const uint8_t *rows, size_t rowCount, size_t dimension, int32_t *out) {
  for (size_t r = 0; r < rowCount; r++) out[r] = squared_length(rows + r * dimension, dimension);
}
