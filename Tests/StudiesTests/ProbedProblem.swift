import Records
import Studies
import Testing

/// A problem as a study file has it, and what the diagnosis shall say of it.
struct ProbedProblem: Sendable, CustomTestStringConvertible {
  let name: String
  /// The lines under `problem:`.
  let problem: String
  var optimizer = "{ adam: { learningRate: 0.01 } }"
  /// The errors and warnings, as `severity kind objective`.
  var expected: [String] = []
  /// A part of the first one's evidence.
  var evidence = ""

  var testDescription: String { name }

  /// The whole file.
  var text: String {
    let lines = problem.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return """
      name: probed
      problem:
      \(lines)
      optimizer: \(optimizer)
      arms: [equal]
      seeds: 6
      steps: 50

      """
  }

  /// What is found, seed by seed the same.
  func diagnosis() throws -> Diagnosis {
    Diagnosis(of: try StudyFile.parse(text, name: "probed.yaml"), steps: 60)
  }

  // MARK: One planted fault each

  private static let network = """
    data: { features: { uniform: [8, 2] } }
    model: { layers: [2, 6, 1], activation: tanh }
    objectives:
      fit: { minimize: mean(square(out - 1)) }
    """

  private static let point = """
    parameters: { x: { uniform: [3] } }
    objectives:
      near: { minimize: sum(square(x - 2)) }
    """

  static let faulty = [
    ProbedProblem(
      name: "a sum without end",
      problem: network + "\n  weights: { maximize: sum(parameters) }",
      expected: ["warning unbounded weights"],
      evidence: "weights rises without bound along its own gradient, from 3 of 3 seeds: its pace "
        + "per unit of distance is 5 at the start, 5 after a distance of "),
    ProbedProblem(
      name: "a root of negative numbers in most seeds, later in the other",
      problem: """
        parameters: { x: { uniform: { shape: [3], lower: 0, upper: 1 } } }
        objectives:
          root: { minimize: mean(sqrt(x - 0.5)) }
          near: { minimize: mean(square(x - 1)) }
        """,
      expected: ["warning nonFinite root"],
      evidence: "root or its gradient is not finite before the first step, in 5 of 6 seeds (1, 2, 3"
    ),
    ProbedProblem(
      name: "a gradient some hundred times the other",
      problem: point + "\n  large: { minimize: 600 * sum(square(x - 1)) }",
      expected: ["warning dominates large"], evidence: "times as long as that of near"),
    ProbedProblem(
      name: "an overflow without end", problem: point + "\n  far: { maximize: sum(exp(x)) }",
      expected: ["warning unbounded far"], evidence: ", infinite after a distance of "),
    ProbedProblem(
      name: "a hinge that is satisfied",
      problem: network + "\n  hinge: { minimize: mean(relu(out - 100)) }",
      expected: ["warning floor hinge"], evidence: "begins at the best value it can have: it is 0"),
    ProbedProblem(
      name: "a minimum to begin with",
      problem: """
        parameters: { x: { uniform: [3] }, y: { constant: [0, 0] } }
        objectives:
          near: { minimize: sum(square(x - 2)) + sum(square(y - 3)) }
          met: { minimize: sum(square(y - 1)) + sum(square(y + 1)) }
        """, expected: ["warning floor met"], evidence: "it is 4 at seed 0"),
    ProbedProblem(
      name: "a hinge out of sight",
      problem: point + "\n  seen: { maximize: sum(tanh(relu(x - 100))) }",
      expected: ["warning idle seen"], evidence: "stays so when the parameters move by 10%"),
    ProbedProblem(
      name: "a saddle",
      problem: """
        parameters: { x: { constant: [0, 0] } }
        objectives:
          near: { minimize: sum(square(x - 2)) }
          product: { minimize: "tanh(sum(slice(x, axis: 0, to: 1)) * sum(slice(x, axis: 0, from: 1)))" }
        """, expected: ["warning idle product"], evidence: "though not nearby"),
    ProbedProblem(
      name: "an underflow", problem: point + "\n  faint: { minimize: sum(square(x + 1)) * 1e-50 }",
      expected: ["warning idle faint"], evidence: "in double precision its norm is at most "),
    ProbedProblem(
      name: "nothing moves",
      problem: """
        parameters: { x: { constant: [1, 1] } }
        objectives:
          one: { maximize: tanh(sum(relu(x - 100))) }
        """, expected: ["error frozen -", "warning idle one"]),
    ProbedProblem(
      name: "a folk remedy's scale",
      problem: point + "\n  huge: { minimize: 1e8 * sum(square(x + 1)) }",
      expected: ["warning dominates huge"], evidence: "as that of near at the start"),
    ProbedProblem(
      name: "one of three too small",
      problem: point + "\n  far: { minimize: sum(square(x + 1)) }"
        + "\n  tiny: { minimize: sum(square(x + 2)) * 1e-8 }",
      expected: ["warning dwarfed tiny"], evidence: "The longest gradient of the others is "),
    ProbedProblem(
      name: "a logarithm of nothing",
      problem: network + "\n  logged: { minimize: mean(log(out - 100)) }",
      expected: ["error nonFinite logged"], evidence: "`log` of −"),
    ProbedProblem(
      name: "an overflow of single precision",
      problem: point + "\n  steep: { minimize: exp(sum(square(x + 10))) / 1e130 }",
      expected: ["error nonFinite steep"], evidence: "`exp` of "),
    ProbedProblem(
      name: "a root's slope at zero",
      problem: """
        parameters: { x: { constant: [0, 0] } }
        objectives:
          near: { minimize: sum(square(x - 2)) }
          length: { minimize: sqrt(sum(square(x))) }
        """, expected: ["error nonFinite length"], evidence: "the derivative of `sqrt` of 0 is"),
    ProbedProblem(
      name: "dead units",
      problem: """
        data: { features: { uniform: [8, 2] } }
        parameters:
          w: { uniform: [2, 6] }
          v: { uniform: [6, 1] }
          b: { uniform: [1] }
        objectives:
          fit: { minimize: "mean(square(matmul(relu(matmul(features, w) - 100), v) + b - 3))" }
          size: { minimize: sum(square(v)) + sum(square(w)) + sum(square(b)) }
        """,
      expected: ["warning deadUnits -"],
      evidence: "Of 6 rectified units, 100% are 0 on the whole evaluation set"),
    ProbedProblem(
      name: "exact opposites",
      problem: """
        data: { features: { uniform: [8, 2] } }
        model: { layers: [2, 6, 1], activation: tanh }
        objectives:
          gain: { maximize: mean(tanh(out)) }
          loss: { minimize: mean(tanh(out)) }
        """, expected: ["warning opposed loss"], evidence: "gain and loss are opposite"),
    ProbedProblem(
      name: "a parameter that nothing uses",
      problem: """
        parameters: { x: { uniform: [3] }, y: { uniform: [2] } }
        objectives:
          near: { minimize: sum(square(x - 2)) }
          far: { minimize: sum(square(x + 2)) }
        """, expected: ["warning unusedParameters -"],
      evidence: "y (2 of 5 parameters) reach no objective"),
    ProbedProblem(
      name: "a step out of the domain",
      problem: """
        parameters: { x: { constant: [3] } }
        objectives:
          barrier: { minimize: sum(x - log(x)) }
        """, optimizer: "{ sgd: { learningRate: 5 } }", expected: ["warning diverges -"],
      evidence: "all 6 seeds broke down, the first at step 1"),
  ]

