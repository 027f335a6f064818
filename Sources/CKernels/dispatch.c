// Which compiled copy of the kernels serves this processor.
#include <string.h>

#include "CKernels.h"

extern const SLKernels sl_kernels_baseline;
#if defined(__x86_64__)
extern const SLKernels sl_kernels_avx2, sl_kernels_avx512;

static int has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
         __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("lzcnt");
}

static int has_avx512(void) {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512vnni");
}
#endif

const SLKernels *sl_kernels_of_path(const char *path) {
  if (strcmp(path, "baseline") == 0) return &sl_kernels_baseline;
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (strcmp(path, "avx2") == 0) return has_avx2() ? &sl_kernels_avx2 : NULL;
  if (strcmp(path, "avx512") == 0) return has_avx512() ? &sl_kernels_avx512 : NULL;
#endif
  return NULL;
}

const SLKernels *sl_best_kernels(void) {
  static const char *const fastest_first[] = {"avx512", "avx2"};
  for (size_t i = 0; i < sizeof fastest_first / sizeof *fastest_first; i++) {
    const SLKernels *kernels = sl_kernels_of_path(fastest_first[i]);
    if (kernels) return kernels;
  }
  return &sl_kernels_baseline;
}
