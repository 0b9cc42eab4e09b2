import Records

/// Writes down what happens in one lane. It can be finished once: finishing consumes it.
struct LaneRecorder: ~Copyable {
  private let task: LaneTask
  private let names: [String]
  private var trace: Trace

  init(_ task: LaneTask, objectives: [Objective]) {
    self.task = task
    names = objectives.map(\.name)
    trace = Trace(objectives: objectives.count)
  }

  /// Begins a row: the objectives on the evaluation set after `step` updates.
  mutating func evaluate(step: Int, values: [Double]) {
    trace.steps.append(step)
    for (i, value) in values.enumerated() { trace.values[i].append(value) }
  }

  /// Adds something seen at the last row's step; rows where it was not seen hold NaN, and what was
  /// seen as NaN loses its sign, in which processors differ.
  mutating func add(_ column: String, _ value: Double) {
    let rows = trace.steps.count
    var values = trace.evidence[column] ?? []
    // Objectives `a`, `b/c` and `a/b`, `c` share the name of a column: the first pair has it.
    guard values.count < rows else { return }
    while values.count < rows - 1 { values.append(.nan) }
    values.append(value.isNaN ? .nan : value)
    trace.evidence[column] = values
  }

  /// Completes the run.
  consuming func finish(_ outcome: Outcome) -> Run {
    let rows = trace.steps.count
    for (name, values) in trace.evidence where values.count < rows {
      trace.evidence[name] = values + Array(repeating: .nan, count: rows - values.count)
    }
    return Run(
      arm: task.arm, member: task.member, seed: task.seed, outcome: outcome, trace: trace)
  }
}

/// Holds a recorder until its run is finished: arrays hold only what can be copied.
final class RecorderSlot {
  var recorder: LaneRecorder?

  init(_ recorder: consuming LaneRecorder) { self.recorder = consume recorder }
}
