public import Tensors

/// The costs and the inner products of their gradients.
public struct Gramian: Evidence {
  /// `m` pullbacks and their inner products.
  public static var demand: Demand { [.gradients, .gramian] }
  /// The costs, of shape `[m]`.
  public private(set) var losses: [Double]
  /// `G = J Jᵀ`, of shape `[m, m]`.
  public private(set) var matrix: Matrix
  /// How far the run has come.
  public private(set) var position = Position(step: 0, epoch: 0)

  /// Empty evidence.
  public init(objectives m: Int) {
    losses = Array(repeating: 0, count: m)
    matrix = Matrix(rows: m, columns: m)
  }

  /// Reads the costs and the Gramian.
  public mutating func collect(
    from pass: any BackwardPass, lane: Int, request: Request
  ) throws {
    position = pass.position
    try pass.readLosses(lane: lane, into: &losses)
    try pass.readGramian(lane: lane, request: request, into: &matrix)
  }

  /// The norm of one objective's gradient, `√Gᵢᵢ`.
  public func norm(_ i: Int) -> Double { matrix[i, i].squareRoot() }

  /// The norm of this step.
  public func gradientUnit(_ objective: Int) -> Double { norm(objective) }

  /// Maps the costs and scales rows and columns by the slopes.
  public func write(to other: inout Gramian, through map: (Int, Double) -> MappedLoss) {
    other.position = position
    let m = losses.count
    for k in 0..<m * m { other.matrix.elements[k] = matrix.elements[k] }
    for i in 0..<m {
      let mapped = map(i, losses[i])
      other.losses[i] = mapped.value
      for j in 0..<m {
        other.matrix[i, j] *= mapped.slope
        other.matrix[j, i] *= mapped.slope
      }
    }
  }
}

extension Matrix {
  /// The squared length of `Jᵀ w` for `J`'s Gramian: `wᵀ G w`, or 0 where rounding leaves a little less
  /// of terms that cancel.
  func squaredLength(weightedBy w: [Double]) -> Double {
    var square = 0.0
    for i in w.indices { for j in w.indices { square += w[i] * self[i, j] * w[j] } }
    return square < 0 ? 0 : square
  }
}
