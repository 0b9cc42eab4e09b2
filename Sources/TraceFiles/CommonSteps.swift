/// Steps at which all arms can be compared: those of the arm that was evaluated least, up to where the
/// first arm ends.
struct CommonSteps {
  private let steps: [Int]

  /// Finds them; none without a run.
  init(of logged: [LoggedRun]) {
    let longest = Dictionary(grouping: logged, by: \.key.arm).values.compactMap { runs in
      runs.max { $0.steps.count < $1.steps.count }?.steps
    }
    let end = longest.compactMap(\.last).min() ?? 0
    let grids = longest.map { $0.filter { $0 <= end } }
    steps = grids.min { ($0.count, $0.first ?? 0) < ($1.count, $1.first ?? 0) } ?? []
  }

  /// The runs at these steps, each with the values it logged last; a run that ends before has the steps
  /// up to its end.
  ///
  /// - Throws: ``TraceFileError`` for a run that begins after the first of the steps.
  func resampled(_ logged: [LoggedRun]) throws -> [LoggedRun] {
    try logged.map { run in
      var result = LoggedRun(key: run.key, start: run.start, m: run.values.count)
      for step in steps where step <= run.steps.last ?? -1 {
        guard let row = run.steps.lastIndex(where: { $0 <= step }) else {
          throw TraceFileError(
            "\(run.key.arm), seed \(run.key.seed), begins at step \(run.steps[0]), after the first "
              + "common step \(step): log every run from before training on", at: run.start)
        }
        try result.append(step: step, run.values.map { $0[row] }, at: run.start)
      }
      return result
    }
  }
}
