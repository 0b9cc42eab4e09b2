internal import Tables

/// One run as it was logged.
struct LoggedRun {
  /// Whose run it is.
  struct Key: Hashable {
    let arm: String
    let seed: Int
  }

  let key: Key
  /// Where it begins.
  let start: TextPlace
  private(set) var steps: [Int] = []
  /// `[m, T]`.
  private(set) var values: [[Double]]

  init(key: Key, start: TextPlace, m: Int) {
    (self.key, self.start) = (key, start)
    values = Array(repeating: [], count: m)
  }

  /// Adds a row.
  ///
  /// - Throws: ``TraceFileError`` for a step that is not beyond the last.
  mutating func append(step: Int, _ row: [Double], at place: TextPlace) throws {
    if let last = steps.last, step <= last {
      let what = step == last ? "is there twice" : "comes after step \(last)"
      throw TraceFileError(
        "step \(step) of \(key.arm), seed \(key.seed), \(what): steps must ascend, so log each "
          + "evaluation once and in order; if these are several runs, name their columns arm and seed, or "
          + "say which they are by --arm-column and --seed-column",
        at: place)
    }
    steps.append(step)
    for (index, value) in row.enumerated() { values[index].append(value) }
  }
}
