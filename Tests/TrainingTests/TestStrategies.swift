import Records
import Strategies
import Tensors

extension StrategyCard {
  /// A card for a strategy that only tests know.
  static func test(_ id: String) -> StrategyCard {
    StrategyCard(
      id: id, title: id, rule: "for tests", reference: Reference("none", url: "https://none"),
      claims: [], weightSum: "varies")
  }
}

/// Descends the plain sum of all gradients, as a direction.
struct SumDirection: Strategy {
  static let card = StrategyCard.test("sum-direction")

  func decide(
    _ evidence: Jacobian, state: inout Stateless, random: inout RandomStream,
    into decision: inout Decision
  ) {
    let j = evidence.matrix
    decision.setDirection(count: j.columns) { direction in
      for k in 0..<j.columns { direction[k] = (0..<j.rows).reduce(0) { $0 + j[$1, k] } }
    }
  }
}

/// Weighs each objective by the largest magnitude in its gradient by the requested parameters and
/// a random number, so that evidence, request and stream all show in the numbers.
struct LargestElement: Strategy {
  static let card = StrategyCard.test("largest-element")
  var request = Request()

  func decide(
    _ evidence: Jacobian, state: inout Stateless, random: inout RandomStream,
    into decision: inout Decision
  ) {
    for i in evidence.losses.indices {
      let largest = evidence.matrix.row(i).reduce(0) { max($0, $1.magnitude) }
      decision.weights[i] = random.uniform() / (1 + largest)
    }
  }
}

/// Fixed weights that asks for the Jacobian all the same.
struct FixedWithJacobian: Strategy {
  static let card = StrategyCard.test("fixed-with-jacobian")
  let weights: [Double]

  func decide(
    _ evidence: Jacobian, state: inout Stateless, random: inout RandomStream,
    into decision: inout Decision
  ) {
    decision.weights = weights
  }
}

/// Weights of 1, and another number for the first from a step on.
struct SuddenWeight: Strategy {
  static let card = StrategyCard.test("sudden-weight")
  let step: Int
  let weight: Double

  func decide(
    _ evidence: Losses, state: inout Stateless, random: inout RandomStream,
    into decision: inout Decision
  ) {
    for i in evidence.losses.indices { decision.weights[i] = 1 }
    if evidence.position.step >= step { decision.weights[0] = weight }
  }
}

/// A constant direction of `count` elements at even steps; weights of 1 at odd ones.
struct NowAndThen: Strategy {
  static let card = StrategyCard.test("now-and-then")
  let count: Int

  func decide(
    _ evidence: Losses, state: inout Stateless, random: inout RandomStream,
    into decision: inout Decision
  ) {
    for i in evidence.losses.indices { decision.weights[i] = 1 }
    guard evidence.position.step.isMultiple(of: 2) else { return }
    decision.setDirection(count: count) { for k in 0..<count { $0[k] = Double(k + 1) } }
  }
}
