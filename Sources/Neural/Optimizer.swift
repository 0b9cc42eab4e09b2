/// A rule that turns a gradient into an update, with PyTorch's semantics and defaults.
public enum Optimizer: Hashable, Codable, Sendable {
  /// Gradient descent.
  ///
  ///     g ← g + λ p;   v ← μ v + g (v ← g at the first step);   p ← p − η v
  case sgd(learningRate: Double = 0.001, momentum: Double = 0, weightDecay: Double = 0)

  /// Adam.
  ///
  ///     g ← g + λ p;   m ← m + (1 − β₁)(g − m);   v ← β₂ v + (1 − β₂) g²
  ///     p ← p − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
  ///
  /// - SeeAlso: Kingma & Ba (ICLR 2015); torch.optim.Adam.
  case adam(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 0)
}

extension Optimizer: CustomStringConvertible {
  /// The name and settings, for instance `adam learningRate 0.001`; defaults other than the
  /// learning rate are left out.
  public var description: String {
    switch self {
    case .sgd(let rate, let momentum, let decay):
      "sgd learningRate \(rate)" + Self.part("momentum", momentum, 0)
        + Self.part("weightDecay", decay, 0)
    case .adam(let rate, let beta1, let beta2, let epsilon, let decay):
      "adam learningRate \(rate)" + Self.part("beta1", beta1, 0.9)
        + Self.part("beta2", beta2, 0.999) + Self.part("epsilon", epsilon, 1e-8)
        + Self.part("weightDecay", decay, 0)
    }
  }

  private static func part(_ name: String, _ value: Double, _ standard: Double) -> String {
    value == standard ? "" : " \(name) \(value)"
  }
}
