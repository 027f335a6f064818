// Signatures near a query's: distances by looking up half bytes (AVX2), or as the compiler counts bits. Processors of the
// AVX-512 path that have an instruction for it are sent to a function of its own.
#include "column_scan.h"

#if defined(SL_AVX2) || defined(SL_AVX512)
/// The number of set bits in each 64-bit lane, by looking up half bytes.
INLINE __m256i bits_of_lanes(__m256i x) {
  const __m256i table = _mm256_setr_epi8(
    0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i half = _mm256_set1_epi8(15);
  const __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(x, half));
  const __m256i high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), half));
  return _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256());
}

/// Distances of four signatures, one in each lane.
INLINE __m256i distances_of_four(const uint8_t *column, size_t bytes, __m256i query) {
  const __m256i a = bits_of_lanes(_mm256_xor_si256(_mm256_loadu_si256((const __m256i *)column), query));
  if (bytes == 8) return a;
  const __m256i b = bits_of_lanes(_mm256_xor_si256(_mm256_loadu_si256((const __m256i *)column + 1), query));
  // Both halves of signatures 0, 2, 1, 3.
  const __m256i sums = _mm256_add_epi64(_mm256_unpacklo_epi64(a, b), _mm256_unpackhi_epi64(a, b));
  return _mm256_permute4x64_epi64(sums, _MM_SHUFFLE(3, 1, 2, 0));
}

/// Byte b of lane l becomes byte 4·b + l.
INLINE __m256i bytes_in_order(__m256i x) {
  const __m256i pairs = _mm256_setr_epi8(
    0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15, 0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
  x = _mm256_shuffle_epi8(x, pairs);
  const __m128i low = _mm256_castsi256_si128(x), high = _mm256_extracti128_si256(x, 1);
  return _mm256_set_m128i(_mm_unpackhi_epi16(low, high), _mm_unpacklo_epi16(low, high));
}

INLINE uint64_t near_of_sixty_four(
  const uint8_t *column, size_t bytes, __m256i query, uint8_t threshold, uint8_t *distances) {
  uint64_t near = 0;
  UNROLLED for (int half = 0; half < 2; half++) {
    const uint8_t *from = column + (size_t)half * 32 * bytes;
    __m256i all = _mm256_setzero_si256();
    UNROLLED for (int b = 0; b < 8; b++)
      all = _mm256_or_si256(all, _mm256_slli_epi64(distances_of_four(from + (size_t)b * 4 * bytes, bytes, query), 8 * b));
    all = bytes_in_order(all);
    _mm256_store_si256((__m256i *)distances + half, all);
    const __m256i within = _mm256_cmpeq_epi8(all, _mm256_min_epu8(all, _mm256_set1_epi8((char)threshold)));
    near |= (uint64_t)(uint32_t)_mm256_movemask_epi8(within) << (32 * half);
  }
  return near;
}

static inline uint64_t sixty_four_short(const uint8_t *column, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  int64_t bits;
  memcpy(&bits, query, sizeof bits);
  return near_of_sixty_four(column, 8, _mm256_set1_epi64x(bits), threshold, distances);
}

static inline uint64_t sixty_four_long(const uint8_t *column, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  const __m256i bits = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)query));
  return near_of_sixty_four(column, 16, bits, threshold, distances);
}
#else
static inline uint64_t sixty_four_short(
  const uint8_t *column, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  return near_one_by_one(column, SIGNATURES_AT_ONCE, 8, query, threshold, distances);
}

static inline uint64_t sixty_four_long(
  const uint8_t *column, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  return near_one_by_one(column, SIGNATURES_AT_ONCE, 16, query, threshold, distances);
}
#endif

static inline uint64_t few_short(
  const uint8_t *column, size_t count, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  return near_one_by_one(column, count, 8, query, threshold, distances);
}

static inline uint64_t few_long(
  const uint8_t *column, size_t count, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  return near_one_by_one(column, count, 16, query, threshold, distances);
}

static size_t hamming_within(
  const uint8_t *column, size_t count, size_t signatureBytes, const uint8_t *query, uint32_t threshold,
  uint16_t *indices, uint8_t *distances) {
  const NearSignatures found = {indices, distances, 0};
  const uint8_t most = threshold < 255 ? (uint8_t)threshold : 255;
#if defined(SL_AVX512)
  if (__builtin_cpu_supports("avx512vpopcntdq"))
    return sl_hamming_within_by_popcount(column, count, signatureBytes, query, most, found);
#endif
  return signatureBytes == 8 ? scan_column(column, count, 8, query, most, found, sixty_four_short, few_short)
                             : scan_column(column, count, 16, query, most, found, sixty_four_long, few_long);
}
