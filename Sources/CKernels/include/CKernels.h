// The vector kernels: what a program's instructions do to a block of lanes.
//
// Every scalar of a program is a vector of R lanes, innermost in memory. One source serves float
// and double, three instruction sets and the lane widths 1, 8 and 32; all of them compute every
// lane with the same operations in the same order, without contraction, so they agree to the bit.
#ifndef POISE_CKERNELS_H
#define POISE_CKERNELS_H

#include <stdint.h>

#define POISE_RANK 4

// What an instruction does. `a` and `b` are its operands.
enum {
  POISE_COPY, POISE_NEGATE, POISE_SQUARE, POISE_SQRT, POISE_EXP, POISE_LOG, POISE_ABS, POISE_RELU,
  POISE_TANH, POISE_SIGMOID, POISE_EXPM1, POISE_LOG1P, POISE_ERF,
  POISE_SOFTPLUS,     // ln(1 + e^a), a itself beyond 20
  POISE_LOG_SIGMOID,  // -ln(1 + e^-a)
  POISE_SIN, POISE_COS,  // NaN beyond a million
  POISE_ADD, POISE_SUBTRACT, POISE_MULTIPLY, POISE_DIVIDE,
  POISE_GATE,    // b where a > 0, else 0
  POISE_SIGNED,  // b where a > 0, -b where a < 0, else 0
  POISE_MAXIMUM, POISE_MINIMUM,
  POISE_EQUALS,  // 1 where a = b, else 0
  POISE_POWER_OF,  // a to the b
  POISE_SUM,     // over `length` elements at distance `a_step`
  POISE_LARGEST,  // of as many
  POISE_CHAIN,   // the `length` elementwise instructions that follow, block by block
  POISE_MATMUL   // out[i, j] = finish(sum over k < length of a[i, k] b[k, j], c[i, j])
};

// What becomes of an element of a product before it is written, in this order; bits of `finish`.
enum {
  POISE_PLUS = 1,     // x + c
  POISE_RECTIFY = 2,  // x, or 0 where it is not above 0
  POISE_GATED = 4     // x where c > 0, else 0
};

// Which operands of a chain's link are slots, blocks of numbers that only the chain knows: their
// offset is the number of the slot. Bits of `finish`.
enum { POISE_OUT_SLOT = 1, POISE_A_SLOT = 2, POISE_B_SLOT = 4 };
#define POISE_SLOTS 8

// A view of memory: where it begins and how far apart neighbors are, in numbers (lanes included).
typedef struct {
  int64_t offset;
  int64_t stride[POISE_RANK];
} poise_operand;

// One instruction. Elementwise ones and chains loop over `extent`, outermost first. A sum loops over
// extent[0..2] and over extent[3] neighbors. A product has i < extent[2] and j < extent[3].
typedef struct {
  int32_t code;
  int32_t finish;
  int64_t extent[POISE_RANK];
  poise_operand out, a, b, c;
  int64_t length;
  int64_t a_step, b_step;
} poise_instruction;

// The constants of one Adam step.
typedef struct {
  double step_size;      // learning rate / (1 - beta1^t)
  double beta1_rest;     // 1 - beta1
  double beta2, beta2_rest;
  double inverse_root;   // 1 / sqrt(1 - beta2^t)
  double epsilon;
  double weight_decay;
  double keep;           // what the parameter itself is multiplied by
} poise_adam;

// The constants of gradient descent: velocity = momentum velocity + gain g, and the step goes along
// fresh g + kept velocity.
typedef struct {
  double learning_rate, momentum, gain, fresh, kept, weight_decay;
} poise_sgd;

// The constants of RMSprop, and of Adagrad, whose second moment forgets nothing: second moment =
// smoothing second moment + rest g^2; `centering` is 1 to take the squared average off it.
typedef struct {
  double learning_rate;
  double smoothing, rest;
  double epsilon, momentum, centering, weight_decay;
} poise_rmsprop;

// A dropout mask: which random numbers it takes and what becomes of them.
typedef struct {
  uint32_t step, purpose, index;
  uint32_t threshold;  // numbers below it, of 2^32, drop the element
  double scale;        // what the others are multiplied by
} poise_mask;

// `cblas_sgemm` or `cblas_dgemm` of a library, by the precision of the table it is handed to.
typedef void (*poise_gemm)(void);

// The kernels of one instruction set, precision and lane width. Memory is float or double by the
// table; `n` counts elements, each a vector of lanes.
typedef struct {
  // Runs instructions one after the other. With one lane, `gemm` makes the large products, unless it
  // is null.
  void (*run)(const poise_instruction *code, int64_t count, void *memory, poise_gemm gemm);
  // out[k] = sum over i of weights[i] rows[i * n + k]; weights[i] is a vector of lanes.
  void (*combine)(void *out, const void *rows, const void *weights, int64_t m, int64_t n);
  // The inner product of two rows, in double precision, one a lane; added to `out`.
  void (*dot)(double *out, const void *a, const void *b, int64_t n);
  // The squared distance of two rows, in double precision, one a lane.
  void (*distance)(double *out, const void *a, const void *b, int64_t n);
  // One step along the rows of `g` combined with `weights`, as above, or along the first row where
  // `weights` is null. `poison` receives one number a lane: 0, or NaN if the gradient was not finite.
  void (*adam)(void *p, const void *g, const void *weights, int64_t rows, void *m, void *v,
               int64_t n, const poise_adam *c, void *poison);
  void (*sgd)(void *p, const void *g, const void *weights, int64_t rows, void *v, int64_t n,
              const poise_sgd *c, void *poison);
  // `average` and `velocity` may both be null where neither is wanted.
  void (*rmsprop)(void *p, const void *g, const void *weights, int64_t rows, void *v, void *average,
                  void *velocity, int64_t n, const poise_rmsprop *c, void *poison);
  // Cuts every element off at plus and minus `limit`; one that is not finite becomes NaN.
  void (*clamp)(void *out, const void *g, double limit, int64_t n);
  // Draws a mask of `count` elements for each lane from the lane's seed.
  void (*mask)(void *out, int64_t count, const uint64_t *seeds, const poise_mask *c);
  // Moves every element into [lower, upper]; NaN stays.
  void (*project)(void *p, double lower, double upper, int64_t n);
} poise_kernels;

// The instruction sets, weakest first. Only the baseline exists away from x86-64.
enum { POISE_BASELINE, POISE_AVX2, POISE_AVX512, POISE_SET_COUNT };

// The best instruction set of this processor.
int poise_best_set(void);

// The kernels for an instruction set, precision (0 float, 1 double) and lane width (1, 8 or 32);
// null for any other width, or a set that this processor lacks.
const poise_kernels *poise_select(int set, int is_double, int lanes);

// Lets subnormal results and operands of this thread become zero; returns the former state, to be
// handed to `poise_restore_subnormals`.
uint64_t poise_flush_subnormals(void);
void poise_restore_subnormals(uint64_t state);

#endif
