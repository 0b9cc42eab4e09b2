import Records
import Tensors

/// The losses as a method for positive losses takes them, with what must be remembered for it.
///
///     L̃ᵢ = Lᵢ   (ratio),   L̃ᵢ = exp((Lᵢ − Lᵢ(0))/uᵢ)   (exponential)
///
/// `uᵢ` is the objective's declared unit, or the norm of its gradient at the first step. Since
/// `∇L̃ᵢ = L̃ᵢ/uᵢ ∇Lᵢ`, both are told by their logarithm and the slope of it.
public struct MeasuredLosses: Codable, Sendable {
  private let measure: LossMeasure
  private var initial: [Double] = []
  private var units: [Double?]

  init(_ measure: LossMeasure, for objectives: [Objective]) {
    (self.measure, units) = (measure, objectives.map(\.unit))
  }

  /// Takes the first step's losses for `L(0)`, once.
  ///
  /// - Throws: ``StrategyFailure`` where a unit is wanted and no gradient tells one.
  mutating func begin(_ evidence: some Evidence) throws(StrategyFailure) {
    guard initial.isEmpty else { return }
    if measure == .exponential {
      for i in units.indices where units[i] == nil {
        let norm = evidence.gradientUnit(i)
        guard norm > 0 else {
          throw StrategyFailure(
            "exponential losses take the gradient norm at the first step as the unit of objective "
              + "\(i + 1), but it is \(norm); declare a unit")
        }
        units[i] = norm
      }
    }
    initial = evidence.losses
  }

  /// `ln L̃ᵢ`.
  func log(_ i: Int, _ loss: Double) -> Double {
    measure == .ratio ? Elementary.log(loss) : (loss - initial[i]) / unit(i)
  }

  /// `∂ ln L̃ᵢ / ∂Lᵢ`.
  func logSlope(_ i: Int, _ loss: Double) -> Double {
    measure == .ratio ? 1 / loss : 1 / unit(i)
  }

  /// `eˣ ∂L̃ᵢ/∂Lᵢ`, which stays in range where one factor leaves it; infinite where both do.
  func slope(_ i: Int, _ loss: Double, timesExp x: Double) -> Double {
    measure == .ratio ? Elementary.exp(x) : Elementary.exp(x + log(i, loss)) / unit(i)
  }

  /// `eˣ L̃ᵢ`.
  ///
  /// - Throws: ``StrategyFailure`` where an exponential leaves the range of numbers.
  func value(_ i: Int, _ loss: Double, timesExp x: Double) throws(StrategyFailure) -> Double {
    try exp(i, x + log(i, loss))
  }

  /// `L̃ᵢ` at one loss over `L̃ᵢ` at another.
  ///
  /// - Throws: ``StrategyFailure`` where an exponential leaves the range of numbers.
  func ratio(
    _ i: Int, _ loss: Double, to former: Double
  ) throws(StrategyFailure) -> Double {
    measure == .ratio ? loss / former : try exp(i, (loss - former) / unit(i))
  }

  /// `L̃ᵢ/L̃ᵢ(0)`.
  ///
  /// - Throws: ``StrategyFailure`` where an exponential leaves the range of numbers.
  func relative(_ i: Int, _ loss: Double) throws(StrategyFailure) -> Double {
    try ratio(i, loss, to: initial[i])
  }

  private func exp(_ i: Int, _ exponent: Double) throws(StrategyFailure) -> Double {
    let result = Elementary.exp(exponent)
    guard result == .infinity, measure == .exponential else { return result }
    throw StrategyFailure(
      "exponential losses: that of objective \(i + 1) is e^\(exponent), too large a number")
  }

  private func unit(_ i: Int) -> Double { units[i] ?? 1 }
}
