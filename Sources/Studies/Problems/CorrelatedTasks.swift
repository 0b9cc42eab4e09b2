import Neural
import Records
import Strategies
public import Training

/// Two regressions whose correlation is a dial: from the same task to its opposite.
///
///     y1 = a + sin a,   y2 = b + sin b,   a = c u1·x,   b = c (p u1 + √(1 − p²) u2)·x
///
/// `u1 ⊥ u2` are unit vectors, `x` and the noise are normal.
public struct CorrelatedTasks: KnownProblem {
  /// What the tasks share.
  public enum Sharing: String, CaseIterable, Sendable {
    /// A trunk, with a head of its own for each task.
    case trunk
    /// Everything: one output is to be near both targets.
    case output
  }

  /// The correlation `p` of the tasks, in [−1, 1]: the conflict dial.
  public let correlation: Double
  /// What the tasks share.
  public let sharing: Sharing
  /// Elements of an input, at least 2.
  public let inputs: Int
  /// Units of each of the two hidden layers.
  public let units: Int
  /// Rows of the data, all of them a step.
  public let samples: Int

  /// Chooses the dial and the sizes.
  public init(
    correlation: Double = -0.9, sharing: Sharing = .output, inputs: Int = 100, units: Int = 16,
    samples: Int = 256
  ) {
    precondition(correlation.magnitude <= 1, "a correlation is between −1 and 1")
    precondition(inputs >= 2, "two directions need two inputs")
    (self.correlation, self.sharing, self.inputs) = (correlation, sharing, inputs)
    (self.units, self.samples) = (units, samples)
  }

  /// The catalogue entry.
  public var card: ProblemCard {
    ProblemCard(
      id: "correlated-tasks", title: "Correlated tasks",
      formula: [
        "fᵢ = mean (outputᵢ − yᵢ)², y1 = a + sin a + noise, y2 = b + sin b + noise",
        "a = c u1·x, b = c (p u1 + √(1 − p²) u2)·x, c = 0.5, noise N(0, 0.01)",
      ],
      box: "a network of two hidden layers; x and the noise are normal, drawn for each seed",
      front: "not known; with one output, √f1 + √f2 is at least the root mean square of y1 − y2",
      reference: Reference(
        "Ma et al. (KDD 2018), Sec. 3.3", url: "https://doi.org/10.1145/3219819.3220007"),
      settings: [
        SettingCard("correlation", .number(-1...1), "p, the conflict dial: 1 the same task"),
        SettingCard(
          "sharing", .choice(Sharing.allCases.map(\.rawValue)),
          "output: one output for both targets; trunk: a head for each"),
        SettingCard("inputs", .count(2...10_000), "elements of an input"),
        SettingCard("units", .count(1...10_000), "units of each hidden layer"),
        SettingCard("samples", .count(1...1_000_000), "rows of the data, all of them a step"),
      ],
      notes: [
        "one output for both is ours: with heads of their own even opposite tasks agree",
        "u1 and u2 are (1, 1, …)/√n and (1, −1, …)/√n: a turn of x would change nothing",
      ])
  }

  /// Dial and sizes.
  public var settings: ProblemSettings {
    [
      "correlation": .number(correlation), "sharing": .text(sharing.rawValue),
      "inputs": .number(Double(inputs)), "units": .number(Double(units)),
      "samples": .number(Double(samples)),
    ]
  }

  /// The same with another dial or other sizes.
  public func changed(_ settings: ProblemSettings) -> CorrelatedTasks {
    CorrelatedTasks(
      correlation: settings.number("correlation", or: correlation),
      sharing: Sharing(rawValue: settings.word("sharing", or: sharing.rawValue)) ?? sharing,
      inputs: settings.whole("inputs", or: inputs), units: settings.whole("units", or: units),
      samples: settings.whole("samples", or: samples))
  }

  /// Not known.
  public var front: KnownFront? { nil }

  /// Traces the problem.
  public func problem(named name: String) throws -> Problem {
    let trunk = Sequential {
      Dense(inputs, units)
      ReLU()
      Dense(units, units)
      ReLU()
    }
    let heads = (0..<(sharing == .output ? 1 : 2)).map { _ in Dense(units, 1) }
    let parameters =
      trunk.namedParameters.map { ("trunk.\($0.name)", $0.parameter) }
      + heads.enumerated().flatMap { i, head in
        head.namedParameters.map { ("head\(i + 1).\($0.name)", $0.parameter) }
      }
    let data: [String: DataSource] = [
      "features": .normal([samples, inputs]),
      "noise": .normal(shape: [samples, 2], mean: 0, deviation: 0.01),
    ]
    return try Problem(name, parameters: parameters, data: data) { parts in
      let batch = Batch(parts)
      let hidden = trunk(batch["features"])
      return directions.enumerated().map { i, direction in
        let along = sum(batch["features"] * Tensor(direction), axes: [1])
        let noise = sum(slice(batch["noise"], axis: 1, from: i, to: i + 1), axes: [1])
        let output = sum(heads[min(i, heads.count - 1)](hidden), axes: [1])
        return ObjectiveTerm(
          KnownFront.objective(i), meanSquaredError(output, along + sin(along) + noise))
      }
    }
  }

  /// `c u1` and `c (p u1 + √(1 − p²) u2)`.
  private var directions: [[Double]] {
    // An odd last element is left out, so that the two stay orthogonal.
    let even = inputs / 2 * 2
    let length = 0.5 / Double(even).squareRoot()
    let rest = (1 - correlation * correlation).squareRoot()
    let first = (0..<inputs).map { $0 < even ? length : 0 }
    let second = (0..<inputs).map { $0 < even ? ($0 % 2 == 0 ? length : -length) : 0 }
    return [first, zip(first, second).map { correlation * $0 + rest * $1 }]
  }
}
