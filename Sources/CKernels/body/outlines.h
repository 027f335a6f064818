// Where an outline is covered best by a picture's lines: how many of its samples meet a line that goes the same way, at every shift.
//
// A map is a plane of bits for each direction, a row of cells a word. A sample asks the same question at all shifts to the
// right: a row of bits, shifted; and at several shifts down: the rows below it, lanes of a vector. `counted_samples.h` adds up the
// answers, for hundreds of shifts by a few logical operations.

enum {
  /// Cells on a side of a coarse map, and of a fine one.
  COARSE_SIDE = 16,
  FINE_SIDE = 32,
  /// Bytes of a direction in a coarse map.
  COARSE_BYTES = 2 * COARSE_SIDE,
};

/// All rows of two coarse maps, side by side, and eight of a fine one, of which shifts ask for at most 31.
typedef uint16_t coarse_rows __attribute__((vector_size(2 * COARSE_BYTES)));
enum { FINE_ROWS = 8, FINE_BLOCKS = FINE_SIDE / FINE_ROWS };
typedef uint32_t fine_rows __attribute__((vector_size(4 * FINE_ROWS)));

/// Maps with as much room above and below as outlines reach, and after the directions one that is empty.
typedef struct {
  uint16_t rows[SL_DIRECTIONS + 1][SL_OUTLINE_PITCH(COARSE_SIDE)][2];
} CoarseMaps;

typedef struct {
  uint32_t rows[SL_DIRECTIONS + 1][SL_OUTLINE_PITCH(FINE_SIDE)];
} FineMap;

#define ROWS coarse_rows
#define WORD uint16_t
#define TOGETHER 2
#define BITS 6
#define COUNTED(name) coarse_##name
#include "counted_samples.h"

#define ROWS fine_rows
#define WORD uint32_t
#define TOGETHER 1
#define BITS 7
#define COUNTED(name) fine_##name
#include "counted_samples.h"

/// The bits of shifts to the right that an outline may be moved by.
INLINE uint32_t allowed_columns(const SLOutline *outline, int side) {
  const int first = side / 2 - outline->reachX, count = 2 * outline->reachX + 1;
  return (uint32_t)(((1ull << count) - 1) << first);
}

/// Puts the coarse rows of two maps side by side.
INLINE void pair_maps(const uint8_t *first, const uint8_t *second, CoarseMaps *maps) {
  typedef uint16_t rows16 __attribute__((vector_size(COARSE_BYTES)));
  for (int direction = 0; direction < SL_DIRECTIONS; direction++) {
    rows16 a, b;
    memcpy(&a, first + direction * sizeof a, sizeof a);
    memcpy(&b, second + direction * sizeof b, sizeof b);
    const coarse_rows both = __builtin_shufflevector(
      a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14,
      30, 15, 31);
    memcpy(maps->rows[direction][COARSE_SIDE], &both, sizeof both);
  }
}

/// The share of an outline's samples that meet a line at the best shift that is allowed, in one of the two maps.
INLINE float best_share(const coarse_counts *counts, coarse_rows allowed, int map, uint32_t sampleCount) {
  typedef uint32_t pairs __attribute__((vector_size(sizeof(coarse_rows))));
  coarse_rows shifts = (coarse_rows)((pairs)allowed & (map ? 0xffff0000u : 0x0000ffffu));
  return (float)coarse_largest(counts, &shifts) / (float)sampleCount;
}

static void most_covered(
  const uint8_t *maps, size_t rowBytes, size_t rowCount, const SLOutline *outlines, size_t outlineCount, float *shares) {
  CoarseMaps pair = {};
  coarse_rows allowed[SL_MOST_OUTLINES] = {};
  for (size_t i = 0; i < outlineCount; i++)
    for (int down = -outlines[i].reachY; down <= outlines[i].reachY; down++)
      for (int map = 0; map < 2; map++)
        allowed[i][2 * (down + COARSE_SIDE / 2) + map] = (uint16_t)allowed_columns(outlines + i, COARSE_SIDE);
  for (size_t r = 0; r < rowCount; r += 2) {
    // A last one stands there twice.
    const int count = r + 1 < rowCount ? 2 : 1;
    pair_maps(maps + r * rowBytes, maps + (r + count - 1) * rowBytes, &pair);
    float best[2] = {0, 0};
    for (size_t i = 0; i < outlineCount; i++) {
      const coarse_counts counts = coarse_all(pair.rows[0][COARSE_SIDE], outlines + i);
      for (int map = 0; map < 2; map++) {
        const float share = best_share(&counts, allowed[i], map, outlines[i].sampleCount);
        best[map] = share > best[map] ? share : best[map];
      }
    }
    for (int map = 0; map < count; map++) shares[r + map] = best[map];
  }
}

