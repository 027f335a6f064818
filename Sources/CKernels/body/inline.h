// What a kernel's inner parts are marked with.
#pragma once

#define INLINE static inline __attribute__((always_inline))
#define UNROLLED _Pragma("clang loop unroll(full)")
