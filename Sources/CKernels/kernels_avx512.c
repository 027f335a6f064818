// 512-bit vectors and integer dot products: x86-64 servers since 2019, desktops of the later generations.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#include "CKernels.h"

#pragma clang attribute push( \
  __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"))), \
  apply_to = function)
#define SL_PATH avx512
#define SL_AVX512 1
#include "body/all.h"
#pragma clang attribute pop
#endif
