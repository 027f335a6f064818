#pragma once
#include <stdint.h>

// How many multiply-adds of small integers this processor does in a second at the most, on one thread, with the instruction
// that a path of the kernels uses: independent sums (24, or 12 where there are only sixteen registers), nothing loaded,
// nothing stored.

/// Multiply-adds a second of processor time of a path ("baseline", "avx2", "avx512") over `steps` turns of the loop; 0 where
/// the processor or the compiler's target lacks it.
double peak_multiply_adds(const char *path, int64_t steps);
