import Testing

@testable import Studies

/// What is said about keys that are missing, unknown or given twice.
@Suite struct StudyFileKeyTests {
  @Test(arguments: cases) func message(of file: BadFile) {
    #expect(file.message == file.expected)
  }

  private static let cases: [BadFile] = [
    BadFile(
      "steps: 10000", "",
      says: """
        study.yaml:1:1: error: the study lacks the key `steps`; known keys: name, problem, \
        optimizer, arms, seeds, steps, precision
              1 | name: two-scales
                | ^
        """),
    BadFile(
      "steps: 10000", "stesp: 10000",
      says: """
        study.yaml:14:1: error: unknown key `stesp`; did you mean `steps`? known keys: name, \
        problem, optimizer, arms, seeds, steps, precision
             14 | stesp: 10000
                | ^~~~~
        """),
    BadFile(
      """
      problem:

      """,
      """
      problem: 5
      problems:

      """,
      says: """
        study.yaml:3:1: error: unknown key `problems`; did you mean `problem`? known keys: \
        name, problem, optimizer, arms, seeds, steps, precision
              3 | problems:
                | ^~~~~~~~
        """),
    BadFile(
      "seeds: 30", "sedes: 30",
      says: """
        study.yaml:13:1: error: unknown key `sedes`; did you mean `seeds`? known keys: name, \
        problem, optimizer, arms, seeds, steps, precision
             13 | sedes: 30
                | ^~~~~
        """),
    BadFile(
      "optimizer:", "Optimizer:",
      says: """
        study.yaml:8:1: error: unknown key `Optimizer`; did you mean `optimizer`? known keys: \
        name, problem, optimizer, arms, seeds, steps, precision
              8 | Optimizer: { adam: { learningRate: 0.001 } }
                | ^~~~~~~~~
        """),
    BadFile(
      "  model:", "  modle:",
      says: """
        study.yaml:4:3: error: unknown key `modle`; did you mean `model`? known keys: catalog, \
        data, batch, model, parameters, objectives, evaluation
              4 |   modle: { layers: [1, 5, 10, 1], activation: relu }
                |   ^~~~~
        """),
    BadFile(
      "activation: relu", "activatoin: relu",
      says: """
        study.yaml:4:35: error: unknown key `activatoin`; did you mean `activation`? known \
        keys: layers, activation, outputActivation, bias, input, dropout, layerNorm, heads
              4 |   model: { layers: [1, 5, 10, 1], activatoin: relu }
                |                                   ^~~~~~~~~~
        """),
    BadFile(
      "activation: relu", "activation: rleu",
      says: """
        study.yaml:4:47: error: activation: found `rleu`, wanted one of relu, tanh, sigmoid, \
        gelu, silu, softplus, leakyReLU, elu; did you mean `relu`?
              4 |   model: { layers: [1, 5, 10, 1], activation: rleu }
                |                                               ^~~~
        """),
    BadFile(
      "minimize", "minimise",
      says: """
        study.yaml:6:16: error: unknown key `minimise`; did you mean `minimize`? known keys: \
        minimize, maximize, unit, aspiration
              6 |     fit:     { minimise: mean(square(5 - sum(out))) }
                |                ^~~~~~~~
        """),
    BadFile(
      "uniform: [3, 1]", "unifrom: [3, 1]",
      says: """
        study.yaml:3:23: error: unknown key `unifrom`; did you mean `uniform`? known keys: \
        uniform, normal, grid, constant
              3 |   data: { features: { unifrom: [3, 1] } }
                |                       ^~~~~~~
        """),
    BadFile(
      "uniform: [3, 1]", "uniform: { shape: [3, 1], lowr: 1 }",
      says: """
        study.yaml:3:49: error: unknown key `lowr`; did you mean `lower`? known keys: shape, \
        lower, upper
              3 |   data: { features: { uniform: { shape: [3, 1], lowr: 1 } } }
                |                                                 ^~~~
        """),
    BadFile(
      "learningRate: 0.001", "learning_rate: 0.001",
      says: """
        study.yaml:8:22: error: unknown key `learning_rate`; did you mean `learningRate`? known \
        keys: learningRate, beta1, beta2, epsilon, weightDecay, schedule, clip
              8 | optimizer: { adam: { learning_rate: 0.001 } }
                |                      ^~~~~~~~~~~~~
        """),
    BadFile(
      "adam: {", "adma: {",
      says: """
        study.yaml:8:14: error: unknown key `adma`; did you mean `adam`? known keys: adam, adamw, \
        sgd, rmsprop, adagrad
              8 | optimizer: { adma: { learningRate: 0.001 } }
                |              ^~~~
        """),
    BadFile(
      "{ adam: { learningRate: 0.001 } }", "lion",
      says: """
        study.yaml:8:12: error: optimizer: found `lion`, wanted one of adam, adamw, sgd, rmsprop, \
        adagrad
              8 | optimizer: lion
                |            ^~~~
        """),
    BadFile(
      "gradnorm:", "gradnom:",
      says: """
        study.yaml:11:5: error: unknown strategy `gradnom`; did you mean `gradnorm`? \
        `poise strategies` lists all \(BadFile.strategies)
             11 |   - gradnom: { alpha: 1.5 }
                |     ^~~~~~~
        """),
    BadFile(
      "alpha: 1.5", "alhpa: 1.5",
      says: """
        study.yaml:11:17: error: unknown setting `alhpa`; did you mean `alpha`? known settings: \
        alpha, learningRate, optimizer, parameters, losses
             11 |   - gradnorm: { alhpa: 1.5 }
                |                 ^~~~~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "gradnorn",
      says: """
        study.yaml:11:5: error: unknown strategy `gradnorn`; did you mean `gradnorm`? \
        `poise strategies` lists all \(BadFile.strategies)
             11 |   - gradnorn
                |     ^~~~~~~~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "{ gradnorm: { alpha: 1.5 }, equal: {} }",
      says: """
        study.yaml:11:33: error: found a second strategy in one arm; begin another entry with `-`
             11 |   - { gradnorm: { alpha: 1.5 }, equal: {} }
                |                                 ^~~~~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "{ gradnorm: { alpha: 1.5 }, nmae: x }",
      says: """
        study.yaml:11:33: error: unknown key `nmae`; did you mean `name`? known keys: name, \
        optimizer
             11 |   - { gradnorm: { alpha: 1.5 }, nmae: x }
                |                                 ^~~~
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "{ name: x }",
      says: """
        study.yaml:11:5: error: the arm has no strategy; wanted one such as `equal`; \
        `poise strategies` lists them
             11 |   - { name: x }
                |     ^
        """),
    BadFile(
      "gradnorm: { alpha: 1.5 }", "equal-normalized: { alpha: 1 }",
      says: """
        study.yaml:11:25: error: equal-normalized has no settings; remove `alpha`
             11 |   - equal-normalized: { alpha: 1 }
                |                         ^~~~~
        """),
  ]
}
