public import Records
public import Strategies
public import Tensors

/// A made-up run: costs and gradients that change from step to step, so that lost state shows.
public struct MovingProblem: Sendable, CustomStringConvertible {
  /// The name.
  public let description: String
  /// The objectives, minimized and maximized in turn.
  public let objectives: [Objective]
  /// The values in their own directions, by step.
  public var values: [[Double]]
  /// The gradients of the costs, by step.
  public var jacobians: [Matrix]

  /// Draws a run of `m` objectives and `n` parameters whose costs stay positive.
  public init(
    _ name: String, objectives m: Int, parameters n: Int, scales: [Double]? = nil, steps: Int = 6,
    seed: UInt64
  ) {
    var random = RandomStream(seed: seed, purpose: .data)
    description = name
    objectives = (0..<m).map { Objective("o\($0)", $0 % 2 == 0 ? .minimize : .maximize) }
    isWellConditioned = n >= m
    let scales = scales ?? Array(repeating: 1, count: m)
    values = (0..<steps).map { _ in
      (0..<m).map { ($0 % 2 == 0 ? 1 : -1) * scales[$0] * random.uniform(0.5, 2) }
    }
    jacobians = (0..<steps).map { _ in
      Matrix((0..<m).map { i in (0..<n).map { _ in scales[i] * random.normal() } })
    }
  }

  /// The runs on which every law is checked.
  public static let all = [
    MovingProblem("two objectives", objectives: 2, parameters: 3, seed: 1),
    MovingProblem("five objectives", objectives: 5, parameters: 4, seed: 2),
    MovingProblem("one objective", objectives: 1, parameters: 3, seed: 3),
    MovingProblem(
      "scales six decades apart", objectives: 3, parameters: 10, scales: [1e-3, 1, 1e3], seed: 4),
  ]

  /// Drawn Jacobians, of two steps each: `m` from 2 to 16, `n` from 1 to 200, ranks full and
  /// deficient, rows over up to twelve decades.
  public static let drawn = (0..<24).map { MovingProblem(RandomJacobian(seed: $0)) }

  /// Whether the rows at every step are independent, with room to spare.
  public var isWellConditioned = true

  /// A run whose first step has a drawn Jacobian, and whose second one its rows in other lengths.
  public init(_ drawn: RandomJacobian) {
    var random = RandomStream(seed: UInt64(drawn.seed), purpose: .data, index: 3)
    let m = drawn.matrix.rows
    description = drawn.description
    objectives = (0..<m).map { Objective("o\($0)", $0 % 2 == 0 ? .minimize : .maximize) }
    let norms = (0..<m).map { i in
      drawn.matrix.row(i).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    values = (0..<2).map { _ in
      (0..<m).map { ($0 % 2 == 0 ? 1 : -1) * norms[$0] * random.uniform(0.5, 2) }
    }
    let factors = (0..<m).map { _ in random.uniform(0.5, 2) }
    jacobians = [drawn.matrix, drawn.scaled { factors[$0] }.matrix]
    isWellConditioned = drawn.isWellConditioned
  }

  /// One step of it.
  public func pass(_ step: Int) -> GivenPass {
    GivenPass(
      costs: objectives.costs(of: values[step]), jacobian: jacobians[step], step: step)
  }

  /// The same run with its objectives in another order.
  public func permuted(_ order: [Int]) -> MovingProblem {
    var copy = MovingProblem(description, objectives: order.map { objectives[$0] }, like: self)
    copy.values = values.map { row in order.map { row[$0] } }
    copy.jacobians = jacobians.map { j in Matrix(order.map { Array(j.row($0)) }) }
    return copy
  }

  /// The same run with one objective multiplied by a positive number.
  public func scaled(_ objective: Int, by factor: Double) -> MovingProblem {
    var copy = self
    for step in values.indices {
      copy.values[step][objective] *= factor
      for k in 0..<jacobians[step].columns { copy.jacobians[step][objective, k] *= factor }
    }
    return copy
  }

  /// The same run with all objectives multiplied by a positive number.
  public func scaled(by factor: Double) -> MovingProblem {
    objectives.indices.reduce(self) { $0.scaled($1, by: factor) }
  }

  /// The same run with its parameters' space reflected, `J − 2 (J u) uᵀ`.
  public func reflected(_ u: [Double]) -> MovingProblem {
    var copy = self
    for step in values.indices {
      let products = jacobians[step].products(with: Matrix([u]))
      for i in objectives.indices {
        for k in u.indices { copy.jacobians[step][i, k] -= 2 * products[i, 0] * u[k] }
      }
    }
    return copy
  }

  /// The same run with an objective counted twice.
  public func duplicated(_ objective: Int) -> MovingProblem {
    permuted(Array(objectives.indices) + [objective])
  }

  /// The same run with one more objective whose gradient is zero.
  public func withIdleObjective() -> MovingProblem {
    var copy = MovingProblem(
      description, objectives: objectives + [Objective("idle", .minimize)], like: self)
    copy.values = values.map { $0 + [1] }
    copy.jacobians = jacobians.map { j in
      Matrix((0..<j.rows).map { Array(j.row($0)) } + [Array(repeating: 0, count: j.columns)])
    }
    return copy
  }

  private init(_ name: String, objectives: [Objective], like other: MovingProblem) {
    (description, self.objectives) = (name, objectives)
    (values, jacobians) = (other.values, other.jacobians)
  }
}
