// How many of an outline's samples meet a line at each shift: included once for each size of map, with its ROWS (a vector of rows), the
// WORD that a row is, how many maps stand TOGETHER, row beside row, the BITS of a count and COUNTED(name), what its names are.
//
// Counts stand in planes: bit i of plane k says whether 2ᵏ belongs to the count of shift i.

typedef struct {
  ROWS planes[BITS];
} COUNTED(counts);

INLINE void COUNTED(full_add)(ROWS *sum, ROWS a, ROWS b, ROWS *carry) {
  const ROWS either = *sum ^ a;
  *carry = (*sum & a) | (either & b);
  *sum = either ^ b;
}

INLINE void COUNTED(add_four)(COUNTED(counts) *counts, ROWS a, ROWS b, ROWS c, ROWS d) {
  ROWS first, second, carry;
  COUNTED(full_add)(&counts->planes[0], a, b, &first);
  COUNTED(full_add)(&counts->planes[0], c, d, &second);
  COUNTED(full_add)(&counts->planes[1], first, second, &carry);
  UNROLLED for (int bit = 2; bit < BITS; bit++) {
    const ROWS next = counts->planes[bit] & carry;
    counts->planes[bit] ^= carry;
    carry = next;
  }
}

/// The answers to one sample. `middle` is the row that the outline's middle lies on without a shift, in the first direction's plane.
INLINE ROWS COUNTED(answers)(const WORD *middle, const SLOutline *outline, size_t sample, int isLeft) {
  ROWS rows;
  memcpy(&rows, middle + TOGETHER * outline->places[sample], sizeof rows);
  const WORD shift = outline->shifts[sample];
  return isLeft ? rows << shift : rows >> shift;
}

INLINE void COUNTED(add_side)(COUNTED(counts) *counts, const WORD *middle, const SLOutline *outline, int isLeft) {
  const size_t from = isLeft ? 0 : outline->leftCount, to = isLeft ? outline->leftCount : outline->count;
  for (size_t i = from; i < to; i += 4)
    COUNTED(add_four)(
      counts, COUNTED(answers)(middle, outline, i, isLeft), COUNTED(answers)(middle, outline, i + 1, isLeft),
      COUNTED(answers)(middle, outline, i + 2, isLeft), COUNTED(answers)(middle, outline, i + 3, isLeft));
}

INLINE COUNTED(counts) COUNTED(all)(const WORD *middle, const SLOutline *outline) {
  COUNTED(counts) counts = {};
  COUNTED(add_side)(&counts, middle, outline, 1);
  COUNTED(add_side)(&counts, middle, outline, 0);
  return counts;
}

/// The largest count among some shifts, which then are those that have it.
INLINE uint32_t COUNTED(largest)(const COUNTED(counts) *counts, ROWS *shifts) {
  uint32_t count = 0;
  for (int bit = BITS - 1; bit >= 0; bit--) {
    const ROWS with = *shifts & counts->planes[bit];
    if (!__builtin_reduce_or(with)) continue;
    *shifts = with;
    count |= 1u << bit;
  }
  return count;
}

#undef ROWS
#undef WORD
#undef TOGETHER
#undef BITS
#undef COUNTED
