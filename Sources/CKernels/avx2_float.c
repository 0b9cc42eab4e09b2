// The kernels for avx2 in float precision.
#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define SUFFIX avx2_float
#define BYTES 32
#define REAL float
#define IS_DOUBLE 0
#include "set.inc"
#pragma clang attribute pop
#endif
