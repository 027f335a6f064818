// The nearest centres of rows of bytes: |c|² − 2·x·c over all centres, in integers, so that every path and every order
// finds the same one.
//
// Centres stand in groups of sixteen, the same few numbers of all sixteen side by side, so that one load brings them; a
// row's numbers are spread to all lanes. With AVX-512 that is four numbers at a time: one instruction multiplies 64 pairs
// of bytes, unsigned by signed. Centres are the unsigned ones; rows are shifted by −128, which makes x·c smaller by
// 128·Σc, the same for every row, and so goes into the centre's constant. Elsewhere numbers are widened to 16 bits and
// multiplied two at a time.

#if defined(SL_AVX512)
enum { NUMBERS_A_STEP = 4, ROWS_AT_ONCE = 12, GROUPS_AT_ONCE = 2 };
#elif defined(SL_AVX2)
enum { NUMBERS_A_STEP = 2, ROWS_AT_ONCE = 6, GROUPS_AT_ONCE = 1 };
#else
enum { NUMBERS_A_STEP = 2, ROWS_AT_ONCE = 3, GROUPS_AT_ONCE = 1 };
#endif

/// A step of a group: sixteen centres' next numbers.
enum { STEP_BYTES = 64, MOST_STEPS = SL_MOST_DIMENSIONS / NUMBERS_A_STEP };

/// Rows being worked on, their numbers ready to be spread.
typedef struct {
  int32_t steps[ROWS_AT_ONCE][MOST_STEPS];
} SpreadRows;

static size_t steps_of(size_t dimension) { return (dimension + NUMBERS_A_STEP - 1) / NUMBERS_A_STEP; }

static size_t padded_count(size_t count) {
  const size_t block = SL_LANES * GROUPS_AT_ONCE;
  return (count + block - 1) / block * block;
}

static size_t packed_centres_size(size_t count, size_t dimension) {
  return padded_count(count) * sizeof(int32_t) + padded_count(count) / SL_LANES * steps_of(dimension) * STEP_BYTES;
}

/// Makes a row's numbers ready to be spread. Where they end within a step, what stands behind them meets zeros.
INLINE void spread_row(const uint8_t *row, size_t dimension, int32_t *steps) {
#if defined(SL_AVX512)
  uint8_t *numbers = (uint8_t *)steps;
  for (size_t i = 0; i < dimension; i++) numbers[i] = row[i] ^ 0x80;
#else
  // Values of another type than the steps: the memory they stand in has to be allowed to have both.
  typedef int16_t __attribute__((may_alias)) Number;
  Number *numbers = (Number *)steps;
  for (size_t i = 0; i < dimension; i++) numbers[i] = row[i];
#endif
}

INLINE int32_t squared_length(const uint8_t *row, size_t dimension) {
  int32_t squares = 0;
  for (size_t i = 0; i < dimension; i++) squares += (int32_t)row[i] * row[i];
  return squares;
}

/// Puts a centre into its lane of a group, step by step.
INLINE void put_centre(const uint8_t *centre, size_t dimension, size_t lane, uint8_t *group) {
  int32_t steps[MOST_STEPS];
  steps[steps_of(dimension) - 1] = 0;
#if defined(SL_AVX512)
  memcpy(steps, centre, dimension);
#else
  spread_row(centre, dimension, steps);
#endif
  for (size_t s = 0; s < steps_of(dimension); s++) memcpy(group + s * STEP_BYTES + lane * 4, steps + s, 4);
}

/// |c|², and with AVX-512 what makes up for the shifted rows.
INLINE int32_t constant_of(const uint8_t *centre, size_t dimension) {
  int32_t constant = squared_length(centre, dimension);
#if defined(SL_AVX512)
  int32_t sum = 0;
  for (size_t i = 0; i < dimension; i++) sum += centre[i];
  constant -= 256 * sum;
#endif
  return constant;
}

static void pack_centres(const uint8_t *centres, size_t count, size_t dimension, void *packed) {
  int32_t *constants = packed;
  uint8_t *groups = (uint8_t *)(constants + padded_count(count));
  const size_t groupBytes = steps_of(dimension) * STEP_BYTES;
  const size_t whole = count / SL_LANES, all = padded_count(count) / SL_LANES;
  memset(groups + whole * groupBytes, 0, (all - whole) * groupBytes);
  for (size_t c = count; c < padded_count(count); c++) constants[c] = INT32_MAX / 2;
  for (size_t c = 0; c < count; c++) {
    const uint8_t *centre = centres + c * dimension;
    put_centre(centre, dimension, c % SL_LANES, groups + c / SL_LANES * groupBytes);
    constants[c] = constant_of(centre, dimension);
  }
}

