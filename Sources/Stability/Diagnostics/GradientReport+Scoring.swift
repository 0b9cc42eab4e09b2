internal import Glibc
internal import Records
internal import Statistics

extension GradientReport {
  /// Reads the evidence of an arm's runs; `nil` where none recorded gradients or weights.
  init?(of runs: [Run], objectives: [Objective]) throws {
    let names = objectives.map(\.name)
    let seen = try runs.concurrentMap { try Evidence($0.trace.evidence, names) }.compactMap(\.self)
    guard !seen.isEmpty else { return nil }
    let places = names.indices.flatMap { i in (0..<i).map { (i: $0, j: i) } }
    self.init(
      pairs: try places.enumerated().map { index, place in
        let pairs = seen.filter { !$0.pairs.isEmpty }.map { $0.pairs[index] }
        return Pair(
          a: names[place.i], b: names[place.j], cosine: try Self.median(pairs.map(\.cosine)),
          conflictShare: try Self.median(pairs.map(\.conflictShare)),
          magnitudeSimilarity: try Self.median(pairs.map(\.similarity)),
          curvatureBounding: try Self.median(pairs.map(\.curvature)))
      },
      conditionNumber: try Self.median(seen.map(\.condition)),
      conditionNumberOfDirections: try Self.median(seen.map(\.conditionOfDirections)),
      dependentShare: try Self.median(seen.map(\.dependentShare)),
      weightVolatility: try Self.median(seen.map(\.volatility)),
      weightEntropy: try Self.median(seen.map(\.entropy)),
      stepLength: try Self.median(seen.map(\.stepLength)),
      solver: Solver(of: runs.map(\.trace.evidence)))
  }

  fileprivate static func median(_ values: [Double?]) throws -> Double? {
    let defined = values.compactMap { $0 }.sorted()
    guard !defined.isEmpty else { return nil }
    let (low, high) = (defined[(defined.count - 1) / 2], defined[defined.count / 2])
    return high.isFinite ? low / 2 + high / 2 : nil
  }
}

extension GradientReport.Solver {
  /// Counts the recorded decisions of a solver; `nil` if there are none.
  fileprivate init?(of columns: [[String: [Double]]]) {
    let residuals = columns.flatMap { $0["solver/residual"] ?? [] }.filter { !$0.isNaN }
    let fallbacks = columns.flatMap { $0["solver/fallback"] ?? [] }.filter { !$0.isNaN }
    let decisions = max(residuals.count, fallbacks.count)
    guard decisions > 0 else { return nil }
    self.init(
      decisions: decisions, fallbacks: fallbacks.count { $0 > 0 },
      largestResidual: residuals.filter(\.isFinite).max())
  }
}

/// One run's evidence in numbers.
private struct Evidence {
  struct Pair {
    var cosine, conflictShare, similarity, curvature: Double?
  }

  var pairs: [Pair] = []
  var condition, conditionOfDirections, dependentShare: Double?
  var volatility, entropy, stepLength: Double?

  init?(_ columns: [String: [Double]], _ names: [String]) throws {
    let norms = names.map { columns["gradientNorm/\($0)"] ?? [] }
    let weights = names.map { columns["weight/\($0)"] ?? [] }
    let hasNorms = norms.allSatisfy { !$0.isEmpty && $0.count == norms[0].count }
    let hasWeights = weights.allSatisfy { !$0.isEmpty && $0.count == weights[0].count }
    guard hasNorms || hasWeights else { return nil }
    if hasNorms { try read(norms, columns, names) }
    if hasWeights { read(weights) }
    stepLength = try GradientReport.median((columns["stepLength"] ?? []).map { Self.finite($0) })
  }

  private mutating func read(
    _ norms: [[Double]], _ columns: [String: [Double]], _ names: [String]
  ) throws {
    let rows = norms[0].indices
    var cosines: [[Double]] = []
    for i in names.indices {
      for j in 0..<i {
        let column = columns["cosine/\(names[j])/\(names[i])"] ?? []
        cosines.append(column.count == rows.count ? column : rows.map { _ in .nan })
        let conflicts = rows.map { row -> GradientConflict? in
          let (a, b, cosine) = (norms[j][row], norms[i][row], cosines[cosines.count - 1][row])
          guard a.isFinite, b.isFinite else { return nil }
          return GradientConflict(norms: a, b, product: cosine.isFinite ? cosine * a * b : .nan)
        }
        let angles = cosines[cosines.count - 1].filter(\.isFinite)
        let similarities = conflicts.compactMap { $0?.magnitudeSimilarity }
        pairs.append(
          Pair(
            cosine: Self.mean(angles), conflictShare: Self.mean(angles.map { $0 < 0 ? 1 : 0 }),
            similarity: Self.mean(similarities),
            curvature: try GradientReport.median(
              conflicts.map { $0?.curvatureBounding.flatMap { $0.isNaN ? nil : $0 } })))
      }
    }
    try readConditions(norms, cosines)
  }

  /// Rebuilds the Gramian of every recorded step from norms and cosines.
  private mutating func readConditions(_ norms: [[Double]], _ cosines: [[Double]]) throws {
    let m = norms.count
    var (raw, unit, steps) = ([Double](), [Double](), 0)
    guard m > 1 else { return }
    for row in norms[0].indices {
      let lengths = norms.map { $0[row] }
      let angles = cosines.map { $0[row] }
      guard lengths.allSatisfy({ $0.isFinite && $0 > 0 }), angles.allSatisfy(\.isFinite) else {
        continue
      }
      func cosine(_ i: Int, _ j: Int) -> Double {
        i == j ? 1 : angles[max(i, j) * (max(i, j) - 1) / 2 + min(i, j)]
      }
      let directions = (0..<m).map { i in (0..<m).map { cosine(i, $0) } }
      let gramian = (0..<m).map { i in (0..<m).map { cosine(i, $0) * lengths[i] * lengths[$0] } }
      steps += 1
      if let value = try GramianSpectrum(gramian).conditionNumber { raw.append(value) }
      if let value = try GramianSpectrum(directions).conditionNumber { unit.append(value) }
    }
    guard steps > 0 else { return }
    condition = try GradientReport.median(raw)
    conditionOfDirections = try GradientReport.median(unit)
    dependentShare = Double(unit.count { $0 == .infinity }) / Double(steps)
  }

  private mutating func read(_ weights: [[Double]]) {
    let m = weights.count
    let rows = weights[0].indices.compactMap { row -> [Double]? in
      let values = weights.map { abs($0[row]) }
      let sum = values.reduce(0, +)
      return sum.isFinite && sum > 0 ? values.map { $0 / sum } : nil
    }
    volatility = Self.mean(
      zip(rows, rows.dropFirst()).map { zip($0, $1).reduce(0) { $0 + abs($1.0 - $1.1) } })
    guard m > 1 else { return }
    entropy = Self.mean(
      rows.map { row in
        -row.reduce(0) { $0 + ($1 > 0 ? $1 * log($1) : 0) } / log(Double(m))
      })
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
