public import Records
public import Strategies

/// Every problem of the library. Adding one adds a line here.
public enum ProblemCatalogue {
  /// All at their default settings.
  public static let all: [any KnownProblem] = [
    VLMOP1(), Fonseca(.vlmop2), VLMOP3(), Fonseca(),
    ZDT(.zdt1), ZDT(.zdt2), ZDT(.zdt3), ZDT(.zdt4), ZDT(.zdt6),
    DTLZ(.dtlz1), DTLZ(.dtlz2), DTLZ(.dtlz3), DTLZ(.dtlz4), DTLZ(.dtlz7),
    Quadratics(.elementwise), Quadratics(.convex), Quadratics(.homogeneous),
    ConflictValley(), ManyScales(), CorrelatedTasks(),
  ]

  /// The problem of an identifier at its default settings; `nil` for an unknown one.
  public static func problem(_ id: String) -> (any KnownProblem)? {
    all.first { $0.card.id == id }
  }

  /// Makes a problem from its identifier and settings, defaults filled in.
  ///
  /// - Returns: The problem, or `nil` for an unknown identifier.
  /// - Throws: `SettingError` for an unknown setting or a value out of range.
  public static func make(
    _ id: String, settings: [String: Setting] = [:]
  ) throws(SettingError) -> (any KnownProblem)? {
    guard let standard = problem(id) else { return nil }
    let cards = standard.card.settings
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      guard let card = cards.first(where: { $0.name == name }) else {
        throw SettingError(
          name,
          cards.isEmpty
            ? "\(id) has no settings"
            : "\(id) has no such setting; it has \(cards.map(\.name).joined(separator: ", "))")
      }
      try card.check(value)
      if name == "start", case .list(let list) = value, list.count != 2 {
        throw SettingError(name, "found \(list.count) numbers, wanted 2")
      }
    }
    return standard.changed(ProblemSettings(settings))
  }
}
