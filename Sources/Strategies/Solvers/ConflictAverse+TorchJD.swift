import Tensors

extension ConflictAverse {
  /// Whether TorchJD answers by 0 what was solved to `x`: where `tr G < 1e-4`, or `‖g_w‖² < 1e-8 tr G`
  /// for the simplex weights `w` of the dual. A gradient of 0 makes `g_w` 0.
  ///
  /// - SeeAlso: TorchJD 0.18, `CAGrad(norm_eps=0.0001)`.
  static func isZeroInTorchJD(
    _ matrix: Matrix, _ gramian: ScaledGramian, _ x: UnsafeMutablePointer<Double>
  ) -> Bool {
    let m = gramian.count
    let trace = (0..<m).reduce(0) { $0 + matrix[$1, $1] }
    guard trace >= 1e-4, !gramian.hasIdleRows else { return true }
    let weights = (0..<m).map { x[$0] * gramian.reciprocals[$0] - 1 / Double(m) }
    let total = weights.reduce(0, +)
    return matrix.squaredLength(weightedBy: weights) < 1e-8 * trace * total * total
  }
}
