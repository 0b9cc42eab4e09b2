import Records
import Stability

/// What a report is made from, sorted so that sections find things at once.
struct Material {
  /// What the score says.
  let report: StabilityReport
  /// What was asked.
  let study: StudyRecord
  /// Where it was made.
  let machine: Machine?
  /// How long it took.
  let times: Times?
  /// How to make it again.
  let command: String?
  /// The ranked arms by falling stability, then the others in the study's order.
  let ranked: [ArmReport]
  let unranked: [ArmReport]

  /// How the runs that failed did, runaways included, which only the score knows.
  let failures: [RunKey: (outcome: String, step: Int)]

  /// The arm and member that a run's report means by its name.
  let runPlaces: [String: (arm: String, member: Int)]

  /// What figures show of the evidence.
  let evidence: EvidenceCurves

  /// The runs with the values of their objectives.
  private let runsByArm: [String: [Run]]
  private let styles: [String: SeriesStyle]

  /// Reads the runs arm by arm: their values are kept, and of their evidence what figures show.
  ///
  /// - Throws: What reading throws.
  init(
    report: StabilityReport, results: some RecordedStudy, machine: Machine?, times: Times?,
    command: String?
  ) throws {
    (self.report, study) = (report, results.study)
    (self.machine, self.times, self.command) = (machine, times, command)
    (ranked, unranked) = report.arms.ranking
    runPlaces = Material.places(in: study)
    failures = Material.failures(report, runPlaces)
    styles = Material.styles(of: report.arms)
    var evidence = EvidenceCurves(objectives: report.study.objectives.map(\.name))
    var runsByArm: [String: [Run]] = [:]
    for arm in (ranked + unranked).map(\.name) {
      let runs = try results.allRuns(of: arm)
      evidence.add(arm, runs, isFront: report.fronts.contains { $0.arm == arm })
      runsByArm[arm] = runs.map { $0.keeping() }
    }
    (self.evidence, self.runsByArm) = (evidence, runsByArm)
  }

  private static func places(in study: StudyRecord) -> [String: (arm: String, member: Int)] {
    var places: [String: (arm: String, member: Int)] = [:]
    for arm in study.arms {
      for member in arm.members.indices {
        places[arm.isFront ? "\(arm.name)[\(member)]" : arm.name] = (arm.name, member)
      }
    }
    return places
  }

  private static func failures(
    _ report: StabilityReport, _ places: [String: (arm: String, member: Int)]
  ) -> [RunKey: (outcome: String, step: Int)] {
    var failures: [RunKey: (outcome: String, step: Int)] = [:]
    for run in report.runs {
      guard let step = run.step, let (arm, member) = places[run.arm] else { continue }
      failures[RunKey(arm: arm, member: member, seed: run.seed)] = (run.outcome, step)
    }
    return failures
  }

  private static func styles(of arms: [ArmReport]) -> [String: SeriesStyle] {
    let others = arms.filter { !$0.baseline }.enumerated().map {
      ($1.name, SeriesStyle.series($0))
    }
    let baseline = arms.filter(\.baseline).map { ($0.name, SeriesStyle.baseline) }
    return Dictionary(baseline + others, uniquingKeysWith: { first, _ in first })
  }

  /// The arms in the order in which a report names them.
  var arms: [ArmReport] { ranked + unranked }

  /// The look of an arm.
  func style(_ arm: String) -> SeriesStyle { styles[arm] ?? .baseline }

  /// The runs of an arm, all members.
  func runs(_ arm: String) -> [Run] { runsByArm[arm] ?? [] }

  /// The runs of each member of an arm.
  func members(_ arm: String) -> [[Run]] {
    Dictionary(grouping: runs(arm), by: \.member).sorted { $0.key < $1.key }.map(\.value)
  }

  /// The front of an arm, if it is a Pareto arm.
  func front(_ arm: String) -> FrontReport? { report.fronts.first { $0.arm == arm } }

  /// Whether the runs were trained and logged by another program, of whose problem nothing is known.
  var isOfLogs: Bool { report.study.parameters == 0 }

  /// How intervals were made by resampling: `bootstrap over 30 seeds (10000 resamples)`,
  /// `exact bootstrap over 6 seeds (all 462 resamples)`.
  var bootstrap: String {
    let isExact = report.study.bootstrap?.isExact ?? false
    let resamples = report.study.bootstrap.map {
      " (\(isExact ? "all " : "")\($0.resamples) resamples)"
    }
    let seeds = Numeral.count(report.study.seeds, "seed")
    return "\(isExact ? "exact " : "")bootstrap over \(seeds)\(resamples ?? "")"
  }

  /// The objectives.
  var objectives: [StudySummary.ObjectiveSummary] { report.study.objectives }
}

extension [ArmReport] {
  /// The ranked arms by falling stability, and the others in their order.
  var ranking: (ranked: [ArmReport], unranked: [ArmReport]) {
    let isRanked = { (arm: ArmReport) in arm.status == .rated && arm.q != nil }
    let ranked = enumerated().filter { isRanked($0.element) }.sorted {
      ($1.element.q ?? 0, $0.offset) < ($0.element.q ?? 0, $1.offset)
    }
    return (ranked.map(\.element), filter { !isRanked($0) })
  }
}

extension Direction {
  /// The direction in words.
  var word: String { self == .minimize ? "minimize" : "maximize" }
}

extension StudySummary.ObjectiveSummary {
  /// The name with an arrow that points where it improves, as a table names it.
  var title: String { "\(name) (\(direction.word) \(arrow))" }
  /// The same with its measure, as an axis names it: recorded values are neither scaled nor turned.
  var axisTitle: String { "\(name), raw value (\(direction.word) \(arrow))" }
  /// The same of a horizontal axis, whose arrow lies along it.
  var sidewaysTitle: String {
    let better = direction == .minimize ? "← better" : "better →"
    return "\(name), raw value (\(direction.word), \(better))"
  }
  /// The name with the arrow alone, as the head of a column.
  var heading: String { "\(name) \(arrow)" }

  /// The direction in which values improve on an upright axis.
  var arrow: String { direction == .minimize ? "↓" : "↑" }
}
