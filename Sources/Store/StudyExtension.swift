import Records

/// How a study grew out of one that a store holds: more seeds, more arms, more steps.
///
/// A run depends on the problem, its own arm and seed, and the number of steps. So more seeds and
/// arms, or another order of arms, keep every run. More steps keep none: all runs are evaluated at
/// steps equally spaced over the whole run, and learning rates may be planned over it.
public struct StudyExtension: Hashable, Sendable {
  /// The number of seeds before and after.
  public var seeds: (from: Int, to: Int) { (sizes[0], sizes[1]) }
  /// The number of steps before and after.
  public var steps: (from: Int, to: Int) { (sizes[2], sizes[3]) }
  /// The names of the arms that were added.
  public let addedArms: [String]
  private let sizes: [Int]

  /// Whether the runs that are there stay valid.
  public var keepsRuns: Bool { steps.from == steps.to }
}

extension StudyExtension {
  /// Says how one study extends another; `nil` if it does not.
  init?(from found: StudyRecord, to wanted: StudyRecord) {
    let known = Dictionary(wanted.arms.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    guard found.seeds <= wanted.seeds, found.steps <= wanted.steps,
      found.arms.allSatisfy({ known[$0.name] == $0 }), found.problemPart == wanted.problemPart,
      found.steps < wanted.steps || found.evaluationSteps == wanted.evaluationSteps
    else { return nil }
    let names = Set(found.arms.map(\.name))
    addedArms = wanted.arms.map(\.name).filter { !names.contains($0) }
    sizes = [found.seeds, wanted.seeds, found.steps, wanted.steps]
  }
}

extension StudyRecord {
  /// What no extension changes.
  fileprivate var problemPart: StudyRecord {
    StudyRecord(
      name: name, objectives: objectives, arms: [], seeds: 0, steps: 0, evaluationSteps: [],
      precision: precision, parameterCount: parameterCount, problem: problem)
  }
}

extension StudyExtension: CustomStringConvertible {
  /// The extension in words: `seeds 20 to 30, new arm mgda`.
  public var description: String {
    let arms =
      addedArms.isEmpty
      ? nil : "new arm\(addedArms.count > 1 ? "s" : "") " + addedArms.joined(separator: ", ")
    let parts = [
      seeds.from == seeds.to ? nil : "seeds \(seeds.from) to \(seeds.to)",
      steps.from == steps.to ? nil : "steps \(steps.from) to \(steps.to)", arms,
    ]
    let words = parts.compactMap(\.self)
    return words.isEmpty ? "another order of arms" : words.joined(separator: ", ")
  }
}
