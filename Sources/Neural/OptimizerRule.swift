/// A rule that turns a gradient `g` into an update of the parameters `p`, with learning rate `η`
/// and, at the step `t = 1, 2, …`, moments that begin at zero.
///
/// The `λ` of a weight decay is added to the gradient, `g ← g + λ p`, but for AdamW.
public enum OptimizerRule: Hashable, Codable, Sendable {
  /// Gradient descent.
  ///
  ///     v ← μ v + (1 − τ) g (v ← g at the first step);   p ← p − η v
  ///     with Nesterov's momentum                          p ← p − η (g + μ v)
  ///
  /// - SeeAlso: torch.optim.SGD; Sutskever et al. (ICML 2013).
  case sgd(
    learningRate: Double, momentum: Double, dampening: Double, nesterov: Bool, weightDecay: Double)

  /// Adam.
  ///
  ///     m ← m + (1 − β₁)(g − m);   v ← β₂ v + (1 − β₂) g²
  ///     p ← p − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
  ///
  /// - SeeAlso: Kingma & Ba (ICLR 2015); torch.optim.Adam.
  case adam(
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)

  /// Adam whose weight decay is apart from the gradient.
  ///
  ///     p ← (1 − η λ) p, then as Adam
  ///
  /// - SeeAlso: Loshchilov & Hutter (ICLR 2019); torch.optim.AdamW.
  case adamW(
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)

  /// RMSprop with the smoothing constant `α`.
  ///
  ///     v ← α v + (1 − α) g²;   plain     s = √v
  ///     a ← a + (1 − α)(g − a); centered  s = √(v − a²)
  ///     b ← μ b + g / (s + ε);  p ← p − η b
  ///
  /// - SeeAlso: Tieleman & Hinton (Coursera lecture 6.5, 2012); Graves (arXiv 1308.0850), eq. 38–45,
  ///   for the centered form; torch.optim.RMSprop, where `α` is `alpha`.
  case rmsprop(
    learningRate: Double, smoothing: Double, epsilon: Double, momentum: Double, centered: Bool,
    weightDecay: Double)

  /// Adagrad with the learning rate's own decay `δ`; `v` begins at the initial accumulator.
  ///
  ///     v ← v + g²;   p ← p − η/(1 + (t − 1) δ) · g / (√v + ε)
  ///
  /// - SeeAlso: Duchi et al. (JMLR 12, 2011); torch.optim.Adagrad.
  case adagrad(
    learningRate: Double, learningRateDecay: Double, initialAccumulator: Double, epsilon: Double,
    weightDecay: Double)

  /// The learning rate `η` that a schedule starts from.
  public var learningRate: Double {
    switch self {
    case .sgd(let rate, _, _, _, _), .adam(let rate, _, _, _, _), .adamW(let rate, _, _, _, _),
      .rmsprop(let rate, _, _, _, _, _), .adagrad(let rate, _, _, _, _):
      rate
    }
  }

  /// What each kept moment begins with: one number a moment.
  var initialMoments: [Double] {
    switch self {
    case .sgd(_, let momentum, _, _, _): momentum == 0 ? [] : [0]
    case .adam, .adamW: [0, 0]
    case .rmsprop(_, _, _, let momentum, let centered, _):
      momentum == 0 && !centered ? [0] : [0, 0, 0]
    case .adagrad(_, _, let initial, _, _): [initial]
    }
  }
}

extension OptimizerRule {
  /// The factors `β₁` and `β₂` whose powers count the steps; `nil` for a rule that has none.
  var decays: (first: Double, second: Double)? {
    switch self {
    case .adam(_, let beta1, let beta2, _, _), .adamW(_, let beta1, let beta2, _, _):
      (beta1, beta2)
    case .sgd, .rmsprop, .adagrad: nil
    }
  }
}

extension OptimizerRule {
  /// What draws parameters towards 0, with a gradient of 0 too.
  public var weightDecay: Double {
    switch self {
    case .sgd(_, _, _, _, let decay), .adam(_, _, _, _, let decay), .adamW(_, _, _, _, let decay),
      .rmsprop(_, _, _, _, _, let decay), .adagrad(_, _, _, _, let decay):
      decay
    }
  }
}

extension OptimizerRule: CustomStringConvertible {
  /// The name and settings; defaults other than the learning rate are left out.
  public var description: String {
    switch self {
    case .sgd(let rate, let momentum, let dampening, let nesterov, let decay):
      Self.text(
        "sgd", rate,
        [
          ("momentum", momentum, 0), ("dampening", dampening, 0),
          ("nesterov", nesterov ? 1 : 0, 0), ("weightDecay", decay, 0),
        ])
    case .adam(let rate, let beta1, let beta2, let epsilon, let decay):
      Self.text("adam", rate, Self.adamParts(beta1, beta2, epsilon) + [("weightDecay", decay, 0)])
    case .adamW(let rate, let beta1, let beta2, let epsilon, let decay):
      Self.text(
        "adamw", rate, Self.adamParts(beta1, beta2, epsilon) + [("weightDecay", decay, 0.01)])
    case .rmsprop(let rate, let smoothing, let epsilon, let momentum, let centered, let decay):
      Self.text(
        "rmsprop", rate,
        [
          ("smoothing", smoothing, 0.99), ("epsilon", epsilon, 1e-8), ("momentum", momentum, 0),
          ("centered", centered ? 1 : 0, 0), ("weightDecay", decay, 0),
        ])
    case .adagrad(let rate, let rateDecay, let initial, let epsilon, let decay):
      Self.text(
        "adagrad", rate,
        [
          ("learningRateDecay", rateDecay, 0), ("initialAccumulator", initial, 0),
          ("epsilon", epsilon, 1e-10), ("weightDecay", decay, 0),
        ])
    }
  }

  private typealias Part = (name: String, value: Double, standard: Double)

  private static func adamParts(_ beta1: Double, _ beta2: Double, _ epsilon: Double) -> [Part] {
    [("beta1", beta1, 0.9), ("beta2", beta2, 0.999), ("epsilon", epsilon, 1e-8)]
  }

  /// Flags are named alone, numbers with their values.
  private static func text(_ name: String, _ rate: Double, _ parts: [Part]) -> String {
    parts.reduce("\(name) learningRate \(rate)") { text, part in
      if part.value == part.standard { return text }
      let isFlag = part.name == "nesterov" || part.name == "centered"
      return text + " \(part.name)" + (isFlag ? "" : " \(part.value)")
    }
  }
}
