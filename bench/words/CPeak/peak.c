// See CPeak.h. Assembly, empty or not, ties the sums to registers in each turn, so that the compiler can't take the loop away.
#include "CPeak.h"

#include <string.h>
#include <time.h>

enum { SUMS = 24 };

#if defined(__x86_64__)
#include <immintrin.h>

#define UNROLLED _Pragma("clang loop unroll(full)")

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#define AVX2 __attribute__((target("avx2")))
#define SSE2 __attribute__((target("sse2")))

static VNNI int64_t turn_vnni(int64_t steps) {
  __m512i sums[SUMS], ours = _mm512_set1_epi8(3), theirs = _mm512_set1_epi8(5);
  UNROLLED for (int i = 0; i < SUMS; i++) sums[i] = _mm512_setzero_si512();
  for (int64_t step = 0; step < steps; step++) {
    UNROLLED for (int i = 0; i < SUMS; i++) {
      sums[i] = _mm512_dpbusd_epi32(sums[i], ours, theirs);
      __asm__ volatile("" : "+v"(sums[i]));
    }
  }
  UNROLLED for (int i = 1; i < SUMS; i++) sums[0] = _mm512_add_epi32(sums[0], sums[i]);
  return _mm512_reduce_add_epi32(sums[0]);
}

// These paths multiply and add in two instructions, written out, since compilers spill some sums to memory. Sixteen registers hold
// twelve sums, both operands and the product.
#define SUMS_OF_TWO 12

static AVX2 int64_t turn_avx2(int64_t steps) {
  __m256i sums[SUMS_OF_TWO], ours = _mm256_set1_epi16(3), theirs = _mm256_set1_epi16(5);
  UNROLLED for (int i = 0; i < SUMS_OF_TWO; i++) sums[i] = _mm256_setzero_si256();
  for (int64_t step = 0; step < steps; step++) {
    UNROLLED for (int i = 0; i < SUMS_OF_TWO; i++) {
      __asm__ volatile("vpmaddwd %2, %1, %%ymm15\n\tvpaddd %%ymm15, %0, %0"
                       : "+x"(sums[i])
                       : "x"(ours), "x"(theirs)
                       : "xmm15");
    }
  }
  UNROLLED for (int i = 1; i < SUMS_OF_TWO; i++) sums[0] = _mm256_add_epi32(sums[0], sums[i]);
  return _mm256_extract_epi32(sums[0], 0);
}

static SSE2 int64_t turn_sse2(int64_t steps) {
  __m128i sums[SUMS_OF_TWO], ours = _mm_set1_epi16(3), theirs = _mm_set1_epi16(5);
  UNROLLED for (int i = 0; i < SUMS_OF_TWO; i++) sums[i] = _mm_setzero_si128();
  for (int64_t step = 0; step < steps; step++) {
    UNROLLED for (int i = 0; i < SUMS_OF_TWO; i++) {
      __asm__ volatile("movdqa %1, %%xmm15\n\tpmaddwd %2, %%xmm15\n\tpaddd %%xmm15, %0"
                       : "+x"(sums[i])
                       : "x"(ours), "x"(theirs)
                       : "xmm15");
    }
  }
  UNROLLED for (int i = 1; i < SUMS_OF_TWO; i++) sums[0] = _mm_add_epi32(sums[0], sums[i]);
  return _mm_cvtsi128_si32(sums[0]);
}

// The thread's processor time, so that others who use the machine count less.
static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double rate(int64_t (*turn)(int64_t), int64_t steps, double perStep) {
  volatile int64_t sink = turn(steps / 16 + 1);
  const double start = now();
  sink = turn(steps);
  const double seconds = now() - start;
  (void)sink;
  return seconds > 0 ? (double)steps * perStep / seconds : 0;
}

double peak_multiply_adds(const char *path, int64_t steps) {
  if (!strcmp(path, "avx512") && __builtin_cpu_supports("avx512vnni")) return rate(turn_vnni, steps, SUMS * 64.0);
  if (!strcmp(path, "avx2") && __builtin_cpu_supports("avx2")) return rate(turn_avx2, steps, SUMS_OF_TWO * 16.0);
  if (!strcmp(path, "baseline")) return rate(turn_sse2, steps, SUMS_OF_TWO * 8.0);
  return 0;
}
#else
double peak_multiply_adds(const char *path, int64_t steps) {
  (void)path;
  (void)steps;
  return 0;
}
#endif
