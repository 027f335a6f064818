// Everything that is compiled once for each path. The including file names the path (SL_PATH) and may define
// SL_AVX2 or SL_AVX512.
#include <stdint.h>
#include <string.h>

#include "CKernels.h"

// A fused multiply-add rounds once where two operations round twice: paths would differ in the last bit.
#pragma clang fp contract(off)

// Vectors wider than the path's registers are passed in memory between functions that are not inlined: slower, but no
// matter of compatibility, since none of them leaves its file.
#pragma clang diagnostic ignored "-Wpsabi"

#include "inline.h"
#include "vector.h"

#include "blur.h"
#include "responses.h"
#include "extrema.h"
#include "patch.h"
#include "gradients.h"
#include "dot.h"
#include "nearest.h"
#include "nearest_lists.h"
#include "least_numbers.h"
#include "postings.h"
#include "signatures.h"
#include "similarities.h"
#include "half_bytes.h"
#include "placements.h"
#include "tallies.h"
#include "outlines.h"
#include "table.h"
