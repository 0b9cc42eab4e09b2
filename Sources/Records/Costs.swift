/// Objective values turned so that less is always better, of shape `[m]`.
///
/// Only ``Swift/Array/costs(of:)`` makes one, so a value cannot reach a strategy with its sign
/// unturned.
public struct Costs: Hashable, Codable, Sendable {
  /// The turned values, of shape `[m]`.
  public let values: [Double]

  fileprivate init(_ values: [Double]) { self.values = values }

  /// Whether these costs are no worse in every objective and better in at least one.
  ///
  /// Edge cases: equal costs do not dominate each other; a NaN dominates nothing.
  public func dominates(_ other: Costs) -> Bool {
    let pairs = zip(values, other.values)
    return pairs.allSatisfy { $0 <= $1 } && pairs.contains { $0 < $1 }
  }
}

extension Direction {
  /// The factor that turns a value into a cost: `1` to minimize, `-1` to maximize.
  public var sign: Double { self == .minimize ? 1 : -1 }
}

extension [Objective] {
  /// Turns values in their own directions, of shape `[m]`, into costs.
  ///
  ///     cᵢ = vᵢ (minimize),  cᵢ = −vᵢ (maximize)
  public func costs(of values: [Double]) -> Costs {
    precondition(values.count == count, "\(values.count) values for \(count) objectives")
    return Costs(zip(self, values).map { $0.direction.sign * $1 })
  }

  /// Turns costs back into values in their own directions.
  public func values(of costs: Costs) -> [Double] {
    zip(self, costs.values).map { $0.direction.sign * $1 }
  }
}