/// sum + the products of sixteen centres' next numbers with a row's.
INLINE i16 with_products(i16 sum, const uint8_t *centres, int32_t row) {
#if defined(SL_AVX512)
  return (i16)_mm512_dpbusd_epi32((__m512i)sum, _mm512_loadu_si512(centres), _mm512_set1_epi32(row));
#elif defined(SL_AVX2)
  union {
    i16 whole;
    __m256i part[2];
  } sums = {.whole = sum};
  const __m256i numbers = _mm256_set1_epi32(row);
  UNROLLED for (int p = 0; p < 2; p++) {
    const __m256i ours = _mm256_loadu_si256((const __m256i *)centres + p);
    sums.part[p] = _mm256_add_epi32(sums.part[p], _mm256_madd_epi16(ours, numbers));
  }
  return sums.whole;
#elif defined(__SSE2__)
  union {
    i16 whole;
    __m128i part[4];
  } sums = {.whole = sum};
  const __m128i numbers = _mm_set1_epi32(row);
  UNROLLED for (int p = 0; p < 4; p++) {
    const __m128i ours = _mm_loadu_si128((const __m128i *)centres + p);
    sums.part[p] = _mm_add_epi32(sums.part[p], _mm_madd_epi16(ours, numbers));
  }
  return sums.whole;
#else
  int16_t ours[32], theirs[2];
  memcpy(ours, centres, sizeof ours);
  memcpy(theirs, &row, sizeof theirs);
  int32_t sums[16];
  memcpy(sums, &sum, sizeof sums);
  for (int lane = 0; lane < 16; lane++)
    sums[lane] += (int32_t)ours[2 * lane] * theirs[0] + (int32_t)ours[2 * lane + 1] * theirs[1];
  memcpy(&sum, sums, sizeof sum);
  return sum;
#endif
}

/// Asks for the same step of the tile behind this one; the processor by itself guesses no further than a page. Behind the
/// last tile it asks for bytes that nobody needs, which never fails. With the sums kept in registers, 2 % faster.
INLINE void prefetch_next_tile(const uint8_t *groups, size_t steps, size_t step) {
#if defined(SL_AVX512)
  UNROLLED for (int g = 0; g < GROUPS_AT_ONCE; g++)
    __builtin_prefetch(groups + ((GROUPS_AT_ONCE + g) * steps + step) * STEP_BYTES);
#else
  (void)groups, (void)steps, (void)step;
#endif
}

/// |c|² − 2·x·c for the first rows at work and the centres of a few groups: as many of both as the caller says, who has to
/// say so by constants.
INLINE void products_of_tile(
  int rowCount, int groupCount, const SpreadRows *rows, const int32_t *constants, const uint8_t *groups, size_t steps,
  i16 values[ROWS_AT_ONCE][GROUPS_AT_ONCE]) {
  i16 sums[ROWS_AT_ONCE][GROUPS_AT_ONCE];
  // All sums stay in registers only when the loops over rows and groups are gone.
  UNROLLED for (int r = 0; r < rowCount; r++)
    UNROLLED for (int g = 0; g < groupCount; g++) sums[r][g] = (i16){};
  for (size_t s = 0; s < steps; s++) {
    prefetch_next_tile(groups, steps, s);
    UNROLLED for (int r = 0; r < rowCount; r++)
      UNROLLED for (int g = 0; g < groupCount; g++)
        sums[r][g] = with_products(sums[r][g], groups + (g * steps + s) * STEP_BYTES, rows->steps[r][s]);
  }
#if defined(SL_AVX512)
  // Otherwise the compiler doubles all sums on leaving the loop, and has too few registers for both.
  UNROLLED for (int r = 0; r < rowCount; r++)
    UNROLLED for (int g = 0; g < groupCount; g++) __asm__("" : "+v"(sums[r][g]));
#endif
  UNROLLED for (int g = 0; g < groupCount; g++) {
    i16 constant;
    memcpy(&constant, constants + g * SL_LANES, sizeof constant);
    UNROLLED for (int r = 0; r < rowCount; r++) values[r][g] = constant - (sums[r][g] + sums[r][g]);
  }
}

/// For each row at work and each lane the least value so far and the group it came from.
typedef struct {
  i16 value[ROWS_AT_ONCE], group[ROWS_AT_ONCE];
} Least;

