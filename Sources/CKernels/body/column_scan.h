#pragma once
// Which signatures of a column differ from a query's in few bits.
//
// Sixty-four signatures at a time: their distances as bytes, and a mask of the near ones. Few are near (3 in 100 of unrelated
// ones at the usual threshold), so the mask's bits are visited one by one. Distances come as 64-bit lanes, several
// signatures side by side; eight such vectors are put together, each shifted by one byte more, and one transposition of bytes
// brings them into order.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "inline.h"

enum { SIGNATURES_AT_ONCE = 64 };

/// Distances of `count` signatures (sixty-four, or fewer), and a bit for each one that is near.
typedef uint64_t NearOfSixtyFour(const uint8_t *column, const uint8_t *query, uint8_t threshold, uint8_t *distances);
typedef uint64_t NearOfFew(
  const uint8_t *column, size_t count, const uint8_t *query, uint8_t threshold, uint8_t *distances);

INLINE uint32_t bits_that_differ(const uint8_t *a, const uint8_t *b, size_t bytes) {
  uint32_t bits = 0;
  for (size_t i = 0; i < bytes; i += 8) {
    uint64_t x, y;
    memcpy(&x, a + i, sizeof x);
    memcpy(&y, b + i, sizeof y);
    bits += (uint32_t)__builtin_popcountll(x ^ y);
  }
  return bits;
}

INLINE uint64_t near_one_by_one(
  const uint8_t *column, size_t count, size_t bytes, const uint8_t *query, uint8_t threshold, uint8_t *distances) {
  uint64_t near = 0;
  for (size_t i = 0; i < count; i++) {
    const uint32_t distance = bits_that_differ(column + i * bytes, query, bytes);
    distances[i] = (uint8_t)distance;
    near |= (uint64_t)(distance <= threshold) << i;
  }
  return near;
}

typedef struct {
  uint16_t *indices;
  uint8_t *distances;
  size_t count;
} NearSignatures;

INLINE void keep(NearSignatures *found, uint64_t near, size_t first, const uint8_t *distances) {
  for (; near; near &= near - 1) {
    const size_t i = (size_t)__builtin_ctzll(near);
    found->indices[found->count] = (uint16_t)(first + i);
    found->distances[found->count] = distances[i];
    found->count++;
  }
}

/// Where the column ends within sixty-four, the last ones overlap those before: nothing behind the column is read, not even
/// by a masked load, which costs microseconds where the next page is not there.
INLINE size_t scan_column(
  const uint8_t *column, size_t count, size_t bytes, const uint8_t *query, uint8_t threshold, NearSignatures found,
  NearOfSixtyFour *nearOfSixtyFour, NearOfFew *nearOfFew) {
  _Alignas(64) uint8_t distances[SIGNATURES_AT_ONCE];
  if (count < SIGNATURES_AT_ONCE) {
    keep(&found, nearOfFew(column, count, query, threshold, distances), 0, distances);
    return found.count;
  }
  size_t i = 0;
  for (; i + SIGNATURES_AT_ONCE <= count; i += SIGNATURES_AT_ONCE)
    keep(&found, nearOfSixtyFour(column + i * bytes, query, threshold, distances), i, distances);
  if (i < count) {
    const size_t first = count - SIGNATURES_AT_ONCE;
    const uint64_t near = nearOfSixtyFour(column + first * bytes, query, threshold, distances);
    keep(&found, near >> (i - first) << (i - first), first, distances);
  }
  return found.count;
}

/// As the kernel, on processors that have the AVX-512 path and VPOPCNTDQ.
size_t sl_hamming_within_by_popcount(
  const uint8_t *column, size_t count, size_t signatureBytes, const uint8_t *query, uint8_t threshold,
  NearSignatures found);