  // MARK: Nothing wrong

  static let sound = [
    ProbedProblem(
      name: "two heads",
      problem: """
        data: { features: { normal: [16, 3] }, a: { normal: [16, 1] }, b: { normal: [16, 1] } }
        model: { input: features, layers: [3, 8], activation: tanh, heads: { p: [1], q: [1] } }
        objectives:
          first: { minimize: mean(square(p - a)) }
          second: { minimize: mean(abs(q - b)) }
        """),
    ProbedProblem(
      name: "two bowls", problem: point + "\n  other: { minimize: sum(square(x + 2)) }"),
    ProbedProblem(name: "one objective", problem: point),
    ProbedProblem(
      name: "classes and a penalty",
      problem: """
        data: { features: { normal: [12, 2] }, classes: { constant: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2] } }
        model: { input: features, layers: [2, 8, 3], activation: tanh }
        objectives:
          error: { minimize: "crossEntropy(out, classes)" }
          size: { minimize: sum(square(parameters)) / 50 }
        """),
    ProbedProblem(
      name: "bounded and maximized", problem: network + "\n  high: { maximize: mean(sigmoid(out)) }"
    ),
    ProbedProblem(
      name: "slow without end",
      problem: point + "\n  slow: { maximize: sum(log(1 + square(x + 1))) }"),
    ProbedProblem(
      name: "a root that grows", problem: point + "\n  slow: { maximize: sum(sqrt(1 + abs(x))) }"),
    ProbedProblem(
      name: "levels off a million away",
      problem: point + "\n  flat: { maximize: 1000000 * sum(tanh(x / 1000000)) }"),
    ProbedProblem(
      name: "ten bowls",
      problem: "parameters: { x: { normal: [5] } }\nobjectives:\n"
        + (0..<10).map { "  o\($0): { minimize: sum(square(x - \($0))) }" }.joined(separator: "\n")),
    ProbedProblem(
      name: "small numbers, all alike",
      problem: """
        parameters: { x: { uniform: { shape: [3], lower: 0.00000001, upper: 0.00000002 } } }
        objectives:
          near: { minimize: sum(square(x - 0.00000003)) * 1e16 }
          far: { minimize: sum(square(x + 0.00000003)) * 1e16 }
        """),
  ]
}
