/// What diverged, was neglected, stood still or still moves: one clause for each kind, however many
/// arms it concerns.
struct ArmFacts {
  private let arms: [ArmReport]

  init(_ arms: [ArmReport]) { self.arms = arms }

  /// The clauses, worst first; none if nothing is to be said.
  var all: [String] { losses + neglected + inert + unsettled }

  /// Arms that lost runs, the largest share first; those with the same losses share a clause.
  private var losses: [String] {
    let losers = arms.filter { lost($0) > 0 }.enumerated().sorted {
      let (a, b) = ($0.element.survival.share, $1.element.survival.share)
      return (a, $0.offset) < (b, $1.offset)
    }.map(\.element)
    var kinds: [String] = []
    for arm in losers where !kinds.contains(loss(arm)) { kinds.append(loss(arm)) }
    let clauses = kinds.prefix(3).map { kind in
      shortened(losers.filter { loss($0) == kind }.map(\.name)) + " " + kind
    }
    let rest = losers.count { !kinds.prefix(3).contains(loss($0)) }
    guard !clauses.isEmpty else { return [] }
    return [
      Wording.list(clauses + (rest > 0 ? ["\(Wording.count(rest, "other arm")) lost runs"] : []))
    ]
  }

  /// What an arm lost, without its name: `lost 2 of 30 runs (runaway)`.
  private func loss(_ arm: ArmReport) -> String {
    let causes = arm.outcomes.dropFirst()
    let words =
      causes.count == 1
      ? causes.map(\.outcome) : causes.map { "\($0.count) \($0.outcome)" }
    return "lost \(lost(arm)) of \(arm.survival.runs) runs (\(Wording.list(words)))"
  }

  /// Arms by what they neglect.
  private var neglected: [String] {
    var kinds: [[String]] = []
    for arm in arms where arm.status == .neglects && !kinds.contains(arm.neglects) {
      kinds.append(arm.neglects)
    }
    return kinds.map { kind in
      let names = arms.filter { $0.status == .neglects && $0.neglects == kind }.map(\.name)
      return
        "\(shortened(names)) \(names.count == 1 ? "neglects" : "neglect") \(Wording.list(kind))"
    }
  }

  private var inert: [String] {
    let names = arms.filter { $0.status == .inert }.map(\.name)
    return names.isEmpty ? [] : ["\(shortened(names)) \(names.count == 1 ? "is" : "are") inert"]
  }

  private var unsettled: [String] {
    let names = arms.filter { $0.status == .rated && $0.flags.contains("UNSETTLED") }.map(\.name)
    switch names.count {
    case 0: return []
    case 1...2:
      return ["\(Wording.list(names)) \(names.count == 1 ? "is" : "are") still moving at the end"]
    default: return ["\(names.count) of \(arms.count) arms are still moving at the end"]
    }
  }

  private func lost(_ arm: ArmReport) -> Int { arm.survival.runs - arm.survival.survived }

  /// Up to three names, and how many more there are.
  private func shortened(_ names: [String]) -> String {
    names.count <= 3
      ? Wording.list(names)
      : Wording.list(Array(names.prefix(2)) + ["\(names.count - 2) more arms"])
  }
}
