// Where a drawing may stand in pictures: for each picture the best of some placements that take the whole of it, and of some that take a
// part, against which only what lies in the part counts.
//
// A picture is a row of entries of two bytes: a word, and a cell in which it is, of 16 × 16. For each word and each of 8 × 8 cells the
// table says what every placement gains from it: 64 bytes that lie together. Sums are whole numbers, and what is done with them afterwards is done lane by
// lane, so all paths give the same bits.

enum { PLACEMENT_CELLS = 64 };

/// The coarse cell that a fine one lies in.
INLINE uint32_t coarse_cell(uint8_t cell) { return (cell >> 5) * 8u + (cell & 15u) / 2; }

INLINE i16 widened(const int16_t *from) {
  typedef int16_t s16 __attribute__((vector_size(32)));
  s16 numbers;
  memcpy(&numbers, from, sizeof numbers);
  return __builtin_convertvector(numbers, i16);
}

/// What a row's entries, which end with the row or with a word that there is none of, gain in each lane, and how many of them lie in
/// each lane's box.
INLINE void add_entries(
  const uint8_t *entries, size_t byteCount, SLPlacements query, i16 gains[2], i16 insides[2]) {
  i16 a = {}, b = {}, c = {}, d = {};
  for (size_t i = 0; i + 1 < byteCount; i += 2) {
    const uint32_t word = entries[i], cell = coarse_cell(entries[i + 1]);
    if (word >= query.wordCount) break;
    const int16_t *row = query.table + SL_PLACEMENTS * ((size_t)PLACEMENT_CELLS * word + cell);
    const int16_t *inside = query.insides + SL_PLACEMENTS * cell;
    a += widened(row);
    b += widened(row + SL_LANES);
    c += widened(inside);
    d += widened(inside + SL_LANES);
  }
  gains[0] = a, gains[1] = b, insides[0] = c, insides[1] = d;
}

INLINE float largest(const float *lanes, size_t count) {
  float best = lanes[0];
  for (size_t lane = 1; lane < count; lane++) best = lanes[lane] > best ? lanes[lane] : best;
  return best;
}

static void best_placements(
  const uint8_t *rows, const void *lengths, size_t rowCount, size_t rowBytes, SLPlacements query, float *wholes,
  float *parts) {
  for (size_t r = 0; r < rowCount; r++) {
    float length;
    memcpy(&length, (const uint8_t *)lengths + r * sizeof length, sizeof length);
    wholes[r] = parts[r] = -__builtin_inff();
    if (!(length > 0)) continue;
    i16 gains[2], insides[2];
    add_entries(rows + r * rowBytes, rowBytes, query, gains, insides);
    // The last lane is the usual picture: what this one has in common with it is taken from both sides.
    const float shared = (float)gains[1][SL_LANES - 1] * query.usualUnit;
    const float rest = length * length - 2.0f * shared * length + query.usualSquare * length * length;
    if (!(rest > 0)) continue;
    float scores[SL_PLACEMENTS];
    for (int half = 0; half < 2; half++) {
      const f16 gain = converted(gains[half]) * query.unit - load(query.offsets + half * SL_LANES) * length;
      const f16 within = load(query.added + half * SL_LANES) + converted(insides[half]) * query.insideUnit;
      const f16 square = choose((i16)(load(query.added + half * SL_LANES) > (f16){}), within, splat(rest));
      store(scores + half * SL_LANES, gain / square_root(square));
    }
    wholes[r] = largest(scores, query.wholeCount);
    parts[r] = largest(scores + query.wholeCount, SL_PLACEMENTS - 1 - query.wholeCount);
  }
}
