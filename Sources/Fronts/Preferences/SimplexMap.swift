internal import Tensors

/// The map from the cube to the simplex that keeps uniform points uniform.
///
///     w₁ = 1 − u₁^(1/(m−1)),   wₖ = (1 − w₁ − … − wₖ₋₁)(1 − uₖ^(1/(m−k))),   the last takes the rest
///
/// One to one and smooth inside, so that even points stay even (sorting the coordinates instead
/// would fold the cube and bring points on top of each other).
///
/// - SeeAlso: Fang and Wang (1994), "Number-theoretic methods in statistics", Sec. 1.5.
public enum SimplexMap {
  /// Maps a point.
  ///
  /// - Parameter cube: Of shape `[m − 1]`, in [0, 1].
  /// - Returns: Of shape `[m]`, none negative; the sum is 1 up to rounding.
  public static func point(_ cube: [Double]) -> [Double] {
    var (weights, rest) = ([Double](), 1.0)
    for (k, u) in cube.enumerated() {
      let left = rest * Elementary.power(u, 1 / Double(cube.count - k))
      weights.append(rest - left)
      rest = left
    }
    return weights + [rest]
  }
}
