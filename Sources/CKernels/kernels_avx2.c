// 256-bit vectors: x86-64 processors since 2013.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#include "CKernels.h"

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt"))), apply_to = function)
#define SL_PATH avx2
#define SL_AVX2 1
#include "body/all.h"
#pragma clang attribute pop
#endif
