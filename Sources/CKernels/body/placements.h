// Where a drawing may stand in pictures: for each picture the best of a fixed number of placements.
//
// A picture is a row of entries of two bytes: a word, and a cell in which it is. For each word and cell the table says what every
// placement gains from it: 64 bytes that lie together. Sums are whole numbers, and what is done with them afterwards is done lane by
// lane, so all paths give the same bits.

enum { PLACEMENT_CELLS = 64 };

INLINE i16 widened(const int16_t *from) {
  typedef int16_t s16 __attribute__((vector_size(32)));
  s16 numbers;
  memcpy(&numbers, from, sizeof numbers);
  return __builtin_convertvector(numbers, i16);
}

/// Σ table over a row's entries, which end with the row or with a word that there is none of.
INLINE void add_entries(
  const uint8_t *entries, size_t byteCount, const int16_t *table, size_t wordCount, i16 *low, i16 *high) {
  i16 a = {}, b = {};
  for (size_t i = 0; i + 1 < byteCount; i += 2) {
    const uint32_t word = entries[i], cell = entries[i + 1] & (PLACEMENT_CELLS - 1);
    if (word >= wordCount) break;
    const int16_t *gains = table + SL_PLACEMENTS * ((size_t)PLACEMENT_CELLS * word + cell);
    a += widened(gains);
    b += widened(gains + SL_LANES);
  }
  *low = a;
  *high = b;
}

/// The best of the lanes that are placements, and which it is: the first of equal ones.
INLINE float best_lane(f16 low, f16 high, uint8_t *which) {
  float lanes[SL_PLACEMENTS];
  store(lanes, low);
  store(lanes + SL_LANES, high);
  float best = lanes[0];
  *which = 0;
  for (int lane = 1; lane < SL_PLACEMENTS - 1; lane++)
    if (lanes[lane] > best) best = lanes[lane], *which = (uint8_t)lane;
  return best;
}

static void best_placements(
  const uint8_t *rows, const void *lengths, size_t rowCount, size_t rowBytes, SLPlacements query, float *scores,
  uint8_t *places) {
  const f16 offsetsLow = load(query.offsets), offsetsHigh = load(query.offsets + SL_LANES);
  for (size_t r = 0; r < rowCount; r++) {
    float length;
    memcpy(&length, (const uint8_t *)lengths + r * sizeof length, sizeof length);
    places[r] = 0;
    scores[r] = -__builtin_inff();
    if (!(length > 0)) continue;
    i16 low, high;
    add_entries(rows + r * rowBytes, rowBytes, query.table, query.wordCount, &low, &high);
    // The last lane is the usual picture: what this one has in common with it is taken from both sides.
    const float shared = (float)high[SL_LANES - 1] * query.usualUnit / length;
    const float rest = 1.0f - 2.0f * shared + query.usualSquare;
    if (!(rest > 0)) continue;
    const float scale = 1.0f / __builtin_sqrtf(rest), unit = query.unit / length;
    scores[r] = best_lane(
      (converted(low) * unit - offsetsLow) * scale, (converted(high) * unit - offsetsHigh) * scale, places + r);
  }
}
