// Sixteen lanes at a time: one register with AVX-512, two with AVX2, four with SSE2 and NEON.

typedef float f16 __attribute__((vector_size(64)));
typedef int32_t i16 __attribute__((vector_size(64)));
typedef float f16_unaligned __attribute__((vector_size(64), aligned(4), may_alias));

INLINE f16 load(const float *from) { return *(const f16_unaligned *)from; }

INLINE i16 load_numbers(const int32_t *from) {
  i16 numbers;
  memcpy(&numbers, from, sizeof numbers);
  return numbers;
}

INLINE void store(float *to, f16 value) { *(f16_unaligned *)to = value; }

INLINE f16 splat(float value) { return (f16){} + value; }

/// The lanes of `a` where `mask` is set (all ones), of `b` elsewhere.
INLINE f16 choose(i16 mask, f16 a, f16 b) { return (f16)((mask & (i16)a) | (~mask & (i16)b)); }

INLINE f16 smaller(f16 a, f16 b) { return choose(a < b, a, b); }

INLINE f16 larger(f16 a, f16 b) { return choose(a > b, a, b); }

INLINE f16 magnitude(f16 a) { return (f16)((i16)a & 0x7fffffff); }

INLINE f16 square_root(f16 a) { return __builtin_elementwise_sqrt(a); }

INLINE i16 truncated(f16 a) { return __builtin_convertvector(a, i16); }

INLINE f16 converted(i16 a) { return __builtin_convertvector(a, f16); }

INLINE int any(i16 mask) { return __builtin_reduce_or(mask) != 0; }

/// One bit for each lane that is set, the first lane's lowest.
INLINE uint32_t bits_of(i16 mask) {
  typedef _Bool b16 __attribute__((ext_vector_type(16)));
  const b16 lanes = __builtin_convertvector(mask, b16);
  uint16_t bits;
  memcpy(&bits, &lanes, sizeof bits);
  return bits;
}

/// The sum of all lanes, halves folded onto each other: the same order whatever the registers' width.
INLINE float folded(f16 a) {
  typedef float f8 __attribute__((vector_size(32)));
  typedef float f4 __attribute__((vector_size(16)));
  f8 eight = __builtin_shufflevector(a, a, 0, 1, 2, 3, 4, 5, 6, 7) +
             __builtin_shufflevector(a, a, 8, 9, 10, 11, 12, 13, 14, 15);
  f4 four = __builtin_shufflevector(eight, eight, 0, 1, 2, 3) + __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

/// Sixteen pairs of floats, taken apart into their first and second members.
INLINE void load_pairs(const float *from, f16 *first, f16 *second) {
  const f16 low = load(from), high = load(from + 16);
  *first = __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
  *second = __builtin_shufflevector(low, high, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}
