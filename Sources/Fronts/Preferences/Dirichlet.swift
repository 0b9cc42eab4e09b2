public import Tensors

/// Draws of the symmetric Dirichlet distribution on the simplex.
///
///     w = g/Σg,   gᵢ ~ Gamma(concentration)
///
/// A concentration of 1 is uniform, less prefers the corners, more the middle.
///
/// - SeeAlso: Marsaglia and Tsang, ACM TOMS 26 (2000), the gamma variates.
public enum Dirichlet {
  /// Draws a point.
  ///
  /// - Parameters:
  ///   - m: The number of weights.
  ///   - concentration: Positive, the same for all.
  ///   - stream: What it draws from.
  /// - Returns: Of shape `[m]`, none negative; the sum is 1 up to rounding.
  public static func draw(
    _ m: Int, concentration: Double, from stream: inout RandomStream
  ) -> [Double] {
    precondition(m >= 1 && concentration > 0, "a Dirichlet distribution has positive parameters")
    while true {
      let draws = (0..<m).map { _ in gamma(concentration, from: &stream) }
      let sum = draws.reduce(0, +)
      // With a tiny concentration all variates can underflow: such a draw says nothing.
      if sum > 0 { return draws.map { $0 / sum } }
    }
  }

  /// A gamma variate of unit scale.
  private static func gamma(_ shape: Double, from stream: inout RandomStream) -> Double {
    if shape < 1 {
      let boost = Elementary.power(1 - stream.uniform(), 1 / shape)
      return gamma(shape + 1, from: &stream) * boost
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = stream.normal()
      let t = 1 + c * x
      guard t > 0 else { continue }
      let v = t * t * t
      if Elementary.log(1 - stream.uniform()) < 0.5 * x * x + d - d * v + d * Elementary.log(v) {
        return d * v
      }
    }
  }
}
