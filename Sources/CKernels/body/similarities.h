// Signed bytes against signed bytes: a query held against rows that come from memory once and are not met again.
//
// The instruction of the AVX-512 path multiplies unsigned by signed bytes. The rows are the ones that are shifted by 128: what
// that adds, 128·Σq, is the same for every row. AVX2 and SSE2 widen to 16 bits, which no pair of bytes overflows. Four rows
// at a time, so that their sums are folded together; where the rows are far more than the caches hold, that leaves
// enough time between two rows' arrivals.

/// Rows whose products are added up before they become similarities.
enum { SIMILARITIES_AT_ONCE = 64, SCANNED_TOGETHER = 4 };

/// Asks for what comes half a kilobyte later, into the second cache only: the processor's own guess ends with the page. Asking for
/// it in the first one takes the few places in which lines on their way there are noted, and costs 60 % of the time.
/// Behind the last row it asks for bytes that nobody needs, which never fails.
enum { SCAN_AHEAD = 512, SECOND_CACHE = 2 };

/// Σ q for the shift, or nothing.
INLINE int32_t shift_of(const int8_t *query, size_t dimension) {
#if defined(SL_AVX512)
  int32_t sum = 0;
  for (size_t i = 0; i < dimension; i++) sum += query[i];
  return 128 * sum;
#else
  (void)query, (void)dimension;
  return 0;
#endif
}

#if defined(SL_AVX512)
INLINE __m512i with_signed_products(__m512i sum, __m512i query, const int8_t *row, __mmask64 bytes) {
  const __m512i shifted = _mm512_xor_si512(_mm512_maskz_loadu_epi8(bytes, row), _mm512_set1_epi8((char)0x80));
  return _mm512_dpbusd_epi32(sum, shifted, query);
}

INLINE void dots_of_four(const int8_t *query, const int8_t *rows, size_t dimension, int32_t shift, int32_t *out) {
  __m512i sums[SCANNED_TOGETHER];
  UNROLLED for (int r = 0; r < SCANNED_TOGETHER; r++) sums[r] = _mm512_setzero_si512();
  for (size_t i = 0; i < dimension; i += 64) {
    const __mmask64 bytes = dimension - i < 64 ? ((__mmask64)1 << (dimension - i)) - 1 : ~(__mmask64)0;
    // Where there is no number, the query is 0 and the shifted row does not count.
    const __m512i numbers = _mm512_maskz_loadu_epi8(bytes, query + i);
    UNROLLED for (int r = 0; r < SCANNED_TOGETHER; r++) {
      const int8_t *row = rows + (size_t)r * dimension + i;
      __builtin_prefetch(row + SCAN_AHEAD, 0, SECOND_CACHE);
      sums[r] = with_signed_products(sums[r], numbers, row, bytes);
    }
  }
  const __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(sums[0], sums[1]), _mm512_unpackhi_epi32(sums[0], sums[1]));
  const __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(sums[2], sums[3]), _mm512_unpackhi_epi32(sums[2], sums[3]));
  const __m512i abcd = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
  const __m256i half = _mm256_add_epi32(_mm512_castsi512_si256(abcd), _mm512_extracti64x4_epi64(abcd, 1));
  const __m128i four = _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
  _mm_storeu_si128((__m128i *)out, _mm_sub_epi32(four, _mm_set1_epi32(shift)));
}
#elif defined(SL_AVX2)
INLINE int32_t folded_sum(__m256i sums) {
  __m128i four = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  four = _mm_add_epi32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(1, 0, 3, 2)));
  return _mm_cvtsi128_si32(_mm_add_epi32(four, _mm_shuffle_epi32(four, _MM_SHUFFLE(2, 3, 0, 1))));
}

INLINE __m256i sixteen_numbers(const int8_t *from) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)from));
}

INLINE void dots_of_four(const int8_t *query, const int8_t *rows, size_t dimension, int32_t shift, int32_t *out) {
  (void)shift;
  __m256i sums[SCANNED_TOGETHER];
  UNROLLED for (int r = 0; r < SCANNED_TOGETHER; r++) sums[r] = _mm256_setzero_si256();
  size_t i = 0;
  for (; i + 16 <= dimension; i += 16) {
    const __m256i numbers = sixteen_numbers(query + i);
    UNROLLED for (int r = 0; r < SCANNED_TOGETHER; r++) {
      const int8_t *row = rows + (size_t)r * dimension + i;
      if (i % 64 == 0) __builtin_prefetch(row + SCAN_AHEAD, 0, SECOND_CACHE);
      sums[r] = _mm256_add_epi32(sums[r], _mm256_madd_epi16(sixteen_numbers(row), numbers));
    }
  }
  UNROLLED for (int r = 0; r < SCANNED_TOGETHER; r++) {
    out[r] = folded_sum(sums[r]);
    for (size_t k = i; k < dimension; k++) out[r] += (int32_t)query[k] * rows[(size_t)r * dimension + k];
  }
}
#elif defined(__SSE2__)
/// Eight numbers of 16 bits from each half of sixteen bytes.
INLINE __m128i low_numbers(__m128i bytes) { return _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8); }

