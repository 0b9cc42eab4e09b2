import Records

/// Writes down what happens in one lane. It can be finished once: finishing consumes it.
struct LaneRecorder: ~Copyable {
  private let task: LaneTask
  private let columns: RecordColumns
  private var steps: [Int] = []
  /// Row after row: the columns, then the objectives; NaN where nothing was seen.
  private let table: LaneBuffer<Double>
  private let width: Int
  private let m: Int

  init(_ task: LaneTask, columns: RecordColumns, objectives m: Int, rows: Int) {
    (self.task, self.columns, self.m) = (task, columns, m)
    width = columns.width + m
    table = LaneBuffer(rows * width)
    steps.reserveCapacity(rows)
  }

  /// Begins a row after `step` updates.
  ///
  /// - Returns: Its columns; the objectives' values on the evaluation set follow.
  mutating func begin(step: Int) -> UnsafeMutablePointer<Double> {
    steps.append(step)
    lastRow.update(repeating: .nan, count: width)
    return lastRow
  }

  /// Whether there is no row yet.
  var isEmpty: Bool { steps.isEmpty }

  /// The columns of the last row, of which there is one.
  var lastRow: UnsafeMutablePointer<Double> { table.start + (steps.count - 1) * width }

  /// Takes the last row back.
  mutating func drop() { steps.removeLast() }

  /// The steps recorded so far and their rows, one after the other.
  var content: (steps: [Int], rows: [Double]) {
    (steps, Array(UnsafeBufferPointer(start: table.start, count: steps.count * width)))
  }

  /// Goes on after rows that were recorded before.
  mutating func restore(steps: [Int], rows: [Double]) {
    self.steps = steps
    for (k, x) in rows.enumerated() { table.start[k] = x }
  }

  /// Whether some rows are as many as some steps have.
  func fits(steps: [Int], rows: [Double]) -> Bool { rows.count == steps.count * width }

  /// Completes the run. What was seen as NaN loses its sign, in which processors differ; columns in
  /// which nothing was seen are left out.
  consuming func finish(_ outcome: Outcome) -> Run {
    var evidence: [String: [Double]] = [:]
    for (c, name) in columns.names.enumerated() {
      let values = column(c).map { $0.isNaN ? .nan : $0 }
      if values.contains(where: { !$0.isNaN }) { evidence[name] = values }
    }
    let values = (0..<m).map { column(columns.width + $0) }
    return Run(
      arm: task.arm, member: task.member, seed: task.seed, outcome: outcome,
      trace: Trace(objectives: m, steps: steps, values: values, evidence: evidence))
  }

  private func column(_ c: Int) -> [Double] {
    steps.indices.map { table.start[$0 * width + c] }
  }
}

/// Holds a recorder until its run is finished: arrays hold only what can be copied.
final class RecorderSlot {
  var recorder: LaneRecorder?

  init(_ recorder: consuming LaneRecorder) { self.recorder = consume recorder }
}
