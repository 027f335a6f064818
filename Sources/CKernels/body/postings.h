// Ids from gaps of a fixed width, the inner loop of everything that reads postings.
//
// Eight gaps of w bits are w bytes, so the places of all gaps within a group of eight or sixteen are the same for every
// group: two permutations bring the 32 bits in which each gap begins and the next 32, two shifts by each lane's own
// distance put them together. Sums along the group take log₂ steps, and only the last sum goes from group to group.

/// The value of `width` bits, at most 32, that begins at a bit of a stream of at least eight bytes. Near the end the eight
/// bytes that are loaded begin earlier and the shift is longer.
INLINE uint32_t value_at(const uint8_t *stream, size_t byteCount, size_t bit, uint32_t width) {
  const size_t last = byteCount - 8, byte = bit / 8 < last ? bit / 8 : last;
  uint64_t word;
  memcpy(&word, stream + byte, sizeof word);
  return (uint32_t)(word >> (bit - byte * 8) & ((1ull << width) - 1));
}

#if defined(SL_AVX512)
enum { GAPS_AT_ONCE = 16, GROUP_BYTES = 64 };
#elif defined(SL_AVX2)
enum { GAPS_AT_ONCE = 8, GROUP_BYTES = 32 };
#endif

#if defined(SL_AVX512) || defined(SL_AVX2)
/// A group is one load of GROUP_BYTES, where as many are left. The last ones are read from a copy with zeros behind it:
/// a masked load that reaches into a page that is not there costs microseconds.
typedef struct {
  uint8_t copy[2 * GROUP_BYTES];
  /// Where the copied bytes begin in the stream.
  size_t start;
} StreamEnd;

INLINE void copy_end(StreamEnd *end, const uint8_t *stream, size_t byteCount) {
  memset(end->copy, 0, sizeof end->copy);
  end->start = byteCount > GROUP_BYTES ? byteCount - GROUP_BYTES : 0;
  if (byteCount >= GROUP_BYTES)
    memcpy(end->copy, stream + end->start, GROUP_BYTES);
  else
    for (size_t i = 0; i < byteCount; i++) end->copy[i] = stream[i];
}
#endif

#if defined(SL_AVX512)

INLINE __m512i sums_along(__m512i x) {
  const __m512i zero = _mm512_setzero_si512();
  x = _mm512_add_epi32(x, _mm512_alignr_epi32(x, zero, 15));
  x = _mm512_add_epi32(x, _mm512_alignr_epi32(x, zero, 14));
  x = _mm512_add_epi32(x, _mm512_alignr_epi32(x, zero, 12));
  return _mm512_add_epi32(x, _mm512_alignr_epi32(x, zero, 8));
}

/// Ids from groups of sixteen gaps, the last one incomplete; returns how many gaps were read: all, or none of a few.
static size_t unpack_groups(
  const uint8_t *gaps, size_t byteCount, size_t gapCount, uint32_t width, uint32_t *id, uint32_t *out) {
  if (gapCount < GAPS_AT_ONCE) return 0;
  const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m512i bits = _mm512_mullo_epi32(lanes, _mm512_set1_epi32((int)width));
  const __m512i low = _mm512_srli_epi32(bits, 5), high = _mm512_add_epi32(low, _mm512_set1_epi32(1));
  const __m512i down = _mm512_and_si512(bits, _mm512_set1_epi32(31));
  const __m512i up = _mm512_sub_epi32(_mm512_set1_epi32(32), down);
  const __m512i mask = _mm512_set1_epi32((int)(uint32_t)((1ull << width) - 1));
  const __m512i last = _mm512_set1_epi32(15);
  __m512i before = _mm512_set1_epi32((int)*id);
  StreamEnd end;
  copy_end(&end, gaps, byteCount);
  for (size_t g = 0; g < gapCount; g += GAPS_AT_ONCE) {
    const size_t start = g / 8 * width;
    const int isWhole = start + GROUP_BYTES <= byteCount;
    const __m512i bytes = _mm512_loadu_si512(isWhole ? gaps + start : end.copy + (start - end.start));
    const __m512i lower = _mm512_srlv_epi32(_mm512_permutexvar_epi32(low, bytes), down);
    const __m512i upper = _mm512_sllv_epi32(_mm512_permutexvar_epi32(high, bytes), up);
    const __m512i values = _mm512_and_si512(_mm512_or_si512(lower, upper), mask);
    const __m512i ids = _mm512_add_epi32(before, sums_along(values));
    const size_t wanted = gapCount - g;
    _mm512_mask_storeu_epi32(out + g, (__mmask16)(wanted >= 16 ? 0xffff : (1u << wanted) - 1), ids);
    before = _mm512_permutexvar_epi32(last, ids);
  }
  return gapCount;
}
#elif defined(SL_AVX2)
INLINE __m256i sums_along(__m256i x) {
  x = _mm256_add_epi32(x, _mm256_slli_si256(x, 4));
  x = _mm256_add_epi32(x, _mm256_slli_si256(x, 8));
  // The lower half's sum goes to all of the upper half.
  const __m256i half = _mm256_permutevar8x32_epi32(x, _mm256_set1_epi32(3));
  return _mm256_add_epi32(x, _mm256_blend_epi32(_mm256_setzero_si256(), half, 0xf0));
}

