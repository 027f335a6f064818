// Dot products of bytes: integers, so every order of summation gives the same number.

static void dot_rows(
  const uint8_t *query, const uint8_t *rows, size_t rowCount, size_t dimension, uint32_t *out) {
  size_t r = 0;
#if defined(SL_AVX512)
  // The instruction multiplies unsigned by signed bytes: the query is shifted by −128 and the row's sum, times
  // 128, is added again.
  const __m512i ones = _mm512_set1_epi8(1), half = _mm512_set1_epi8((char)0x80);
  if (dimension == 128) {
    const __m512i q0 = _mm512_xor_si512(_mm512_loadu_si512(query), half);
    const __m512i q1 = _mm512_xor_si512(_mm512_loadu_si512(query + 64), half);
    for (; r < rowCount; r++) {
      const uint8_t *row = rows + r * 128;
      const __m512i a = _mm512_loadu_si512(row), b = _mm512_loadu_si512(row + 64);
      __m512i products = _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(_mm512_setzero_si512(), a, q0), b, q1);
      __m512i sums = _mm512_dpbusd_epi32(_mm512_dpbusd_epi32(_mm512_setzero_si512(), a, ones), b, ones);
      products = _mm512_add_epi32(products, _mm512_slli_epi32(sums, 7));
      out[r] = (uint32_t)_mm512_reduce_add_epi32(products);
    }
  }
#endif
  for (; r < rowCount; r++) {
    const uint8_t *row = rows + r * dimension;
    uint32_t sum = 0;
    for (size_t i = 0; i < dimension; i++) sum += (uint32_t)((int32_t)query[i] * (int32_t)row[i]);
    out[r] = sum;
  }
}
