/// A Gramian whose rows are scaled to unit length, in memory borrowed for one decision.
///
///     Ĝᵢⱼ = Gᵢⱼ / (rᵢ rⱼ),   rᵢ = √Gᵢᵢ
///
/// A method that looks for weights `w` looks for `x = r ⊙ w` instead: the same problem, but no
/// scale of a loss can hide a row. An idle row, of norm 0, has a scale of 1 and only zeros in `Ĝ`.
struct ScaledGramian {
  /// The number of objectives `m`.
  let count: Int
  /// The cosines `Ĝ`, of shape `[m, m]`.
  let cosines: UnsafeMutablePointer<Double>
  /// The scales `r`, of shape `[m]`: the norms, and 1 for an idle row.
  let scales: UnsafeMutablePointer<Double>
  /// Their reciprocals `1/r`, of shape `[m]`.
  let reciprocals: UnsafeMutablePointer<Double>
  /// Whether some row is idle.
  private(set) var hasIdleRows = false

  /// What a library adds to the Gramian before it solves.
  enum Regularization {
    /// Nothing.
    case none
    /// `G/tr G + 1e-4·I`, and `1e-4·I` where `tr G < 1e-4`: TorchJD's.
    case torchJD
  }

  /// The elements of memory that a scaled Gramian needs.
  @inline(__always) static func memory(_ m: Int) -> Int { m * m + 2 * m }

  /// Scales a Gramian of `m` rows into borrowed memory.
  @inline(__always)
  init(
    _ gramian: UnsafePointer<Double>, count m: Int, _ regularization: Regularization,
    memory: UnsafeMutablePointer<Double>
  ) {
    (count, cosines, scales) = (m, memory, memory + m * m)
    reciprocals = scales + m
    let (factor, ridge) = regularization.terms(gramian, m)
    for i in 0..<m {
      let square = factor * gramian[i * m + i] + ridge
      let isIdle = square == 0
      scales[i] = isIdle ? 1 : square.squareRoot()
      reciprocals[i] = 1 / scales[i]
      cosines[i * m + i] = isIdle ? 0 : 1
      if isIdle { hasIdleRows = true }
      for j in 0..<i {
        let cosine = factor * gramian[i * m + j] * reciprocals[i] * reciprocals[j]
        cosines[i * m + j] = cosine
        cosines[j * m + i] = cosine
      }
    }
  }

  /// One row of the cosines.
  func row(_ i: Int) -> UnsafeMutablePointer<Double> { cosines + i * count }

  /// Whether a row has norm 0.
  func isIdle(_ i: Int) -> Bool { cosines[i * count + i] == 0 }

  /// How far the terms of `Jᵀ w` cancel, `‖d‖/Σ|wᵢ|‖gᵢ‖`, where they do as far as the Gramian can
  /// tell: 0 where all terms are, `nil` where a direction is left.
  @inline(__always)
  func cancellation(_ x: UnsafeMutablePointer<Double>) -> Double? {
    var (square, total) = (0.0, 0.0)
    for i in 0..<count where !isIdle(i) {
      square += x[i] * row(i).dot(x, count)
      total += x[i].magnitude
    }
    if square > resolution * resolution * total * total { return nil }
    let ratio = total > 0 ? max(0, square).squareRoot() / total : 0
    return ratio <= resolution ? ratio : nil
  }

  /// Below this a cancellation is complete, as far as the Gramian can tell.
  ///
  /// Rounded to double precision, it resolves `‖d‖²` to a few units in the last place of
  /// `(Σ|wᵢ|‖gᵢ‖)²`; what lies below is not a direction but rounding.
  var resolution: Double { (4 * Double(count) * Double.ulpOfOne).squareRoot() }
}

extension ScaledGramian.Regularization {
  /// The factor and the ridge of `factor·G + ridge·I`.
  fileprivate func terms(
    _ gramian: UnsafePointer<Double>, _ m: Int
  ) -> (factor: Double, ridge: Double) {
    guard self == .torchJD else { return (1, 0) }
    let trace = (0..<m).reduce(0) { $0 + gramian[$1 * m + $1] }
    return trace < 1e-4 ? (0, 1e-4) : (1 / trace, 1e-4)
  }
}
