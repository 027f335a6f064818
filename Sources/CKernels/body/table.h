// The table by which Swift calls this path.

#define SL_JOIN(a, b) a##b
#define SL_TABLE_NAME(path) SL_JOIN(sl_kernels_, path)
#define SL_QUOTE(path) #path
#define SL_NAME_OF(path) SL_QUOTE(path)

extern const SLKernels SL_TABLE_NAME(SL_PATH);

const SLKernels SL_TABLE_NAME(SL_PATH) = {
  .name = SL_NAME_OF(SL_PATH),
  .blur = blur,
  .halve = halve,
  .subtract = subtract,
  .hessianDeterminant = hessian_determinant,
  .gradientProducts = gradient_products,
  .harrisMeasure = harris_measure,
  .findExtrema = find_extrema,
  .sample = sample,
  .windowMoments = window_moments,
  .windowGradients = window_gradients,
  .poolGradients = pool_gradients,
  .dotRows = dot_rows,
  .accumulate = accumulate,
  .packedCentresSize = packed_centres_size,
  .packedCentresPitch = padded_count,
  .packCentres = pack_centres,
  .nearestCentres = nearest_centres,
  .centreDistances = centre_distances,
  .squaredLengths = squared_lengths,
  .offerCentres = offer_centres,
  .leastNumbers = least_numbers,
  .unpackIds = unpack_ids,
  .hammingWithin = hamming_within,
  .signedDots = signed_dots,
  .similarities = similarities,
  .placesAtLeast = places_at_least,
  .sumHalfBytes = sum_half_bytes,
  .sumsAtLeast = sums_at_least,
  .hammingDistances = hamming_distances,
  .bestPlacements = best_placements,
  .averageTallies = average_tallies,
  .mostCovered = most_covered,
  .cover = cover,
};
