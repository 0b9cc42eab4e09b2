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
    var orders = (0..<first.runs.count).map { _ in (0..<Int32(arms.count)).map { $0 } }
    let observed = field.variances(orders.flatMap { $0 }, first)[0]
    var (count, left) = (0, profile.permutations)
    while left > 0 {
      let size = min(left, RunField.batch)
      var patterns = [Int32](repeating: 0, count: size * field.runs)
      for pattern in 0..<size {
        for seed in orders.indices {
          stream.shuffle(&orders[seed])
          let start = (seed * size + pattern) * arms.count
          for slot in arms.indices { patterns[start + slot] = orders[seed][slot] }
        }
      }
      count += field.variances(patterns, first).count { $0 >= observed - 1e-12 }
      left -= size
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

  /// The number of runs.
  var runs: Int { guarded.count }

  /// The variances over arms of `Q`, each made of the runs that a pattern gives it.
  ///
  /// - Parameter patterns: The arms in their new order, of shape `[seeds, patterns, arms]`.
  func variances(_ patterns: [Int32], _ rule: ArmScore) -> [Double] {
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
  private func sums(of values: [Double], _ patterns: [Int32]) -> [Double] {
    let places = patterns.count / seeds
    var sums = [Double](repeating: 0, count: places)
    for seed in 0..<seeds {
      for place in 0..<places {
        sums[place] += values[seed * arms + Int(patterns[seed * places + place])]
      }
    }
    return sums
  }

  /// The sums of distances over pairs of seeds, of shape `[patterns, arms]`.
  ///
  /// All patterns look at the distances between two seeds before the next two: these few stay in
  /// the cache.
  private func distances(_ patterns: [Int32]) -> [Double] {
    let (runs, places) = (runs, patterns.count / seeds)
    var sums = [Double](repeating: 0, count: places)
    sums.withUnsafeMutableBufferPointer { sums in
      patterns.withUnsafeBufferPointer { patterns in
        distances.withUnsafeBufferPointer { distances in
          for i in 0..<seeds {
            for j in 0..<i {
              let first = i * arms * runs + j * arms
              let (a, b) = (i * places, j * places)
              for place in 0..<places {
                let row = first &+ Int(patterns[a &+ place]) &* runs
                sums[place] += distances[row &+ Int(patterns[b &+ place])]
              }
            }
          }
        }
      }
    }
    return sums
  }
}
