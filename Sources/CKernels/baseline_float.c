// The kernels for baseline in float precision.
#define SUFFIX baseline_float
#define BYTES 16
#define REAL float
#define IS_DOUBLE 0
#include "set.inc"