INLINE void keep_least(i16 values[ROWS_AT_ONCE][GROUPS_AT_ONCE], int32_t firstGroup, Least *least) {
  UNROLLED for (int r = 0; r < ROWS_AT_ONCE; r++)
    UNROLLED for (int g = 0; g < GROUPS_AT_ONCE; g++) {
      const i16 less = values[r][g] < least->value[r];
      least->value[r] = (less & values[r][g]) | (~less & least->value[r]);
      least->group[r] = (less & (firstGroup + g)) | (~less & least->group[r]);
    }
}

/// The least of all lanes; of equal ones that of the lowest centre.
static uint32_t least_centre(i16 value, i16 group, int32_t *least) {
  uint32_t best = UINT32_MAX;
  for (int lane = 0; lane < SL_LANES; lane++) {
    const uint32_t centre = (uint32_t)group[lane] * SL_LANES + (uint32_t)lane;
    if (best == UINT32_MAX || value[lane] < *least || (value[lane] == *least && centre < best)) {
      best = centre;
      *least = value[lane];
    }
  }
  return best;
}

static void nearest_centres(
  const uint8_t *rows, size_t rowCount, size_t dimension, const void *packed, size_t count, uint32_t *nearest,
  int32_t *squaredDistances) {
  const int32_t *constants = packed;
  const uint8_t *groups = (const uint8_t *)(constants + padded_count(count));
  const size_t steps = steps_of(dimension), groupCount = padded_count(count) / SL_LANES;
  SpreadRows spread = {0};
  for (size_t first = 0; first < rowCount; first += ROWS_AT_ONCE) {
    const size_t here = rowCount - first < ROWS_AT_ONCE ? rowCount - first : ROWS_AT_ONCE;
    int32_t squares[ROWS_AT_ONCE];
    for (size_t r = 0; r < here; r++) {
      spread_row(rows + (first + r) * dimension, dimension, spread.steps[r]);
      squares[r] = squared_length(rows + (first + r) * dimension, dimension);
    }
    Least least;
    for (int r = 0; r < ROWS_AT_ONCE; r++) {
      least.value[r] = (i16){} + INT32_MAX;
      least.group[r] = (i16){};
    }
    for (size_t g = 0; g < groupCount; g += GROUPS_AT_ONCE) {
      i16 values[ROWS_AT_ONCE][GROUPS_AT_ONCE];
      products_of_tile(
        ROWS_AT_ONCE, GROUPS_AT_ONCE, &spread, constants + g * SL_LANES, groups + g * steps * STEP_BYTES, steps, values);
      keep_least(values, (int32_t)g, &least);
    }
    for (size_t r = 0; r < here; r++) {
      int32_t value = 0;
      nearest[first + r] = least_centre(least.value[r], least.group[r], &value);
      squaredDistances[first + r] = value + squares[r];
    }
  }
}

static void centre_distances(
  const uint8_t *rows, size_t rowCount, size_t dimension, const void *packed, size_t count, int32_t *out) {
  const int32_t *constants = packed;
  const uint8_t *groups = (const uint8_t *)(constants + padded_count(count));
  const size_t steps = steps_of(dimension), pitch = padded_count(count);
  SpreadRows spread = {0};
  for (size_t first = 0; first < rowCount; first += ROWS_AT_ONCE) {
    const size_t here = rowCount - first < ROWS_AT_ONCE ? rowCount - first : ROWS_AT_ONCE;
    int32_t squares[ROWS_AT_ONCE] = {0};
    for (size_t r = 0; r < here; r++) {
      spread_row(rows + (first + r) * dimension, dimension, spread.steps[r]);
      squares[r] = squared_length(rows + (first + r) * dimension, dimension);
    }
    for (size_t g = 0; g < pitch / SL_LANES; g += GROUPS_AT_ONCE) {
      i16 values[ROWS_AT_ONCE][GROUPS_AT_ONCE];
      products_of_tile(
        ROWS_AT_ONCE, GROUPS_AT_ONCE, &spread, constants + g * SL_LANES, groups + g * steps * STEP_BYTES, steps, values);
      for (size_t r = 0; r < here; r++)
        for (int k = 0; k < GROUPS_AT_ONCE; k++) {
          const i16 distances = values[r][k] + squares[r];
          memcpy(out + (first + r) * pitch + (g + (size_t)k) * SL_LANES, &distances, sizeof distances);
        }
    }
  }
}
