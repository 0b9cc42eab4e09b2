/// A study and the runs of it that are there, read one arm at a time: all that the runs of a large
/// study recorded would not fit into memory.
///
/// ``StudyResults`` is one that is in memory as a whole; a store offers another.
public protocol RecordedStudy: Sendable {
  /// What was asked.
  var study: StudyRecord { get }

  /// The names of the runs that are there, in any order.
  func recordedRuns() throws -> [RunKey]

  /// The runs of one arm, all members, with everything that they recorded; none of an arm that is
  /// not there.
  func allRuns(of arm: String) throws -> [Run]
}

extension StudyResults: RecordedStudy {
  /// The names of the runs, in their order.
  public func recordedRuns() -> [RunKey] { runs.map(\.key) }

  /// The runs of one arm; none of an arm that is not there.
  public func allRuns(of arm: String) -> [Run] { runs.filter { $0.arm == arm } }
}

extension Run {
  /// The run with the values of its objectives and no more evidence than named.
  public func keeping(evidence wanted: (String) -> Bool = { _ in false }) -> Run {
    Run(
      arm: arm, member: member, seed: seed, outcome: outcome,
      trace: Trace(
        objectives: trace.values.count, steps: trace.steps, values: trace.values,
        evidence: trace.evidence.filter { wanted($0.key) }))
  }
}
