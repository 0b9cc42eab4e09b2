public import Records

/// The scale on which one objective is scored: 0 is the level hoped for, 1 is one unit worse.
///
///     z = (c − aspiration)/unit,   c the cost (the value turned so that less is better)
public struct ObjectiveScale: Hashable, Sendable {
  /// The objective.
  public let objective: Objective
  /// The change that counts as 1, positive, in the objective's own measure.
  public let unit: Double
  /// The level hoped for, as a cost.
  public let aspiration: Double
  /// Where they come from.
  public let source: StudySummary.ObjectiveSummary.Source

  /// Turns values in the objective's own direction into units from the aspiration.
  public func units(of values: [Double]) -> [Double] {
    let sign = objective.direction.sign
    return values.map { (sign * $0 - aspiration) / unit }
  }
}
