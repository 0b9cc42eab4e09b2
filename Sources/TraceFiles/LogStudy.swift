internal import Records
internal import Tables

/// Logged runs as the runs of a study: same arms, seeds and evaluation steps throughout.
struct LogStudy {
  let results: StudyResults
  let notes: [String]

  /// Puts runs together.
  ///
  /// A run that ends before the others of its arm failed at its end, unless early stopping is allowed.
  /// Everything else that does not fit is refused: an arm that was evaluated elsewhere (unless it may be
  /// resampled), a run that is there twice or not at all.
  init(_ logged: [LoggedRun], _ columns: ObjectiveColumns, _ question: TraceQuestion) throws {
    let logged = try question.resamples ? CommonSteps(of: logged).resampled(logged) : logged
    guard let longest = logged.max(by: { $0.steps.count < $1.steps.count }) else {
      throw TraceFileError("the logs hold no row: log at least one evaluation")
    }
    let grid = longest.steps
    let seeds = Set(logged.map(\.key.seed)).sorted()
    var arms: [String] = []
    for run in logged where !arms.contains(run.key.arm) { arms.append(run.key.arm) }
    if let baseline = question.baseline, !arms.contains(baseline) {
      throw TraceFileError(
        "there is no arm \(baseline) to be the baseline: the arms are "
          + arms.joined(separator: ", "))
    }
    try Self.check(logged, arms, seeds, question.allowsEarlyStopping ? nil : longest)
    let order = question.baseline.map { name in [name] + arms.filter { $0 != name } } ?? arms
    let runs = try logged.map { run in
      try Self.run(
        run, seed: seeds.firstIndex(of: run.key.seed) ?? 0, longest,
        mayStopEarly: question.allowsEarlyStopping)
    }
    results = StudyResults(
      study: StudyRecord(
        name: "logs", objectives: columns.objectives,
        arms: order.map {
          ArmRecord(
            name: $0, strategy: $0, settings: .object([:]), optimizer: "unknown",
            isBaseline: $0 == question.baseline, pullbacksPerStep: 0)
        },
        seeds: seeds.count, steps: grid.last ?? 0, evaluationSteps: grid, precision: "unknown",
        parameterCount: 0, problem: Self.words(question),
        allowsEarlyStopping: question.allowsEarlyStopping),
      runs: runs)
    notes = Self.notes(arms, seeds, grid, runs)
  }

  /// What the study is, with what was declared of it.
  private static func words(_ question: TraceQuestion) -> String {
    let declared = [
      question.allowsEarlyStopping
        ? "runs that end before others were stopped on purpose and are measured at their own length"
        : nil,
      question.resamples ? "every value is the last that was logged at or before its step" : nil,
    ]
    return (["logs of another program"] + declared.compactMap(\.self)).joined(separator: "; ")
  }

  /// Refuses runs that are there twice or not at all and, given the longest run, arms that are shorter.
  private static func check(
    _ logged: [LoggedRun], _ arms: [String], _ seeds: [Int], _ longest: LoggedRun?
  ) throws {
    var seen: [LoggedRun.Key: LoggedRun] = [:]
    for run in logged {
      if let first = seen[run.key] {
        throw TraceFileError(
          "\(run.key.arm), seed \(run.key.seed), is there twice, first at \(first.start): keep "
            + "one run for every arm and seed", at: run.start)
      }
      seen[run.key] = run
    }
    for arm in arms {
      for seed in seeds where seen[LoggedRun.Key(arm: arm, seed: seed)] == nil {
        throw TraceFileError(
          "\(arm) has no run from seed \(seed), which other arms have: runs are compared seed by "
            + "seed, so add the run or leave the seed out")
      }
      let own = logged.filter { $0.key.arm == arm }
      if let longest, let most = own.max(by: { $0.steps.count < $1.steps.count }),
        most.steps.count < longest.steps.count
      {
        throw TraceFileError(
          "no run of \(arm) has more than \(most.steps.count) evaluations, where \(longest.key.arm) "
            + "has \(longest.steps.count): evaluate every arm at the same steps, or have them brought "
            + "to common ones by --resample", at: most.start)
      }
    }
  }

  private static func run(
    _ run: LoggedRun, seed: Int, _ longest: LoggedRun, mayStopEarly: Bool
  ) throws -> Run {
    let grid = longest.steps
    guard run.steps == Array(grid.prefix(run.steps.count)) else {
      let place = zip(run.steps, grid).first { $0 != $1 }
      throw TraceFileError(
        "\(run.key.arm), seed \(run.key.seed), was evaluated at step \(place?.0 ?? 0) where "
          + "\(longest.key.arm), seed \(longest.key.seed), was at \(place?.1 ?? 0): evaluate every "
          + "run at the same steps, or have them brought to common ones by --resample",
        at: run.start)
    }
    let isWhole = run.steps.count == grid.count || mayStopEarly
    let last = run.steps.last ?? 0
    return Run(
      arm: run.key.arm, seed: seed,
      outcome: isWhole
        ? .finished
        : .failed(
          Failure(
            .stopped, step: last,
            detail: "the log ends at step \(last) of \(grid.last ?? 0)")),
      trace: Trace(objectives: run.values.count, steps: run.steps, values: run.values))
  }

  private static func notes(
    _ arms: [String], _ seeds: [Int], _ grid: [Int], _ runs: [Run]
  ) -> [String] {
    let failed = runs.count { $0.outcome.failure != nil }
    let stopped = runs.count { $0.outcome.failure == nil && $0.trace.steps.count < grid.count }
    let numbered = seeds == Array(seeds.indices)
    return [
      "\(count(arms.count, "arm")) × \(count(seeds.count, "seed")), "
        + "\(count(grid.count, "evaluation")), steps \(grid[0]) to "
        + "\(grid[grid.count - 1])."
    ]
      + (numbered
        ? []
        : [
          "Seeds are counted from 0 in the report: \(seeds.map(String.init).joined(separator: ", "))."
        ])
      + (grid[0] == 0
        ? []
        : ["The first evaluation, at step \(grid[0]), is taken for the state before training."])
      + uneven(grid)
      + (failed == 0
        ? []
        : [
          "\(count(failed, "run")) ended before the others of the same arm and count"
            + "\(failed == 1 ? "s" : "") as failed (--early-stopping says that it was on purpose)."
        ])
      + (stopped == 0
        ? [] : ["\(count(stopped, "run")) ended before others, stopped on purpose."])
  }

  /// A warning where evaluations are not equally far apart, the last aside.
  private static func uneven(_ grid: [Int]) -> [String] {
    let gaps = zip(grid, grid.dropFirst()).map { $1 - $0 }.dropLast()
    guard let least = gaps.min(), let most = gaps.max(), most > least + 1 else { return [] }
    return [
      "Steps are \(least) to \(most) apart: scores take evaluations for equally spaced, so log every so "
        + "many steps."
    ]
  }

  private static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }
}
