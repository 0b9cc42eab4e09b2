// The kernels for baseline in double precision.
#define SUFFIX baseline_double
#define BYTES 16
#define REAL double
#define IS_DOUBLE 1
#include "set.inc"
