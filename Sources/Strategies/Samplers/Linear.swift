import Records
import Tensors

/// Linear scalarization by a preference, `s = Σ rᵢ Lᵢ`: what samplers make of the word `linear`.
struct Linear: Pure, Preferring {
  static var card: StrategyCard { Fixed.card }

  var preference: [Double]?

  func merit(of losses: [Double], in state: Stateless) -> Double? {
    let m = losses.count
    return (0..<m).reduce(0) { $0 + (preference?[$1] ?? 1 / Double(m)) * losses[$1] }
  }

  func decide(_ evidence: Losses, into decision: inout Decision) {
    let m = evidence.losses.count
    for i in 0..<m { decision.weights[i] = preference?[i] ?? 1 / Double(m) }
  }
}
