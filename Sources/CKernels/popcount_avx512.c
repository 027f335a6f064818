// Scanning signatures with the instruction that counts the bits of eight lanes at once: not all processors of the AVX-512
// path have it.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push( \
  __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq"))), \
  apply_to = function)
#include "body/column_scan.h"

/// Distances of eight signatures, one in each lane.
INLINE __m512i distances_of_eight(const uint8_t *column, size_t bytes, __m512i query) {
  const __m512i a = _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_loadu_si512(column), query));
  if (bytes == 8) return a;
  const __m512i b = _mm512_popcnt_epi64(_mm512_xor_si512(_mm512_loadu_si512(column + 64), query));
  // Both halves of signatures 0, 4, 1, 5, 2, 6, 3, 7.
  const __m512i sums = _mm512_add_epi64(_mm512_unpacklo_epi64(a, b), _mm512_unpackhi_epi64(a, b));
  return _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7), sums);
}

/// Byte b of lane l becomes byte 8·b + l.
INLINE __m512i bytes_in_order(__m512i x) {
  const __m512i pairs = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15));
  // Word 8·k + b goes to 4·b + k.
  const __m512i order = _mm512_set_epi16(
    31, 23, 15, 7, 30, 22, 14, 6, 29, 21, 13, 5, 28, 20, 12, 4, 27, 19, 11, 3, 26, 18, 10, 2, 25, 17, 9, 1, 24, 16, 8, 0);
  return _mm512_permutexvar_epi16(order, _mm512_shuffle_epi8(x, pairs));
}

INLINE uint64_t near_of_sixty_four(
  const uint8_t *column, size_t bytes, __m512i query, uint8_t threshold, uint8_t *distances) {
  __m512i all = _mm512_setzero_si512();
  UNROLLED for (int b = 0; b < 8; b++) {
    const __m512i eight = distances_of_eight(column + (size_t)b * 8 * bytes, bytes, query);
    all = _mm512_or_si512(all, _mm512_slli_epi64(eight, (unsigned)(8 * b)));
  }
  all = bytes_in_order(all);
  _mm512_store_si512(distances, all);
  return _mm512_cmple_epu8_mask(all, _mm512_set1_epi8((char)threshold));
}

/// Eight at a time; the last eight may overlap those before, and give the same for them.
INLINE uint64_t near_of_few(
  const uint8_t *column, size_t count, size_t bytes, __m512i query, uint8_t threshold, uint8_t *distances) {
  uint64_t near = 0;
  for (size_t i = 0; i < count; i += 8) {
    const size_t first = i + 8 <= count ? i : count - 8;
    const __m512i eight = distances_of_eight(column + first * bytes, bytes, query);
    _mm_storel_epi64((__m128i *)(distances + first), _mm512_cvtepi64_epi8(eight));
    near |= (uint64_t)_mm512_cmple_epu64_mask(eight, _mm512_set1_epi64(threshold)) << first;
  }
  return near;
}

INLINE __m512i spread(const uint8_t *query, size_t bytes) {
  if (bytes == 16) return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)query));
  int64_t bits;
  memcpy(&bits, query, sizeof bits);
  return _mm512_set1_epi64(bits);
}

static inline uint64_t sixty_four_short(
  const uint8_t *column, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  return near_of_sixty_four(column, 8, spread(query, 8), threshold, distances);
}

static inline uint64_t sixty_four_long(
  const uint8_t *column, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  return near_of_sixty_four(column, 16, spread(query, 16), threshold, distances);
}

static inline uint64_t few_short(
  const uint8_t *column, size_t count, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  return count < 8 ? near_one_by_one(column, count, 8, query, threshold, distances)
                   : near_of_few(column, count, 8, spread(query, 8), threshold, distances);
}

static inline uint64_t few_long(
  const uint8_t *column, size_t count, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  return count < 8 ? near_one_by_one(column, count, 16, query, threshold, distances)
                   : near_of_few(column, count, 16, spread(query, 16), threshold, distances);
}

size_t sl_hamming_within_by_popcount(
  const uint8_t *column, size_t count, size_t signatureBytes, const uint8_t *query, uint8_t threshold,
  NearSignatures found) {
  return signatureBytes == 8 ? scan_column(column, count, 8, query, threshold, found, sixty_four_short, few_short)
                             : scan_column(column, count, 16, query, threshold, found, sixty_four_long, few_long);
}
#pragma clang attribute pop
#endif
