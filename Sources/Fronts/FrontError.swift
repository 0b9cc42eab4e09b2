/// Why a set of points, a reference or a set of preferences is not usable.
public enum FrontError: Error, Hashable, Sendable {
  /// There is no point.
  case empty
  /// There is no objective.
  case noObjective
  /// A point has another number of coordinates than there are objectives.
  case ragged(point: Int, found: Int, wanted: Int)
  /// A coordinate is infinite or not a number.
  case nonFinite(point: Int, objective: Int, found: Double)
  /// The reference has another number of coordinates than the points.
  case referenceLength(found: Int, wanted: Int)
  /// A coordinate of the reference is infinite or not a number.
  case referenceNotFinite(objective: Int, found: Double)
  /// No point is better than the reference in every objective.
  case referenceNotDominated(reference: [Double], best: [Double])
  /// Two sets of points that are to be compared differ in their directions.
  case otherObjectives(found: [String], wanted: [String])
  /// The set of preferences asked for does not exist.
  case preferences(String)
}

extension FrontError: CustomStringConvertible {
  /// What was found, what was wanted and what to do.
  public var description: String {
    switch self {
    case .empty: "there is no point: give at least one"
    case .noObjective: "the points have no coordinate: give one for each objective"
    case .ragged(let point, let found, let wanted):
      "point \(point) has \(found) coordinates where there are \(wanted) objectives: "
        + "give one for each"
    case .nonFinite(let point, let objective, let found):
      "point \(point) has \(found) for objective \(objective), where a finite number was wanted: "
        + "leave failed runs out"
    case .referenceLength(let found, let wanted):
      "the reference has \(found) \(found == 1 ? "coordinate" : "coordinates") where the points have "
        + "\(wanted): give one for each"
    case .referenceNotFinite(let objective, let found):
      "the reference has \(found) for objective \(objective), where a finite number was wanted"
    case .referenceNotDominated(let reference, let best):
      "no point is better than the reference \(Self.list(reference)) in every objective (the best "
        + "values are \(Self.list(best))): give a reference that is worse than the points"
    case .otherObjectives(let found, let wanted):
      "the two sets have other objectives: found \(found.joined(separator: ", ")), wanted "
        + wanted.joined(separator: ", ")
    case .preferences(let sentence): sentence
    }
  }

  private static func list(_ values: [Double]) -> String {
    "(" + values.map { "\($0)" }.joined(separator: ", ") + ")"
  }
}
