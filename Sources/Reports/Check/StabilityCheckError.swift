/// Why two reports cannot be compared.
public enum StabilityCheckError: Error, Hashable, Sendable {
  /// Their scores have other constants.
  case differentProfiles(baseline: Int, current: Int)
  /// They are about other objectives.
  case differentObjectives(baseline: [String], current: [String])
  /// Their `Q` are two measures: another problem, other steps, other units.
  case differentMeasures([String])
  /// No arm is in both.
  case nothingInCommon
}

extension StabilityCheckError: CustomStringConvertible {
  /// What differs, and what to do.
  public var description: String {
    switch self {
    case .differentProfiles(let baseline, let current):
      "the reports were scored with other constants ("
        + (baseline == current
          ? "both by profile v\(baseline), one of them altered"
          : "profile v\(baseline) against v\(current)")
        + "), so that their Q do not compare; write both again with poise report STORE"
    case .differentObjectives(let baseline, let current):
      "the reports are of different studies: the baseline has the objectives "
        + "\(baseline.joined(separator: ", ")), the current one \(current.joined(separator: ", ")); "
        + "name two reports of one study"
    case .differentMeasures(let differences):
      "the reports do not compare: \(differences.joined(separator: "; ")) (baseline against "
        + "current); make the baseline again, or compare all the same with --allow-differences"
    case .nothingInCommon:
      "no arm of the baseline is in the current report; name two reports of one study"
    }
  }
}
