import Neural
import Records
import Studies
import Training

/// Problems for tests of studies, made in Swift.
enum StudyProblems {
  static let net = Sequential {
    Dense(1, 5)
    ReLU()
    Dense(5, 10)
    ReLU()
    Dense(10, 1)
  }

  /// Two scales, with units where they are given.
  static func twoScales(fit: Double? = nil, weights: Double? = nil) -> Problem {
    Problem("two scales", model: net, batch: .uniform([3, 1])) { net, features in
      Minimize("fit", mean(square(5 - sum(net(features)))), unit: fit)
      Maximize("weights", sum(net.parameters), unit: weights)
    }
  }

  /// One objective of a network's output on four random rows.
  static func output(
    _ direction: Direction, of net: Sequential = net, _ value: (Tensor) -> Tensor
  ) throws -> Problem {
    let value = value(net(Tensor.data("features", shape: [4, 1])))
    return try Problem(
      "output", parameters: net.namedParameters, data: ["features": .uniform([4, 1])]
    ) { _ in [ObjectiveTerm(Objective("o", direction), value)] }
  }

  /// One objective of parameters that begin as given.
  static func direct(
    _ direction: Direction, from start: [Double], _ value: (Tensor) -> Tensor
  ) throws -> Problem {
    let p = Parameter([start.count], .values(start))
    return try Problem("direct", parameters: [("p", p)], data: [:]) { _ in
      [ObjectiveTerm(Objective("o", direction), value(p.tensor))]
    }
  }
}

extension Run {
  /// Everything that was recorded, NaN included, in a form that can be compared.
  var bits: [String: [UInt64]] {
    var bits = trace.evidence.mapValues { $0.map(\.bitPattern) }
    for (i, column) in trace.values.enumerated() { bits["value \(i)"] = column.map(\.bitPattern) }
    return bits
  }
}
