// How much a drawing, as large as a picture, looks like it: for each picture the best of some placements.
//
// A picture is a row of entries of two bytes: a word, and a cell in which it is, of 16 × 16. For each word and each of 8 × 8 cells the
// table says what every placement gains from it: 16 bytes that lie together. Sums are whole numbers, and what is done with them
// afterwards is done lane by lane, so all paths give the same bits.

enum { PLACEMENT_CELLS = 64 };

/// The coarse cell that a fine one lies in.
INLINE uint32_t coarse_cell(uint8_t cell) { return (cell >> 5) * 8u + (cell & 15u) / 2; }

typedef int16_t s16 __attribute__((vector_size(32)));

/// What an entry gains in each lane.
INLINE s16 gains_of_entry(const uint8_t *entry, SLPlacements query) {
  typedef int8_t b16 __attribute__((vector_size(16)));
  b16 gains;
  memcpy(
    &gains, query.table + SL_LANES * ((size_t)PLACEMENT_CELLS * entry[0] + coarse_cell(entry[1])), sizeof gains);
  return __builtin_convertvector(gains, s16);
}

/// What a row's entries, which end with the row or with a word that there is none of, gain in each lane.
INLINE i16 gains_of(const uint8_t *entries, size_t byteCount, SLPlacements query) {
  s16 gains = {};
  for (size_t i = 0; i + 1 < byteCount && entries[i] < query.wordCount; i += 2)
    gains += gains_of_entry(entries + i, query);
  return __builtin_convertvector(gains, i16);
}

INLINE float largest(const float *lanes, size_t count) {
  float best = lanes[0];
  for (size_t lane = 1; lane < count; lane++) best = lanes[lane] > best ? lanes[lane] : best;
  return best;
}

/// Rows are read for the first time here, faster than the processor foresees by itself: it is told which one comes soon.
INLINE void expect(const uint8_t *rows, size_t row, size_t rowCount, size_t rowBytes) {
  if (row >= rowCount) return;
  for (size_t i = 0; i < rowBytes; i += 64) __builtin_prefetch(rows + row * rowBytes + i);
}

static void best_placements(
  const uint8_t *rows, const void *lengths, size_t rowCount, size_t rowBytes, SLPlacements query, float *scores) {
  for (size_t r = 0; r < rowCount; r++) {
    expect(rows, r + 4, rowCount, rowBytes);
    float length;
    memcpy(&length, (const uint8_t *)lengths + r * sizeof length, sizeof length);
    scores[r] = -__builtin_inff();
    if (!(length > 0)) continue;
    const i16 gains = gains_of(rows + r * rowBytes, query.entryBytes, query);
    // The last lane is the usual picture: what this one has in common with it is taken from both sides.
    const float shared = (float)gains[SL_LANES - 1] * query.usualUnit;
    const float rest = length * length - 2.0f * shared * length + query.usualSquare * length * length;
    if (!(rest > 0)) continue;
    float lanes[SL_LANES];
    store(lanes, (converted(gains) * query.unit - load(query.offsets) * length) / square_root(splat(rest)));
    scores[r] = largest(lanes, query.placementCount);
  }
}
