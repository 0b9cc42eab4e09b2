import Neural
import Records
import Strategies
public import Training

/// GradNorm's regression: tasks that are one function and a little of their own, at different
/// scales, on one trunk.
///
///     yᵢ = σᵢ tanh(x (B + εᵢ)),   B ~ N(0, 10), εᵢ ~ N(0, 3.5) entry by entry
public struct ManyScales: KnownProblem {
  /// The scale of each task, `σ`.
  public let scales: [Double]
  /// Elements of an input and of an output.
  public let inputs, outputs: Int
  /// Units of each of the four layers of the trunk.
  public let units: Int
  /// Rows of the data.
  public let samples: Int

  /// Chooses the sizes; those of the paper unless given.
  public init(
    scales: [Double] = [1, 100], inputs: Int = 250, outputs: Int = 100, units: Int = 100,
    samples: Int = 100
  ) {
    precondition(!scales.isEmpty, "the regression has a task or more")
    (self.scales, self.inputs, self.outputs) = (scales, inputs, outputs)
    (self.units, self.samples) = (units, samples)
  }

  /// The catalogue entry.
  public var card: ProblemCard {
    ProblemCard(
      id: "gradnorm-regression", title: "GradNorm's regression",
      formula: [
        "fᵢ = mean (headᵢ(trunk(x)) − yᵢ)², yᵢ = σᵢ tanh(x (B + εᵢ))",
        "B ~ N(0, 10), εᵢ ~ N(0, 3.5) entry by entry, x uniform in [0, 1)",
        "trunk of four layers with ReLU, one linear head a task",
      ],
      box: "a network; data, B and εᵢ are drawn for each seed",
      front: "not known",
      reference: Reference(
        "Chen et al. (ICML 2018), Sec. 4", url: "https://arxiv.org/abs/1711.02257"),
      settings: [
        SettingCard("scales", .numbers(.finite), "σ, one number a task"),
        SettingCard("inputs", .count(1...10_000), "elements of an input"),
        SettingCard("outputs", .count(1...10_000), "elements of an output"),
        SettingCard("units", .count(1...10_000), "units of each layer of the trunk"),
        SettingCard("samples", .count(1...1_000_000), "rows of the data, all of them a step"),
      ],
      notes: [
        "it checks how weights move, not what they are good for: the tanh saturates, the tasks "
          + "share B and Adam removes scale, so final errors hardly differ from equal weights",
        "10 and 3.5 are taken as standard deviations; the paper does not say",
      ])
  }

  /// All sizes.
  public var settings: ProblemSettings {
    [
      "scales": .list(scales.map(Setting.number)), "inputs": .number(Double(inputs)),
      "outputs": .number(Double(outputs)), "units": .number(Double(units)),
      "samples": .number(Double(samples)),
    ]
  }

  /// The same with other sizes.
  public func changed(_ settings: ProblemSettings) -> ManyScales {
    ManyScales(
      scales: settings.numbers("scales", or: scales) ?? scales,
      inputs: settings.whole("inputs", or: inputs),
      outputs: settings.whole("outputs", or: outputs), units: settings.whole("units", or: units),
      samples: settings.whole("samples", or: samples))
  }

  /// Nothing is known of it.
  public var front: KnownFront? { nil }

  /// Traces the problem.
  public func problem(named name: String) throws -> Problem {
    let trunk = Sequential {
      for k in 0..<4 {
        Dense(k == 0 ? inputs : units, units)
        ReLU()
      }
    }
    let heads = scales.map { _ in Dense(units, outputs) }
    var data: [String: DataSource] = [
      "features": .uniform([samples, inputs]),
      "shared": .normal(shape: [inputs, outputs], mean: 0, deviation: 10),
    ]
    for i in scales.indices {
      data["own\(i + 1)"] = .normal(shape: [inputs, outputs], mean: 0, deviation: 3.5)
    }
    let parameters =
      trunk.namedParameters.map { ("trunk.\($0.name)", $0.parameter) }
      + heads.enumerated().flatMap { i, head in
        head.namedParameters.map { ("head\(i + 1).\($0.name)", $0.parameter) }
      }
    return try Problem(name, parameters: parameters, data: data) { parts in
      let batch = Batch(parts)
      let hidden = trunk(batch["features"])
      return scales.enumerated().map { i, scale in
        let matrix = batch["shared"] + batch["own\(i + 1)"]
        let target = Tensor(scale) * tanh(matmul(batch["features"], matrix))
        return ObjectiveTerm(
          KnownFront.objective(i), meanSquaredError(heads[i](hidden), target))
      }
    }
  }
}
