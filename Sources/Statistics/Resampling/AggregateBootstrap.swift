/// The stratified bootstrap of scores on several tasks: the runs of every task are drawn with
/// replacement on their own, and everything is computed again for every resample.
///
/// Drawn once and shared by all arms, so that differences stay paired.
public struct AggregateBootstrap: Sendable {
  /// The number of runs on each task.
  public let runs: Int
  /// The number of tasks.
  public let tasks: Int
  /// The number of resamples, `B`.
  public let count: Int
  /// How often each run of each task was drawn, eight resamples a vector: of shape
  /// `[⌈B/8⌉, tasks·runs]`; missing resamples are 0.
  private let draws: [Lanes]

  /// Draws the resamples.
  ///
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)`` for less than one of anything.
  public init(
    _ count: Int, runs: Int, tasks: Int, seed: StreamSeed
  ) throws(StatisticsError) {
    guard count > 0, runs > 0, tasks > 0 else {
      throw .outOfRange(
        parameter: "the stratified resamples", value: "\(count) of \(runs) runs on \(tasks) tasks",
        wanted: "at least one of each")
    }
    (self.runs, self.tasks, self.count) = (runs, tasks, count)
    let stream = try MersenneTwister(seed: seed.value)
    let width = tasks * runs
    var draws = [Lanes](repeating: .zero, count: (count + 7) / 8 * width)
    draws.withUnsafeMutableBufferPointer { draws in
      for resample in 0..<count {
        let block = resample / 8 * width
        for stratum in stride(from: block, to: block + width, by: runs) {
          for _ in 0..<runs { draws[stratum + stream.index(below: runs)][resample % 8] += 1 }
        }
      }
    }
    self.draws = draws
  }

  /// The aggregates of the scores, and the ends of their percentile intervals.
  ///
  /// - Parameters:
  ///   - scores: Of shape `[runs, tasks]`, finite.
  ///   - level: The confidence level, in [0, 1].
  /// - Throws: ``StatisticsError``.
  public func estimate(
    _ scores: [[Double]], level: Double = 0.95
  ) throws(StatisticsError) -> (
    point: AggregateScores, lower: AggregateScores, upper: AggregateScores
  ) {
    try UnitRange.check(level, "the confidence level")
    guard scores.count == runs else {
      throw .lengthsDiffer(series: "the runs", wanted: runs, found: scores.count)
    }
    for run in scores where run.count != tasks {
      throw .lengthsDiffer(series: "the tasks of a run", wanted: tasks, found: run.count)
    }
    var pooled: [Double] = []
    for task in 0..<tasks { for run in scores { pooled.append(run[task]) } }
    let sweep = Sweep(try FiniteSeries(pooled, named: "the scores").values, runs, tasks)
    var columns = (0..<4).map { _ in [Double]() }
    for place in columns.indices { columns[place].reserveCapacity(count + 7) }
    draws.withUnsafeBufferPointer { draws in
      for start in stride(from: 0, to: draws.count, by: pooled.count) {
        let block = UnsafeBufferPointer(rebasing: draws[start..<start + pooled.count])
        for (place, found) in sweep.aggregates(block).enumerated() {
          for lane in 0..<Lanes.scalarCount { columns[place].append(found[lane]) }
        }
      }
    }
    for place in columns.indices { columns[place].removeLast(columns[place].count - count) }
    var ends: [[Double]] = []
    for column in columns {
      ends.append(try FiniteSeries(column).quantiles([(1 - level) / 2, (1 + level) / 2]))
    }
    func end(_ place: Int) -> AggregateScores {
      AggregateScores(
        median: ends[0][place], interquartileMean: ends[1][place], mean: ends[2][place],
        optimalityGap: ends[3][place])
    }
    return (sweep.point, end(0), end(1))
  }
}

/// Pooled scores in ascending order, summed up in one pass whatever their counts, eight resamples side
/// by side.
private struct Sweep {
  private let scores: [Double]
  private let order: [Int]
  private let runs, tasks, cut: Int

  init(_ scores: [Double], _ runs: Int, _ tasks: Int) {
    (self.scores, self.runs, self.tasks) = (scores, runs, tasks)
    order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    cut = scores.count / 4
  }

  /// The aggregates of the scores themselves.
  var point: AggregateScores {
    let once = [Lanes](repeating: .init(repeating: 1), count: scores.count)
    let found = once.withUnsafeBufferPointer { aggregates($0) }.map { $0[0] }
    return AggregateScores(
      median: found[0], interquartileMean: found[1], mean: found[2], optimalityGap: found[3])
  }

  /// Median, interquartile mean, mean and optimality gap where each score counts as often as told.
  ///
  /// - Parameter counts: Of shape `[tasks·runs]`.
  func aggregates(_ counts: UnsafeBufferPointer<Lanes>) -> [Lanes] {
    let (middle, gap) = pooled(counts)
    let means = means(counts)
    let mean = means.reduce(.zero, +) / Double(tasks)
    return [median(of: means), middle, mean, gap]
  }

  /// The interquartile mean and the optimality gap of all scores together.
  private func pooled(_ counts: UnsafeBufferPointer<Lanes>) -> (middle: Lanes, gap: Lanes) {
    let low = Lanes(repeating: Double(cut))
    let high = Lanes(repeating: Double(scores.count - cut))
    var (passed, middle, gap) = (Lanes.zero, Lanes.zero, Lanes.zero)
    // How much of what passed lies in the middle half; it begins at the low end.
    var within = low
    for index in order {
      let (count, score) = (counts[index], scores[index])
      passed += count
      let next = passed.replacing(with: low, where: passed .< low)
        .replacing(with: high, where: passed .> high)
      middle += (next - within) * score
      if score < 1 { gap += count * (1 - score) }
      within = next
    }
    return (middle / (high - low), gap / Double(scores.count))
  }

  /// The mean over the runs of each task, of shape `[tasks]`.
  private func means(_ counts: UnsafeBufferPointer<Lanes>) -> [Lanes] {
    (0..<tasks).map { task in
      var sum = Lanes.zero
      for index in task * runs..<(task + 1) * runs { sum += counts[index] * scores[index] }
      return sum / Double(runs)
    }
  }

  /// The median over tasks, lane by lane.
  private func median(of means: [Lanes]) -> Lanes {
    var medians = Lanes.zero
    for lane in 0..<Lanes.scalarCount {
      let sorted = means.map { $0[lane] }.sorted()
      medians[lane] = (sorted[(tasks - 1) / 2] + sorted[tasks / 2]) / 2
    }
    return medians
  }
}