/// Four bits for each coarse cell that is set, two cells a byte, the first in the low bits: which of its four fine cells are.
INLINE void refine(const uint8_t *map, size_t fineBytes, FineMap *fine) {
  const uint8_t *quarters = map + SL_DIRECTIONS * COARSE_BYTES;
  size_t number = 0;
  for (int direction = 0; direction < SL_DIRECTIONS; direction++) {
    for (int row = 0; row < COARSE_SIDE; row++) {
      uint16_t cells;
      memcpy(&cells, map + direction * COARSE_BYTES + row * sizeof cells, sizeof cells);
      uint32_t upper = 0, lower = 0;
      for (; cells && number < 2 * fineBytes; cells &= cells - 1, number++) {
        const int column = 2 * __builtin_ctz(cells);
        const uint32_t four = quarters[number / 2] >> (number % 2 * 4);
        upper |= (four & 3) << column;
        lower |= (four >> 2 & 3) << column;
      }
      uint32_t *out = fine->rows[direction] + FINE_SIDE + 2 * row;
      out[0] = upper, out[1] = lower;
    }
  }
}

/// Every cell that is set, and its four neighbours.
INLINE void widen(FineMap *fine) {
  for (int direction = 0; direction < SL_DIRECTIONS; direction++) {
    uint32_t *rows = fine->rows[direction] + FINE_SIDE;
    uint32_t above = 0;
    for (int row = 0; row < FINE_SIDE; row++) {
      const uint32_t here = rows[row], below = row + 1 < FINE_SIDE ? rows[row + 1] : 0;
      rows[row] = above | here | here << 1 | here >> 1 | below;
      above = here;
    }
  }
}

INLINE int32_t nearest_border(float place) {
  const int32_t cell = (int32_t)(place + 0.5f);
  return place < 0 ? 0 : cell > FINE_SIDE ? FINE_SIDE : cell;
}

/// How likely a sample of the outline meets a line by chance where its box stands.
INLINE float chance_within(const FineMap *fine, const SLOutline *outline, int over, int down) {
  const float x = FINE_SIDE / 2 + over - outline->width / 2, y = FINE_SIDE / 2 + down - outline->height / 2;
  const int32_t left = nearest_border(x), right = nearest_border(x + outline->width);
  const int32_t top = nearest_border(y), bottom = nearest_border(y + outline->height);
  const uint32_t columns = (uint32_t)(((1ull << (right - left)) - 1) << left);
  uint32_t met = 0;
  for (int direction = 0; direction < SL_DIRECTIONS; direction++) {
    if (!outline->samplesOf[direction]) continue;
    uint32_t cells = 0;
    for (int32_t row = top; row < bottom; row++)
      cells += (uint32_t)__builtin_popcount(fine->rows[direction][FINE_SIDE + row] & columns);
    met += cells * outline->samplesOf[direction];
  }
  const float area = (float)((right - left) * (bottom - top));
  return ((float)met / (float)outline->sampleCount + outline->addedCells * outline->addedChance) /
         (area + outline->addedCells);
}

INLINE SLCovered best_place(const FineMap *fine, const SLOutline *outline) {
  SLCovered best = {.count = 0, .chance = 2};
  const uint32_t columns = allowed_columns(outline, FINE_SIDE);
  fine_rows found[FINE_BLOCKS] = {};
  int blocks = 0;
  for (int first = -outline->reachY; first <= outline->reachY; first += FINE_ROWS, blocks++) {
    fine_rows shifts = {};
    for (int row = 0; row < FINE_ROWS && first + row <= outline->reachY; row++) shifts[row] = columns;
    const fine_counts counts = fine_all(fine->rows[0] + FINE_SIDE + FINE_SIDE / 2 + first, outline);
    const uint32_t count = fine_largest(&counts, &shifts);
    if (count < best.count) continue;
    if (count > best.count) memset(found, 0, sizeof found);
    best.count = count;
    found[blocks] = shifts;
  }
  for (int row = 0; row < blocks * FINE_ROWS; row++) {
    for (uint32_t shifts = found[row / FINE_ROWS][row % FINE_ROWS]; shifts; shifts &= shifts - 1) {
      const int over = __builtin_ctz(shifts) - FINE_SIDE / 2, down = row - outline->reachY;
      const float chance = chance_within(fine, outline, over, down);
      if (chance >= best.chance) continue;
      best.chance = chance, best.column = over, best.row = down;
    }
  }
  return best;
}

static void cover(
  const uint8_t *map, size_t fineBytes, const SLOutline *outlines, size_t outlineCount, SLCovered *places) {
  FineMap fine = {};
  refine(map, fineBytes, &fine);
  widen(&fine);
  for (size_t i = 0; i < outlineCount; i++) places[i] = best_place(&fine, outlines + i);
}
