import Testing

@testable import Studies

/// What is said about expressions.
@Suite struct ExpressionMessageTests {
  @Test(arguments: cases) func message(of file: BadFile) {
    #expect(file.message == file.expected)
  }

  private static let cases: [BadFile] = [
    BadFile(
      "mean(square(5 - sum(out)))", "meen(out)",
      says: """
        study.yaml:6:26: error: unknown function `meen`; did you mean `mean`? known functions: \
        mean, sum, square, sqrt, exp, log, abs, relu, tanh, sigmoid, matmul, reshape, transpose, max, \
        min, variance, deviation, logSumExp, softmax, logSoftmax, normalized, maximum, minimum, \
        clip, power, expm1, log1p, erf, sin, cos, softplus, logSigmoid, gelu, geluTanh, silu, \
        leakyReLU, elu, dropout, concatenate, slice, detached, meanSquaredError, \
        meanAbsoluteError, huber, crossEntropy, binaryCrossEntropy, binaryCrossEntropyOfLogits
              6 |     fit:     { minimize: meen(out) }
                |                          ^~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "mean",
      says: """
        study.yaml:6:26: error: mean is a function; write mean(x), mean(x, axis: 0) or mean(x, \
        axes: [0, 1])
              6 |     fit:     { minimize: mean }
                |                          ^~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "mean(out",
      says: """
        study.yaml:6:30: error: `(` is never closed; add `)`
              6 |     fit:     { minimize: mean(out }
                |                              ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "mean(out))",
      says: """
        study.yaml:6:35: error: found `)`, wanted an operator or the end
              6 |     fit:     { minimize: mean(out)) }
                |                                   ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "\"mean(out + reshape(out, [2]))\"",
      says: """
        study.yaml:6:38: error: reshape: 3 elements of shape [3, 1] do not fill shape [2]
              6 |     fit:     { minimize: "mean(out + reshape(out, [2]))" }
                |                                      ^~~~~~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'sum(out, axis: 5)'",
      says: """
        study.yaml:6:27: error: sum: axis 5 is not an axis of shape [3, 1]
              6 |     fit:     { minimize: 'sum(out, axis: 5)' }
                |                           ^~~~~~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'sum(out, axes: [0, 0])'",
      says: """
        study.yaml:6:27: error: sum: axis 0 is given twice
              6 |     fit:     { minimize: 'sum(out, axes: [0, 0])' }
                |                           ^~~~~~~~~~~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'sum(out, along: 0)'",
      says: """
        study.yaml:6:36: error: found `along`; write sum(x), sum(x, axis: 0) or sum(x, axes: \
        [0, 1])
              6 |     fit:     { minimize: 'sum(out, along: 0)' }
                |                                    ^~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "out ^ 0.5",
      says: """
        study.yaml:6:32: error: found 0.5, wanted a whole number from 1 to 64 as exponent; \
        roots are written sqrt(x), inverses 1 / x
              6 |     fit:     { minimize: out ^ 0.5 }
                |                                ^~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "out^2^3",
      says: """
        study.yaml:6:31: error: a power of a power needs parentheses: (x^2)^3
              6 |     fit:     { minimize: out^2^3 }
                |                               ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "out $ 2",
      says: """
        study.yaml:6:30: error: unexpected character `$` in the expression
              6 |     fit:     { minimize: out $ 2 }
                |                              ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "1_000 * sum(out)",
      says: """
        study.yaml:6:26: error: `1_000` is not a number; write numbers without underscores, as \
        1000 or 1e3, and products with `*`
              6 |     fit:     { minimize: 1_000 * sum(out) }
                |                          ^~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "2sum(out)",
      says: """
        study.yaml:6:26: error: `2sum` is not a number; write numbers without underscores, as \
        1000 or 1e3, and products with `*`
              6 |     fit:     { minimize: 2sum(out) }
                |                          ^~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "1e999 * sum(out)",
      says: """
        study.yaml:6:26: error: the number `1e999` is too large
              6 |     fit:     { minimize: 1e999 * sum(out) }
                |                          ^~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "sum(out) +",
      says: """
        study.yaml:6:36: error: found the end, wanted a number, a name, a call or a parenthesis
              6 |     fit:     { minimize: sum(out) + }
                |                                    ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'out(1)'",
      says: """
        study.yaml:6:27: error: unknown function `out`; known functions: mean, sum, square, \
        sqrt, exp, log, abs, relu, tanh, sigmoid, matmul, reshape, transpose, max, \
        min, variance, deviation, logSumExp, softmax, logSoftmax, normalized, maximum, minimum, \
        clip, power, expm1, log1p, erf, sin, cos, softplus, logSigmoid, gelu, geluTanh, silu, \
        leakyReLU, elu, dropout, concatenate, slice, detached, meanSquaredError, \
        meanAbsoluteError, huber, crossEntropy, binaryCrossEntropy, binaryCrossEntropyOfLogits
              6 |     fit:     { minimize: 'out(1)' }
                |                           ^~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "transpose(sum(out))",
      says: """
        study.yaml:6:26: error: transpose: only a matrix is transposed, found shape []
              6 |     fit:     { minimize: transpose(sum(out)) }
                |                          ^~~~~~~~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "layer0.wieght",
      says: """
        study.yaml:6:26: error: unknown name `layer0.wieght`; did you mean `layer0.weight`? \
        known names: features, out, parameters
              6 |     fit:     { minimize: layer0.wieght }
                |                          ^~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "sum()",
      says: """
        study.yaml:6:30: error: found `)`; write sum(x), sum(x, axis: 0) or sum(x, axes: [0, 1])
              6 |     fit:     { minimize: sum() }
                |                              ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'square(out, 2)'",
      says: """
        study.yaml:6:37: error: found `,`; write square(x)
              6 |     fit:     { minimize: 'square(out, 2)' }
                |                                     ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'huber(out)'",
      says: """
        study.yaml:6:36: error: found `)`; write huber(a, b) or huber(a, b, delta: 1)
              6 |     fit:     { minimize: 'huber(out)' }
                |                                    ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'huber(out, out, delta: 0)'",
      says: """
        study.yaml:6:50: error: found 0.0, wanted a positive number
              6 |     fit:     { minimize: 'huber(out, out, delta: 0)' }
                |                                                  ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'sum(dropout(out, probability: 1))'",
      says: """
        study.yaml:6:57: error: found 1.0, wanted a number of at least 0 and below 1
              6 |     fit:     { minimize: 'sum(dropout(out, probability: 1))' }
                |                                                         ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'sum(slice(out, from: 0))'",
      says: """
        study.yaml:6:49: error: found `)`; write slice(x, axis: 1, from: 0, to: 2)
              6 |     fit:     { minimize: 'sum(slice(out, from: 0))' }
                |                                                 ^
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'sum(slice(out, axis: 0, from: 2, to: 7))'",
      says: """
        study.yaml:6:31: error: slice: from 2 to 7 is no part of axis 0 of shape [3, 1]; it has 3 \
        elements
              6 |     fit:     { minimize: 'sum(slice(out, axis: 0, from: 2, to: 7))' }
                |                               ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'crossEntropy(out, sum(out))'",
      says: """
        study.yaml:6:27: error: crossEntropy: a cross-entropy of logits of shape [3, 1] wants a \
        target of shape [3] (class indices) or [3, 1] (probabilities), found []
              6 |     fit:     { minimize: 'crossEntropy(out, sum(out))' }
                |                           ^~~~~~~~~~~~~~~~~~~~~~~~~~~
        """),
    BadFile(
      "mean(square(5 - sum(out)))", "'sum(out + [1])'",
      says: """
        study.yaml:6:37: error: found `[`, wanted a number, a name, a call or a parenthesis
              6 |     fit:     { minimize: 'sum(out + [1])' }
                |                                     ^
        """),
  ]
}
