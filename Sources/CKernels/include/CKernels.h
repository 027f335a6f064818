#pragma once
#include <stddef.h>
#include <stdint.h>

// The few loops that need the processor's own instructions, each compiled several times from one source (body/)
// and chosen once at run time. Every path gives the same bits: the same operations in the same order on each
// element, no fused multiply-add, sums over sixteen lanes folded in a fixed order.
//
// Planes are rows of `width` floats without gaps. Pointers named `out` never overlap the others.

/// A plane to read from.
typedef struct {
  const float *pixels;
  int32_t width, height;
} SLPlane;

/// An affine map: (u, v) goes to (x + xx·u + xy·v, y + yx·u + yy·v).
typedef struct {
  float x, y, xx, xy, yx, yy;
} SLAffineMap;

/// A drawing that is held against whole pictures: SL_LANES lanes, of which the first `placementCount` (1 to SL_LANES − 1) are its
/// placements, and the last is the usual picture.
typedef struct {
  /// What each lane gains from a word in a cell: for each of `wordCount` words 64 cells of SL_LANES numbers of at most 127 in size.
  const int8_t *table;
  /// At most 255.
  size_t wordCount;
  size_t placementCount;
  /// Bytes of a row that are entries, from its beginning; at most 512.
  size_t entryBytes;
  /// What a placement has in common with the usual picture; SL_LANES numbers.
  const float *offsets;
  /// What a number of `table` stands for, in the placements' lanes and in the last one.
  float unit, usualUnit;
  /// The square of the usual picture's length.
  float usualSquare;
} SLPlacements;

/// Kinds that a tally counts.
#define SL_TALLY_KINDS 512

/// What the tallies of pictures are held against: numbers of at most 127 in size for each kind.
typedef struct {
  const int8_t *wanted, *usual;
  /// What 1 stands for in each of them.
  float unit, usualUnit;
  /// The sum of products of the two, and the square of the second one's length.
  float offset, usualSquare;
  /// How much of a score the likeness of tallies makes up, 0 to 1.
  float share;
} SLTally;

/// From a direction to the next in the maps that outlines are laid over: as much room above and below as a map's side.
#define SL_OUTLINE_PITCH(side) (3 * (side))

/// A drawing's outline at one size: samples of its lines, laid over maps of a picture's lines. Numbers are in cells of the map.
typedef struct {
  /// Each sample's row, −16 to 16, and its direction, as SL_OUTLINE_PITCH(side) · direction + row; and how many columns it is left or right
  /// of the middle, less than a map's side. Those on the left come first. Both they and the others are filled up to a multiple of
  /// four by samples of the direction SL_DIRECTIONS, which meet nothing.
  const int16_t *places;
  const uint8_t *shifts;
  size_t leftCount, count;
  /// Without those that fill up: 1 to 127 (coarse maps: 63), of which so many go each way.
  uint32_t sampleCount, samplesOf[8];
  /// How far its middle may be from the picture's; at most 15 (coarse maps: 7).
  int32_t reachX, reachY;
  /// The sides of its box.
  float width, height;
  /// A box says little of what chance does in it: so many cells with such a chance are added.
  float addedCells, addedChance;
} SLOutline;

/// Where most of an outline's samples meet a line: how many do, how far from the picture's middle that is, and how likely one meets a
/// line there by chance.
typedef struct {
  uint32_t count;
  int32_t column, row;
  float chance;
} SLCovered;

/// The weighted second moments of a patch's gradients.
typedef struct {
  float xx, xy, yy;
} SLMoments;

/// How a descriptor of gradients pools a patch of SL_PATCH_SIDE² interior pixels.
typedef struct {
  /// Weight of each interior pixel, row after row.
  const float *window;
  /// Four rows of SL_PATCH_SIDE numbers: how much of column (or row) i goes into cell 0, 1, 2, 3.
  const float *cellWeights;
} SLPooling;

/// Rows of bytes, one behind the other.
typedef struct {
  const uint8_t *numbers;
  /// Σ x² of each row.
  const int32_t *squaredLengths;
  size_t dimension;
} SLRows;

/// Centres that are searched together.
typedef struct {
  /// What `packCentres` made of them.
  const void *packed;
  size_t count;
  /// The number by which each one goes outside.
  const uint32_t *numbers;
} SLCell;

/// The `capacity` nearest centres of each row so far: rising by distance, equally near ones by number. INT32_MAX where
/// there is none yet.
typedef struct {
  uint32_t *centres;
  int32_t *squaredDistances;
  size_t capacity;
} SLNearestLists;

