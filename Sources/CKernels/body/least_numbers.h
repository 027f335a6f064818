// The places of the few least of some hundred numbers.
//
// A number that as many as are wanted do not exceed is found cheaply: the largest of the least of so many parts, a part
// being one lane of every few vectors. What is above it is left out, a tenth or so remains, and among these the last one
// that is wanted is found by halving the range of its value.

/// How many lanes are set.
INLINE size_t count_of(i16 mask) { return (size_t)__builtin_popcount(bits_of(mask)); }

/// A number that at least `wanted` of the vectors' numbers do not exceed, and the least of all.
static int32_t limit_of_least(const int32_t *numbers, size_t vectorCount, size_t wanted, int32_t *least) {
  const size_t turns = (wanted + SL_LANES - 1) / SL_LANES;
  i16 most = (i16){} + INT32_MIN, all = (i16){} + INT32_MAX;
  for (size_t turn = 0; turn < turns; turn++) {
    i16 part = (i16){} + INT32_MAX;
    for (size_t v = turn; v < vectorCount; v += turns) {
      const i16 here = load_numbers(numbers + v * SL_LANES);
      part = __builtin_elementwise_min(part, here);
    }
    most = __builtin_elementwise_max(most, part);
    all = __builtin_elementwise_min(all, part);
  }
  *least = __builtin_reduce_min(all);
  return __builtin_reduce_max(most);
}

/// Moves the numbers that are within the limit to the front, in order, and writes where they were. Returns how many there
/// are.
static size_t keep_within(int32_t *numbers, size_t vectorCount, int32_t limit, uint32_t *places) {
  size_t kept = 0;
  for (size_t v = 0; v < vectorCount; v++) {
    const i16 here = load_numbers(numbers + v * SL_LANES);
    uint32_t within = bits_of(here <= limit);
#if defined(SL_AVX512)
    const i16 lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    const __m512i at = (__m512i)(lanes + (int32_t)(v * SL_LANES));
    // Written whole: what is written too much is either read already or behind everything kept.
    _mm512_storeu_si512(numbers + kept, _mm512_maskz_compress_epi32((__mmask16)within, (__m512i)here));
    _mm512_storeu_si512(places + kept, _mm512_maskz_compress_epi32((__mmask16)within, at));
    kept += (size_t)__builtin_popcount(within);
#else
    for (; within; within &= within - 1) {
      const size_t lane = (size_t)__builtin_ctz(within);
      numbers[kept] = here[lane];
      places[kept++] = (uint32_t)(v * SL_LANES + lane);
    }
#endif
  }
  return kept;
}

/// The least number, from `low` to `high`, that at least `wanted` do not exceed; or one above it that exactly so many do not
/// exceed.
static int32_t last_wanted(const int32_t *numbers, size_t vectorCount, size_t wanted, int32_t low, int32_t high) {
  while (low < high) {
    const int32_t middle = low + (high - low) / 2;
    size_t within = 0;
    for (size_t v = 0; v < vectorCount; v++) within += count_of(load_numbers(numbers + v * SL_LANES) <= middle);
    if (within == wanted) return middle;
    if (within < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/// Fills the numbers up to a whole vector with what is never among the least, and returns the number of vectors.
static size_t fill_up(int32_t *numbers, size_t count) {
  const size_t vectorCount = (count + SL_LANES - 1) / SL_LANES;
  for (size_t i = count; i < vectorCount * SL_LANES; i++) numbers[i] = INT32_MAX;
  return vectorCount;
}

static void least_numbers(int32_t *numbers, size_t count, size_t wanted, uint32_t *places) {
  int32_t least = 0;
  const size_t vectorCount = fill_up(numbers, count);
  const int32_t limit = limit_of_least(numbers, vectorCount, wanted, &least);
  const size_t kept = keep_within(numbers, vectorCount, limit, places);
  const int32_t last = last_wanted(numbers, fill_up(numbers, kept), wanted, least, limit);
  size_t below = 0;
  for (size_t i = 0; i < kept; i++) below += numbers[i] < last;
  // Of the numbers equal to the last one, as many as there is room for: the first.
  size_t equal = wanted - (below < wanted ? below : wanted), taken = 0;
  for (size_t i = 0; i < kept && taken < wanted; i++) {
    if (numbers[i] > last || (numbers[i] == last && equal == 0)) continue;
    equal -= numbers[i] == last;
    places[taken++] = places[i];
  }
}
