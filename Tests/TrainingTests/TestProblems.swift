import Neural
import Records
import Strategies
import Tensors
import Training

/// Small problems whose numbers a test can work out by hand.
enum TestProblems {
  /// `a = Σp²` to be made small and `b = Σp` to be made large, from `p = (3, 4)`.
  static func pull(from start: [Double] = [3, 4]) -> Problem {
    let p = Parameter([start.count], .values(start))
    return problem([("p", p)]) { _ in
      [
        ObjectiveTerm(Objective("a", .minimize), sum(square(p.tensor))),
        ObjectiveTerm(Objective("b", .maximize), sum(p.tensor)),
      ]
    }
  }

  /// Two scales, as the documentation has it: 81 parameters.
  static func twoScales() -> Problem {
    let net = Sequential {
      Dense(1, 5)
      ReLU()
      Dense(5, 10)
      ReLU()
      Dense(10, 1)
    }
    return Problem("two scales", model: net, batch: .uniform([3, 1])) { net, features in
      Minimize("fit", mean(square(5 - sum(net(features)))))
      Maximize("weights", sum(net.parameters))
    }
  }

  /// A trunk and two heads; every objective reaches the trunk, one each head.
  struct Forked: Layer {
    let trunk = Sequential {
      Dense(3, 7)
      Tanh()
      Dense(7, 5)
      Tanh()
    }
    let left = Dense(5, 2)
    let right = Dense(5, 1)

    func callAsFunction(_ input: Tensor) -> Tensor { left(trunk(input)) }
  }

  static func forked() -> Problem {
    Problem("forked", model: Forked(), batch: .normal([5, 3])) { model, features in
      Minimize("left", mean(square(model.left(model.trunk(features)) - 1)))
      Minimize("right", mean(abs(model.right(model.trunk(features)) + 2)))
      Maximize("spread", mean(square(model.trunk(features))))
    }
  }

  static func problem(
    _ parameters: [(name: String, parameter: Parameter)], data: [String: DataSource] = [:],
    evaluation: [String: DataSource]? = nil, trace: Problem.Trace
  ) -> Problem {
    do {
      return try Problem(
        "test", parameters: parameters, data: data, evaluation: evaluation, trace: trace)
    } catch { preconditionFailure("\(error)") }
  }
}

extension LaneTask {
  /// A run of a strategy with plain gradient descent.
  init(_ strategy: any Strategy, seed: Int = 0, rate: Double = 0.01) {
    self.init(
      arm: "\(type(of: strategy).card.id)", member: 0, seed: seed, strategy: strategy,
      optimizer: .sgd(learningRate: rate))
  }
}

/// Trains a block and returns its runs.
func train<Number: LaneNumber>(
  _ plan: TrainingPlan, _ tasks: [LaneTask], _ type: Number.Type = Double.self,
  width: LaneWidth = .eight, set: InstructionSet = .best
) throws -> [Run] {
  try BlockTrainer<Number>(plan, tasks: tasks, width: width, set: set).train()
}

extension Run {
  /// Everything that was recorded, NaN included, in a form that can be compared.
  var bits: [String: [UInt64]] {
    var bits = trace.evidence.mapValues { $0.map(\.bitPattern) }
    for (i, column) in trace.values.enumerated() { bits["value \(i)"] = column.map(\.bitPattern) }
    bits["steps"] = trace.steps.map { UInt64($0) }
    return bits
  }

  /// A column of evidence; empty where there is none.
  func column(_ name: String) -> [Double] { trace.evidence[name] ?? [] }
}