/// Ids from whole groups of eight gaps; returns how many gaps were read.
static size_t unpack_groups(
  const uint8_t *gaps, size_t byteCount, size_t gapCount, uint32_t width, uint32_t *id, uint32_t *out) {
  if (gapCount < GAPS_AT_ONCE) return 0;
  const __m256i bits =
    _mm256_mullo_epi32(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32((int)width));
  const __m256i low = _mm256_srli_epi32(bits, 5), high = _mm256_add_epi32(low, _mm256_set1_epi32(1));
  const __m256i down = _mm256_and_si256(bits, _mm256_set1_epi32(31));
  const __m256i up = _mm256_sub_epi32(_mm256_set1_epi32(32), down);
  const __m256i mask = _mm256_set1_epi32((int)(uint32_t)((1ull << width) - 1));
  const __m256i last = _mm256_set1_epi32(7);
  __m256i before = _mm256_set1_epi32((int)*id);
  StreamEnd end;
  copy_end(&end, gaps, byteCount);
  size_t g = 0;
  for (; g + GAPS_AT_ONCE <= gapCount; g += GAPS_AT_ONCE) {
    const size_t start = g / 8 * width;
    const int isWhole = start + GROUP_BYTES <= byteCount;
    const uint8_t *group = isWhole ? gaps + start : end.copy + (start - end.start);
    const __m256i bytes = _mm256_loadu_si256((const __m256i *)group);
    const __m256i lower = _mm256_srlv_epi32(_mm256_permutevar8x32_epi32(bytes, low), down);
    const __m256i upper = _mm256_sllv_epi32(_mm256_permutevar8x32_epi32(bytes, high), up);
    const __m256i values = _mm256_and_si256(_mm256_or_si256(lower, upper), mask);
    const __m256i ids = _mm256_add_epi32(before, sums_along(values));
    _mm256_storeu_si256((__m256i *)(out + g), ids);
    before = _mm256_permutevar8x32_epi32(ids, last);
  }
  *id = (uint32_t)_mm256_cvtsi256_si32(before);
  return g;
}
#else
static size_t unpack_groups(
  const uint8_t *gaps, size_t byteCount, size_t gapCount, uint32_t width, uint32_t *id, uint32_t *out) {
  (void)gaps, (void)byteCount, (void)gapCount, (void)width, (void)id, (void)out;
  return 0;
}
#endif

/// Gaps are less than 2³², so that a sum that left 32 bits is less than the one before.
static int32_t all_rise(const uint32_t *ids, size_t count) {
  uint32_t fallen = 0;
  for (size_t i = 1; i < count; i++) fallen |= ids[i] < ids[i - 1];
  return fallen == 0;
}

static int32_t unpack_ids(
  const uint8_t *gaps, size_t byteCount, size_t count, uint32_t width, uint32_t first, uint32_t *out) {
  if (count == 0) return 1;
  const size_t gapCount = count - 1;
  uint32_t id = first;
  out[0] = first;
  size_t g = unpack_groups(gaps, byteCount, gapCount, width, &id, out + 1);
  uint8_t padded[8] = {0};
  if (g < gapCount && byteCount < sizeof padded) {
    for (size_t i = 0; i < byteCount; i++) padded[i] = gaps[i];
    gaps = padded;
    byteCount = sizeof padded;
  }
  for (; g < gapCount; g++) {
    id += value_at(gaps, byteCount, g * width, width);
    out[g + 1] = id;
  }
  const uint64_t most = first + gapCount * ((1ull << width) - 1);
  return most <= UINT32_MAX || all_rise(out, count);
}
