import Records
import Stability

/// What two reports do not share, apart from what became of their arms.
struct ReportDifferences {
  /// What makes their `Q` two different measures: another problem, other steps, other units.
  let ofMeasure: [String]
  /// What may move a `Q`, as a change under test does: seeds, precision, settings of an arm.
  let ofStudy: [String]

  /// Finds them, the baseline's word first.
  init(_ baseline: StabilityReport, _ current: StabilityReport) {
    let (old, new) = (baseline.study, current.study)
    ofMeasure =
      Self.problem(old.problem, new.problem) + Self.count("steps a run", old.steps, new.steps)
      + Self.count("evaluations a run", old.evaluations, new.evaluations)
      + Self.units(old.objectives, new.objectives)
    ofStudy =
      Self.count("seeds", old.seeds, new.seeds)
      + (old.precision == new.precision ? [] : ["\(old.precision) against \(new.precision)"])
      + Self.arms(baseline.arms, current.arms)
  }

  private static func count(_ what: String, _ old: Int, _ new: Int) -> [String] {
    old == new ? [] : ["\(old) against \(new) \(what)"]
  }

  /// The first line in which two descriptions of a problem differ.
  private static func problem(_ old: String, _ new: String) -> [String] {
    guard old != new else { return [] }
    let (before, after) = (lines(old), lines(new))
    let place = zip(before, after).prefix { $0 == $1 }.count
    let words = [before, after].map { place < $0.count ? "\"\(short($0[place]))\"" : "nothing" }
    return ["another problem, first where it has \(words[0]) against \(words[1])"]
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func short(_ line: String) -> String { PlainText.fitted(line, to: 60) }

  /// Units that were given, or came from elsewhere: those of a baseline arm move with every change.
  private static func units(
    _ old: [StudySummary.ObjectiveSummary], _ new: [StudySummary.ObjectiveSummary]
  ) -> [String] {
    zip(old, new).compactMap { old, new in
      let isDeclared = old.source == .declared && new.source == .declared
      let isSame = isDeclared ? (old.unit, old.aspiration) == (new.unit, new.aspiration) : true
      guard old.source != new.source || !isSame else { return nil }
      return "\(old.name) scored with \(measure(old)) against \(measure(new))"
    }
  }

  private static func measure(_ objective: StudySummary.ObjectiveSummary) -> String {
    guard let source = objective.source else { return "no unit" }
    guard source == .declared else { return "the unit of the \(source.rawValue)" }
    return "unit \(Numeral.exact(objective.unit)) and aspiration "
      + Numeral.exact(objective.aspiration)
  }

  private static func arms(_ old: [ArmReport], _ new: [ArmReport]) -> [String] {
    let now = Dictionary(new.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return old.compactMap { arm in
      guard let other = now[arm.name] else { return nil }
      let words = [
        (arm.strategy, other.strategy), (arm.settings.description, other.settings.description),
        (arm.optimizer, other.optimizer),
      ].filter { $0 != $1 }.map { "\"\(short($0))\" against \"\(short($1))\"" }
      return words.isEmpty ? nil : "\(arm.name) with \(words.joined(separator: ", "))"
    }
  }
}
