#include "CKernels.h"

#include <stddef.h>

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

#define DECLARE(set)                                                                           \
  extern const poise_kernels table_##set##_float_1, table_##set##_float_8,                     \
      table_##set##_float_32, table_##set##_double_1, table_##set##_double_8,                  \
      table_##set##_double_32;
#define ROW(set)                                                                               \
  {{&table_##set##_float_1, &table_##set##_float_8, &table_##set##_float_32},                  \
   {&table_##set##_double_1, &table_##set##_double_8, &table_##set##_double_32}}

DECLARE(baseline)
#if defined(__x86_64__)
DECLARE(avx2)
DECLARE(avx512)
static const poise_kernels *const tables[][2][3] = {ROW(baseline), ROW(avx2), ROW(avx512)};
#else
static const poise_kernels *const tables[][2][3] = {ROW(baseline)};
#endif

int poise_best_set(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return POISE_AVX512;
  if (__builtin_cpu_supports("x86-64-v3")) return POISE_AVX2;
#endif
  return POISE_BASELINE;
}

const poise_kernels *poise_select(int set, int is_double, int lanes) {
  int width = lanes == 1 ? 0 : lanes == 8 ? 1 : lanes == 32 ? 2 : -1;
  if (width < 0 || set < 0 || set > poise_best_set()) return NULL;
  return tables[set][is_double != 0][width];
}

// Bits 15 (flush to zero) and 6 (denormals are zero) of MXCSR; bit 24 (FZ) of FPCR.
uint64_t poise_flush_subnormals(void) {
#if defined(__x86_64__)
  unsigned state = _mm_getcsr();
  _mm_setcsr(state | 0x8040u);
  return state;
#elif defined(__aarch64__)
  uint64_t state;
  __asm__ volatile("mrs %0, fpcr" : "=r"(state));
  __asm__ volatile("msr fpcr, %0" : : "r"(state | (1ull << 24)));
  return state;
#else
  return 0;
#endif
}

void poise_restore_subnormals(uint64_t state) {
#if defined(__x86_64__)
  _mm_setcsr((unsigned)state);
#elif defined(__aarch64__)
  __asm__ volatile("msr fpcr, %0" : : "r"(state));
#else
  (void)state;
#endif
}
