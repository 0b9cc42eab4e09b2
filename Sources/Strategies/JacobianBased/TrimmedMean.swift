public import Records
import Tensors

/// Trimmed mean: in each coordinate, the mean of all gradients but the `b` largest and smallest.
public struct TrimmedMean: Pure {
  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "trimmed-mean", title: "Trimmed mean",
    rule: "dₖ = mean of gᵢₖ without the b largest and the b smallest",
    reference: Reference(
      "Yin et al. (ICML 2018), Def. 2", url: "https://arxiv.org/abs/1803.01498"),
    claims: [.deterministic, .permutationInvariant, .homogeneous], weightSum: "a direction",
    settings: [SettingCard("trim", .count(0...1_000), "values dropped at either end, b")],
    degenerate:
      "an objective without a gradient counts as zeros; what is not finite ends the run",
    departures: [
      "trim = 0, the mean, by default: the number of outliers is yours to say"
    ])

  /// The number `b` of values dropped at either end.
  public let trim: Int

  /// Chooses how many values to drop.
  public init(trim: Int = 0) {
    precondition(trim >= 0, "a count is at least 0")
    self.trim = trim
  }

  /// Checks that values are left.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    guard objectives.count >= 2 * trim + 1 else {
      throw SettingError(
        "trim",
        "found \(trim), wanted at most \((objectives.count - 1) / 2) for "
          + "\(objectives.count) objectives")
    }
  }

  /// Trims each coordinate.
  public func decide(_ evidence: Jacobian, into decision: inout Decision) {
    let jacobian = evidence.matrix
    let m = jacobian.rows
    withUnsafeTemporaryAllocation(of: Double.self, capacity: m) { column in
      decision.setDirection(
        count: jacobian.columns,
        elements: { k in
          for i in 0..<m { column[i] = jacobian[i, k] }
          return Self.mean(column, trim)
        })
    }
  }

  private static func mean(_ values: UnsafeMutableBufferPointer<Double>, _ trim: Int) -> Double {
    var column = values
    for i in values.indices where values[i].isNaN { return values[i] }
    column.sort()
    return column[trim..<column.count - trim].reduce(0, +) / Double(column.count - 2 * trim)
  }
}