enum {
  /// Pixels on a side of the patch that descriptors pool; the sampled patch has one more on each side.
  SL_PATCH_SIDE = 32,
  SL_PATCH_PITCH = SL_PATCH_SIDE + 2,
  /// The same for the window of shape adaptation.
  SL_WINDOW_SIDE = 16,
  SL_WINDOW_PITCH = SL_WINDOW_SIDE + 2,
  /// Sampled lattices are padded to a multiple of this.
  SL_LANES = 16,
  /// Numbers that a centre may have.
  SL_MOST_DIMENSIONS = 512,
  /// Vectors whose product codes stand together.
  SL_CODE_BLOCK = 64,
  /// Directions of lines in a map.
  SL_DIRECTIONS = 8,
  /// Outlines that are looked for together, at most.
  SL_MOST_OUTLINES = 16,
};

typedef struct __attribute__((swift_attr("@Sendable"))) {
  /// The path's name.
  const char *name;

  /// Separable convolution with a symmetric kernel taps[0…radius] (centre first); pixels beyond the border
  /// repeat the border. `scratch` holds width + 2·radius floats. `out` may not be the source.
  void (*blur)(SLPlane source, const float *taps, int32_t radius, float *scratch, float *out);

  /// Every second pixel of every second row: out is ((width + 1) / 2) × ((height + 1) / 2).
  void (*halve)(SLPlane source, float *out);

  /// out = a − b, element by element.
  void (*subtract)(const float *a, const float *b, size_t count, float *out);

  /// The determinant of the Hessian times `factor`; 0 on the border of one pixel.
  void (*hessianDeterminant)(SLPlane source, float factor, float *out);

  /// The products of central differences Ix², Ix·Iy, Iy²; 0 on the border of one pixel.
  void (*gradientProducts)(SLPlane source, float *outXX, float *outXY, float *outYY);

  /// Harris and Stephens' measure det(M) − k·trace(M)², times `factor`.
  void (*harrisMeasure)(
    const float *xx, const float *xy, const float *yy, size_t count, float k, float factor, float *out);

  /// Strict local extrema of `current` (maxima above `threshold`; minima below −threshold too if `minima`)
  /// among the 8 neighbours in the plane and, unless `below` is NULL, the 18 of the planes below and above.
  /// Nothing nearer than `border` (at least 1) to the edge. Writes at most `capacity` indices (y·width + x),
  /// in rising order, and returns how many there are in all.
  size_t (*findExtrema)(
    SLPlane current, const float *below, const float *above, float threshold, int32_t minima, int32_t border,
    uint32_t *indices, size_t capacity);

  /// Bilinear samples of a plane at map(u[i], v[i]), coordinates clamped to the plane; `count` is a multiple
  /// of SL_LANES; the plane is at least 2 × 2.
  void (*sample)(SLPlane source, SLAffineMap map, const float *u, const float *v, size_t count, float *out);

  /// Moments of the central differences of a window (pitch SL_WINDOW_PITCH) under SL_WINDOW_SIDE² weights.
  SLMoments (*windowMoments)(const float *window, const float *weights);

  /// Direction (0 ≤ d < 8, in eighths of a turn from +x towards +y) and weighted length of the central
  /// differences of a window.
  void (*windowGradients)(const float *window, const float *weights, float *directions, float *lengths);

  /// A histogram of gradient directions: 4 × 4 cells × 8 directions, cell rows first, then columns; linear
  /// interpolation in all three.
  void (*poolGradients)(const float *patch, SLPooling pooling, float *histogram);

  /// Σ a[i]·b[i] for each of `rows` rows of `dimension` bytes each against one `query`.
  void (*dotRows)(
    const uint8_t *query, const uint8_t *rows, size_t rowCount, size_t dimension, uint32_t *out);

  /// out[i] += weight · source[i].
  void (*accumulate)(const float *source, float weight, size_t count, float *out);

  /// Bytes that `count` packed centres take (an address that is a multiple of 64 serves best); how they are packed is
  /// each path's own affair.
  size_t (*packedCentresSize)(size_t count, size_t dimension);

  /// How many distances `centreDistances` writes for a row: `count`, rounded up.
  size_t (*packedCentresPitch)(size_t count);

  /// Packs centres of at most SL_MOST_DIMENSIONS bytes.
  void (*packCentres)(const uint8_t *centres, size_t count, size_t dimension, void *packed);

  /// The nearest of `count` packed centres (at least one) for each row, the lowest of equally near ones, and its squared
  /// distance.
  void (*nearestCentres)(
    const uint8_t *rows, size_t rowCount, size_t dimension, const void *packed, size_t count, uint32_t *nearest,
    int32_t *squaredDistances);

  /// All squared distances, row by row, `packedCentresPitch` numbers each; those beyond `count` are very large.
  void (*centreDistances)(
    const uint8_t *rows, size_t rowCount, size_t dimension, const void *packed, size_t count, int32_t *out);

  /// Σ x² of each row.
  void (*squaredLengths)(const uint8_t *rows, size_t rowCount, size_t dimension, int32_t *out);

  /// Offers the centres of a cell, none of which was offered before, to the lists of the chosen rows.
  void (*offerCentres)(
    SLRows rows, const uint32_t *chosen, size_t chosenCount, SLCell cell, SLNearestLists lists);

  /// The places of the `wanted` (from 1 to `count`) least of `count` numbers, none of them negative, the first of equal
  /// ones; places rise. `numbers` are used up; both have room for `count`, rounded up to SL_LANES.
  void (*leastNumbers)(int32_t *numbers, size_t count, size_t wanted, uint32_t *places);

  /// `count` ids: `first`, and those to which count − 1 gaps of `width` bits (at most 32) lead. The gaps are a bit stream,
  /// the lowest bit of the first byte first, of exactly the `byteCount` bytes that they need; nothing beyond is read.
  /// Returns whether all ids are within 32 bits; where not, those beyond are wrong but all are written.
  int32_t (*unpackIds)(
    const uint8_t *gaps, size_t byteCount, size_t count, uint32_t width, uint32_t first, uint32_t *out);

  /// Which of `count` signatures (at most 65,536, of 8 or 16 bytes each, at any address) differ from `query` in at
  /// most `threshold` bits: their numbers, rising, and how many bits. Both outputs have room for `count`; what stands behind
  /// the found ones is left undefined. Returns how many were found.
  size_t (*hammingWithin)(
    const uint8_t *column, size_t count, size_t signatureBytes, const uint8_t *query, uint32_t threshold,
    uint16_t *indices, uint8_t *distances);

  /// Σ a[i]·b[i] for each of `rowCount` rows of `dimension` signed bytes each against one `query`.
  void (*signedDots)(const int8_t *query, const int8_t *rows, size_t rowCount, size_t dimension, int32_t *out);

  /// The same times the query's scale and the row's own: `scales` holds a float for each row, at any address. −∞ for rows
  /// whose scale is not above 0. Made for rows that come from memory: it asks for them ahead.
  void (*similarities)(
    const int8_t *query, float queryScale, const int8_t *rows, const void *scales, size_t rowCount, size_t dimension,
    float *out);

  /// The places of values that are at least the limit, rising; `places` has room for `count`. Returns how many.
  size_t (*placesAtLeast)(const float *values, size_t count, float limit, uint32_t *places);

  /// For each vector of `blockCount` blocks of SL_CODE_BLOCK vectors the sum of the entries that its half bytes choose from
  /// 2·`pairCount` (at most 512) tables of sixteen bytes, none of which is above 127. A block holds for each pair of tables
  /// a byte of each vector: the low half chooses from the first table, the high half from the second.
  void (*sumHalfBytes)(
    const uint8_t *codes, size_t blockCount, size_t pairCount, const uint8_t *tables, uint16_t *sums);

  /// The places of sums that are at least the limit, rising; `places` has room for `count`. Returns how many.
  size_t (*sumsAtLeast)(const uint16_t *sums, size_t count, uint16_t limit, uint32_t *places);

  /// In how many bits each of `count` signatures of `words` 64-bit words (at most 1,023, at any address) differs from
  /// `query`.
  void (*hammingDistances)(
    const uint8_t *column, size_t count, size_t words, const uint8_t *query, uint16_t *distances);

  /// For each row, which begins with entries, the best score of a placement. `lengths` holds a float for each row, at any address; −∞ for
  /// rows whose length is not above 0. Entries end early with a word of at least `wordCount`.
  void (*bestPlacements)(
    const uint8_t *rows, const void *lengths, size_t rowCount, size_t rowBytes, SLPlacements query, float *scores);

  /// Brings each score to a mean of itself and of how much a tally is like the wanted one, both less the usual one: the cosine, and 0 for an
  /// empty tally. Tallies are SL_TALLY_KINDS / 2 bytes, `rowBytes` apart; those of kinds in the first half are low halves of bytes.
  void (*averageTallies)(
    const uint8_t *tallies, size_t rowCount, size_t rowBytes, SLTally query, float *scores);

  /// For each of some maps, `rowBytes` apart, the largest share of an outline's samples that meet a line of the coarse map at any
  /// shift. A coarse map is 16 rows of 16 bits for each direction, the left cell lowest; `maps` at any address.
  void (*mostCovered)(
    const uint8_t *maps, size_t rowBytes, size_t rowCount, const SLOutline *outlines, size_t outlineCount,
    float *shares);

  /// Where each outline is covered best by the lines of a map: its fine cells and their four neighbours. Behind the coarse map `fineBytes` bytes say for each
  /// of its cells which of its four quarters have lines: four bits (upper left, upper right, lower left, lower right), the first
  /// cell's lowest; cells beyond are taken as empty. Of places where as many samples meet a line the one where chance does least.
  void (*cover)(
    const uint8_t *map, size_t fineBytes, const SLOutline *outlines, size_t outlineCount, SLCovered *places);
} SLKernels;

/// The kernels of a path ("baseline", "avx2", "avx512"), or NULL where this processor lacks it.
const SLKernels *sl_kernels_of_path(const char *path);

/// The fastest path that this processor has.
const SLKernels *sl_best_kernels(void);
