// How much the tallies of pictures are like a drawing's: cosines of numbers of four bits with whole numbers.
//
// A tally's numbers lie in the low halves of its bytes, and those of as many kinds more in the high ones. All sums are whole numbers, and what is
// done with them afterwards is done one by one, so all paths give the same bits.

enum { TALLY_BYTES = SL_TALLY_KINDS / 2 };

/// Sums of products of a tally's numbers: with what is wanted, with what is usual, with themselves.
typedef struct {
  int32_t gained, shared, square;
} TallySums;

#if defined(SL_AVX512)
INLINE TallySums tally_sums(const uint8_t *tally, SLTally query) {
  const __m512i half = _mm512_set1_epi8(15);
  __m512i gained = _mm512_setzero_si512(), shared = gained, squares = gained;
  for (int i = 0; i < TALLY_BYTES; i += 64) {
    const __m512i bytes = _mm512_loadu_si512(tally + i);
    const __m512i low = _mm512_and_si512(bytes, half), high = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), half);
    gained = _mm512_dpbusd_epi32(gained, low, _mm512_loadu_si512(query.wanted + i));
    gained = _mm512_dpbusd_epi32(gained, high, _mm512_loadu_si512(query.wanted + TALLY_BYTES + i));
    shared = _mm512_dpbusd_epi32(shared, low, _mm512_loadu_si512(query.usual + i));
    shared = _mm512_dpbusd_epi32(shared, high, _mm512_loadu_si512(query.usual + TALLY_BYTES + i));
    squares = _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(squares, low, low), high, high);
  }
  return (TallySums){
    _mm512_reduce_add_epi32(gained), _mm512_reduce_add_epi32(shared), _mm512_reduce_add_epi32(squares)};
}
#else
typedef int16_t s32 __attribute__((vector_size(64)));

INLINE s32 widened(const int8_t *from) {
  typedef int8_t b32 __attribute__((vector_size(32)));
  b32 numbers;
  memcpy(&numbers, from, sizeof numbers);
  return __builtin_convertvector(numbers, s32);
}

INLINE int32_t sum_of(s32 lanes) {
  typedef int32_t i32 __attribute__((vector_size(128)));
  return __builtin_reduce_add(__builtin_convertvector(lanes, i32));
}

/// Each of 32 lanes adds up sixteen products of at most 15 · 127, which sixteen bits hold.
INLINE TallySums tally_sums(const uint8_t *tally, SLTally query) {
  typedef uint8_t b32 __attribute__((vector_size(32)));
  s32 gained = {}, shared = {}, squares = {};
  for (int i = 0; i < TALLY_BYTES; i += 32) {
    b32 bytes;
    memcpy(&bytes, tally + i, sizeof bytes);
    const s32 low = __builtin_convertvector(bytes & 15, s32), high = __builtin_convertvector(bytes >> 4, s32);
    gained += low * widened(query.wanted + i) + high * widened(query.wanted + TALLY_BYTES + i);
    shared += low * widened(query.usual + i) + high * widened(query.usual + TALLY_BYTES + i);
    squares += low * low + high * high;
  }
  return (TallySums){sum_of(gained), sum_of(shared), sum_of(squares)};
}
#endif

/// The cosine of a tally with what is wanted, both less what is usual.
INLINE float tally_likeness(const uint8_t *tally, SLTally query) {
  const TallySums sums = tally_sums(tally, query);
  if (sums.square == 0) return 0;
  const float length = __builtin_sqrtf((float)sums.square);
  const float rest = 1.0f - 2.0f * ((float)sums.shared * query.usualUnit) / length + query.usualSquare;
  if (!(rest > 0)) return 0;
  return ((float)sums.gained * query.unit / length - query.offset) / __builtin_sqrtf(rest);
}

static void average_tallies(
  const uint8_t *tallies, size_t rowCount, size_t rowBytes, SLTally query, float *scores) {
  for (size_t r = 0; r < rowCount; r++) {
    const float likeness = tally_likeness(tallies + r * rowBytes, query);
    scores[r] = (1.0f - query.share) * scores[r] + query.share * likeness;
  }
}