INLINE __m128i high_numbers(__m128i bytes) { return _mm_srai_epi16(_mm_unpackhi_epi8(bytes, bytes), 8); }

INLINE void dots_of_four(const int8_t *query, const int8_t *rows, size_t dimension, int32_t shift, int32_t *out) {
  (void)shift;
  for (int r = 0; r < SCANNED_TOGETHER; r++) {
    const int8_t *row = rows + (size_t)r * dimension;
    __m128i sums = _mm_setzero_si128();
    size_t i = 0;
    for (; i + 16 <= dimension; i += 16) {
      const __m128i a = _mm_loadu_si128((const __m128i *)(query + i)), b = _mm_loadu_si128((const __m128i *)(row + i));
      sums = _mm_add_epi32(sums, _mm_madd_epi16(low_numbers(a), low_numbers(b)));
      sums = _mm_add_epi32(sums, _mm_madd_epi16(high_numbers(a), high_numbers(b)));
    }
    sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, _MM_SHUFFLE(1, 0, 3, 2)));
    out[r] = _mm_cvtsi128_si32(_mm_add_epi32(sums, _mm_shuffle_epi32(sums, _MM_SHUFFLE(2, 3, 0, 1))));
    for (; i < dimension; i++) out[r] += (int32_t)query[i] * row[i];
  }
}
#else
INLINE void dots_of_four(const int8_t *query, const int8_t *rows, size_t dimension, int32_t shift, int32_t *out) {
  (void)shift;
  for (int r = 0; r < SCANNED_TOGETHER; r++) {
    out[r] = 0;
    for (size_t i = 0; i < dimension; i++) out[r] += (int32_t)query[i] * rows[(size_t)r * dimension + i];
  }
}
#endif

INLINE void dots_of_rows(
  const int8_t *query, const int8_t *rows, size_t rowCount, size_t dimension, int32_t shift, int32_t *out) {
  size_t r = 0;
  for (; r + SCANNED_TOGETHER <= rowCount; r += SCANNED_TOGETHER)
    dots_of_four(query, rows + r * dimension, dimension, shift, out + r);
  for (; r < rowCount; r++) {
    int32_t sum = 0;
    for (size_t i = 0; i < dimension; i++) sum += (int32_t)query[i] * rows[r * dimension + i];
    out[r] = sum;
  }
}

static void signed_dots(
  const int8_t *query, const int8_t *rows, size_t rowCount, size_t dimension, int32_t *out) {
  const int32_t shift = shift_of(query, dimension);
  // The usual number of dimensions as a constant: loop and masks are gone.
  if (dimension == 128) dots_of_rows(query, rows, rowCount, 128, shift, out);
  else dots_of_rows(query, rows, rowCount, dimension, shift, out);
}

/// Sixteen products times their scales; −∞ where the scale is not above 0, for these rows are none.
INLINE f16 scaled_products(i16 products, f16 scales, float queryScale) {
  const f16 similarities = converted(products) * scales * queryScale;
  return choose(scales > (f16){}, similarities, (f16){} - __builtin_inff());
}

static void similarities(
  const int8_t *query, float queryScale, const int8_t *rows, const void *scales, size_t rowCount, size_t dimension,
  float *out) {
  for (size_t first = 0; first < rowCount; first += SIMILARITIES_AT_ONCE) {
    const size_t here = rowCount - first < SIMILARITIES_AT_ONCE ? rowCount - first : SIMILARITIES_AT_ONCE;
    int32_t products[SIMILARITIES_AT_ONCE] = {0};
    float own[SIMILARITIES_AT_ONCE] = {0}, results[SIMILARITIES_AT_ONCE];
    signed_dots(query, rows + first * dimension, here, dimension, products);
    memcpy(own, (const uint8_t *)scales + first * sizeof(float), here * sizeof(float));
    for (size_t i = 0; i < SIMILARITIES_AT_ONCE; i += SL_LANES)
      store(results + i, scaled_products(load_numbers(products + i), load(own + i), queryScale));
    memcpy(out + first, results, here * sizeof(float));
  }
}

/// Where values are at least the limit.
static size_t places_at_least(const float *values, size_t count, float limit, uint32_t *places) {
  size_t found = 0, i = 0;
  for (; i + SL_LANES <= count; i += SL_LANES)
    for (uint32_t lanes = bits_of(load(values + i) >= (f16){} + limit); lanes; lanes &= lanes - 1)
      places[found++] = (uint32_t)i + (uint32_t)__builtin_ctz(lanes);
  for (; i < count; i++)
    if (values[i] >= limit) places[found++] = (uint32_t)i;
  return found;
}
