// Sums of table entries that half bytes choose: how product codes of four bits are compared with a query. A table of
// sixteen bytes is a register, and one instruction looks up all of a register's lanes; looking tables of 256 floats up in
// memory, one vector at a time, takes some twenty times as long.
//
// Vectors stand in blocks of 64. A block has 64 bytes for each pair of tables, one for each vector: its low half chooses
// from the first table, its high half from the second. Entries are at most 127, so a pair's sum is a byte.

/// Vectors of a block.
enum { BLOCK = SL_CODE_BLOCK };

#if defined(SL_AVX512)
INLINE void sums_of_block(const uint8_t *codes, size_t pairCount, const uint8_t *tables, uint16_t *sums) {
  const __m512i half = _mm512_set1_epi8(15);
  // Sums of the bytes at even places with 256 times those at odd places on top, and sums of those at odd places.
  __m512i all = _mm512_setzero_si512(), odd = _mm512_setzero_si512();
  for (size_t p = 0; p < pairCount; p++) {
    const __m512i chosen = _mm512_loadu_si512(codes + p * BLOCK);
    const __m512i first = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(tables + p * 32)));
    const __m512i second = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(tables + p * 32 + 16)));
    const __m512i low = _mm512_shuffle_epi8(first, _mm512_and_si512(chosen, half));
    const __m512i high = _mm512_shuffle_epi8(second, _mm512_and_si512(_mm512_srli_epi16(chosen, 4), half));
    const __m512i both = _mm512_add_epi8(low, high);
    all = _mm512_add_epi16(all, both);
    odd = _mm512_add_epi16(odd, _mm512_srli_epi16(both, 8));
  }
  const __m512i even = _mm512_sub_epi16(all, _mm512_slli_epi16(odd, 8));
  // Within each 128 bits: places 0, 1, 2 … 7 and 8 … 15.
  const __m512i front = _mm512_unpacklo_epi16(even, odd), back = _mm512_unpackhi_epi16(even, odd);
  const __m512i order = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11);
  const __m512i rest = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
  _mm512_storeu_si512(sums, _mm512_permutex2var_epi64(front, order, back));
  _mm512_storeu_si512(sums + 32, _mm512_permutex2var_epi64(front, rest, back));
}
#elif defined(SL_AVX2)
INLINE void sums_of_half_block(const uint8_t *codes, size_t pairCount, const uint8_t *tables, uint16_t *sums) {
  const __m256i half = _mm256_set1_epi8(15);
  __m256i all = _mm256_setzero_si256(), odd = _mm256_setzero_si256();
  for (size_t p = 0; p < pairCount; p++) {
    const __m256i chosen = _mm256_loadu_si256((const __m256i *)(codes + p * BLOCK));
    const __m256i first = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(tables + p * 32)));
    const __m256i second = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(tables + p * 32 + 16)));
    const __m256i low = _mm256_shuffle_epi8(first, _mm256_and_si256(chosen, half));
    const __m256i high = _mm256_shuffle_epi8(second, _mm256_and_si256(_mm256_srli_epi16(chosen, 4), half));
    const __m256i both = _mm256_add_epi8(low, high);
    all = _mm256_add_epi16(all, both);
    odd = _mm256_add_epi16(odd, _mm256_srli_epi16(both, 8));
  }
  const __m256i even = _mm256_sub_epi16(all, _mm256_slli_epi16(odd, 8));
  const __m256i front = _mm256_unpacklo_epi16(even, odd), back = _mm256_unpackhi_epi16(even, odd);
  _mm256_storeu_si256((__m256i *)sums, _mm256_permute2x128_si256(front, back, 0x20));
  _mm256_storeu_si256((__m256i *)(sums + 16), _mm256_permute2x128_si256(front, back, 0x31));
}

INLINE void sums_of_block(const uint8_t *codes, size_t pairCount, const uint8_t *tables, uint16_t *sums) {
  sums_of_half_block(codes, pairCount, tables, sums);
  sums_of_half_block(codes + BLOCK / 2, pairCount, tables, sums + BLOCK / 2);
}
#else
INLINE void sums_of_block(const uint8_t *codes, size_t pairCount, const uint8_t *tables, uint16_t *sums) {
  memset(sums, 0, BLOCK * sizeof *sums);
  for (size_t p = 0; p < pairCount; p++) {
    const uint8_t *first = tables + p * 32, *second = first + 16;
    for (int v = 0; v < BLOCK; v++) {
      const uint8_t chosen = codes[p * BLOCK + (size_t)v];
      sums[v] = (uint16_t)(sums[v] + first[chosen & 15] + second[chosen >> 4]);
    }
  }
}
#endif

static void sum_half_bytes(
  const uint8_t *codes, size_t blockCount, size_t pairCount, const uint8_t *tables, uint16_t *sums) {
  for (size_t b = 0; b < blockCount; b++)
    sums_of_block(codes + b * pairCount * BLOCK, pairCount, tables, sums + b * BLOCK);
}

/// Where sums are at least the limit.
static size_t sums_at_least(const uint16_t *sums, size_t count, uint16_t limit, uint32_t *places) {
  typedef uint16_t thirty_two __attribute__((vector_size(64)));
  typedef _Bool b32 __attribute__((ext_vector_type(32)));
  size_t found = 0, i = 0;
  for (; i + 32 <= count; i += 32) {
    thirty_two here;
    memcpy(&here, sums + i, sizeof here);
    const b32 set = __builtin_convertvector(here >= limit, b32);
    uint32_t lanes;
    memcpy(&lanes, &set, sizeof lanes);
    for (; lanes; lanes &= lanes - 1) places[found++] = (uint32_t)i + (uint32_t)__builtin_ctz(lanes);
  }
  for (; i < count; i++)
    if (sums[i] >= limit) places[found++] = (uint32_t)i;
  return found;
}

/// Differing bits of signatures of any number of 64-bit words.
static void hamming_distances(
  const uint8_t *column, size_t count, size_t words, const uint8_t *query, uint16_t *distances) {
  for (size_t s = 0; s < count; s++) {
    uint32_t bits = 0;
    for (size_t w = 0; w < words; w++) {
      uint64_t ours, theirs;
      memcpy(&ours, query + 8 * w, sizeof ours);
      memcpy(&theirs, column + 8 * (s * words + w), sizeof theirs);
      bits += (uint32_t)__builtin_popcountll(ours ^ theirs);
    }
    distances[s] = (uint16_t)bits;
  }
}
