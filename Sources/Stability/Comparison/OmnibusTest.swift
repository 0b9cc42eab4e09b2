internal import Statistics

/// The permutation test of several arms at once: within every seed their whole runs are reordered, and
/// the variance of their stabilities is computed again.
///
///     p = (b + 1)/(m + 1),   b patterns with Var(Q) ≥ Var(Q) observed
enum OmnibusTest {
  /// The probability; `nil` for fewer than three arms.
  static func pValue(_ arms: [ArmScore], profile: ScoreProfile) throws -> Double? {
    guard let first = arms.first, arms.count > 2 else { return nil }
    let stream = try MersenneTwister(
      seed: StreamSeed(master: profile.masterSeed, purpose: "omnibus").value)
    let field = try RunField(arms)
    var orders = (0..<first.runs.count).map { _ in Array(arms.indices) }
    let observed = field.variances(orders.flatMap { $0 }, first)[0]
    var (count, left) = (0, profile.permutations)
    while left > 0 {
      var patterns: [Int] = []
      for _ in 0..<min(left, RunField.batch) {
        for seed in orders.indices {
          stream.shuffle(&orders[seed])
          patterns += orders[seed]
        }
      }
      count += field.variances(patterns, first).count { $0 >= observed - 1e-12 }
      left -= min(left, RunField.batch)
    }
    return Double(count + 1) / Double(profile.permutations + 1)
  }
}

/// All runs of several arms with the distances between their centered final levels.
private struct RunField {
  private let arms: Int
  private let seeds: Int
  /// `q` by seed and arm.
  private let guarded: [Double]
  private let isAlive: [Bool]
  /// Between the runs in the order of `guarded`; 0 to a failed run.
  private let distances: [Double]

  init(_ scores: [ArmScore]) throws {
    let ends = try scores.map { try CenteredEnds(of: $0) }
    arms = scores.count
    seeds = scores[0].runs.count
    let all = (0..<scores[0].runs.count).flatMap { seed in ends.map { $0.points[seed] } }
    guarded = (0..<scores[0].runs.count).flatMap { seed in scores.map { $0.guarded[seed] } }
    isAlive = all.map { $0 != nil }
    let points = CenteredEnds(points: all)
    distances = points.distances(to: points)
  }

  /// As many patterns as are worth looking at together.
  static let batch = 32

  /// The variances over arms of `Q`, each made of the runs that a pattern gives it.
  ///
  /// - Parameter patterns: The arms in their new order, of shape `[patterns, seeds, arms]`.
  func variances(_ patterns: [Int], _ rule: ArmScore) -> [Double] {
    let scores = sums(of: guarded, patterns)
    let alive = sums(of: isAlive.map { $0 ? 1 : 0 }, patterns)
    let distances = distances(patterns)
    return stride(from: 0, to: scores.count, by: arms).map { start in
      var (sum, squares) = (0.0, 0.0)
      for slot in start..<start + arms {
        let pairs = alive[slot] * (alive[slot] - 1) / 2
        let spread = pairs > 0 ? distances[slot] / pairs : 0
        let q = scores[slot] / Double(seeds) * rule.factor(ofSpread: spread)
        sum += q
        squares += q * q
      }
      let mean = sum / Double(arms)
      return squares / Double(arms) - mean * mean
    }
  }

  /// The sums over seeds of one number a run, of shape `[patterns, arms]`.
  private func sums(of values: [Double], _ patterns: [Int]) -> [Double] {
    stride(from: 0, to: patterns.count, by: values.count).flatMap { pattern in
      var sums = [Double](repeating: 0, count: arms)
      for seed in stride(from: 0, to: values.count, by: arms) {
        for slot in 0..<arms { sums[slot] += values[seed + patterns[pattern + seed + slot]] }
      }
      return sums
    }
  }

  /// The sums of distances over pairs of seeds, of shape `[patterns, arms]`.
  ///
  /// All patterns look at the distances between two seeds before the next two: these few stay in
  /// the cache.
  private func distances(_ patterns: [Int]) -> [Double] {
    let runs = guarded.count
    var sums = [Double](repeating: 0, count: patterns.count / seeds)
    sums.withUnsafeMutableBufferPointer { sums in
      patterns.withUnsafeBufferPointer { patterns in
        distances.withUnsafeBufferPointer { distances in
          for i in stride(from: 0, to: runs, by: arms) {
            for j in stride(from: 0, to: i, by: arms) {
              var (pattern, first) = (0, 0)
              while pattern < patterns.count {
                for slot in 0..<arms {
                  let (a, b) = (patterns[pattern + i + slot], patterns[pattern + j + slot])
                  sums[first + slot] += distances[(i + a) * runs + j + b]
                }
                pattern += runs
                first += arms
              }
            }
          }
        }
      }
    }
    return sums
  }
}
