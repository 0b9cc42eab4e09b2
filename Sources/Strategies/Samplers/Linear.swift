import Records
import Tensors

/// Linear scalarization by a preference, `s = Σ rᵢ Lᵢ`: what samplers make of the word `linear`.
struct Linear: Pure, Preferring {
  static var card: StrategyCard { Fixed.card }

  var preference: [Double]?

  func decide(_ evidence: Losses, into decision: inout Decision) {
    let m = evidence.losses.count
    for i in 0..<m { decision.weights[i] = preference?[i] ?? 1 / Double(m) }
  }
}
