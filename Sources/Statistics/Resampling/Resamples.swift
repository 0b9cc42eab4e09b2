/// Bootstrap resamples of `n` things, as the number of times each was drawn: matrix of shape
/// `[B, n]`, every row sums to `n`.
///
/// Either drawn at random, or all that differ, each with its probability: `C(2n − 1, n)` of them stand
/// for the `nⁿ` equally likely draws, and a bootstrap over them is exact.
///
/// Made once and used for everything that is compared, so that differences stay paired.
///
/// - SeeAlso: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993); Fisher and Hall,
///   "Bootstrap algorithms for small samples", J. Statistical Planning and Inference 27 (1991).
public struct Resamples: Hashable, Sendable {
  /// The number of things drawn from, `n`.
  public let population: Int
  /// The number of resamples, `B`.
  public let count: Int
  /// The seed of the stream they were drawn from; `nil` where nothing was drawn because all are there.
  public let seed: UInt32?
  /// Whether all are there: a bootstrap over them is exact.
  public var isExact: Bool { seed == nil }
  /// How many of the equally likely draws each resample stands for, whole numbers: 1 where they were
  /// drawn, `n!/Πᵢ cᵢ!` where all are there. Of shape `[B]`.
  public let weights: [Double]
  /// How often each thing was drawn, eight resamples a vector: of shape `[⌈B/8⌉, n]`; missing
  /// resamples are 0.
  private let lanes: [Lanes]

  /// Draws the resamples.
  ///
  /// - Parameters:
  ///   - count: `B`, at least 1.
  ///   - population: `n`, at least 1.
  ///   - seed: The stream's seed.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public init(_ count: Int, of population: Int, seed: StreamSeed) throws(StatisticsError) {
    guard count > 0, population > 0 else {
      throw .outOfRange(
        parameter: "the resamples", value: "\(count) of \(population)",
        wanted: "at least one resample of at least one thing")
    }
    self.population = population
    self.count = count
    self.seed = seed.value
    weights = [Double](repeating: 1, count: count)
    let stream = try MersenneTwister(seed: seed.value)
    var lanes = [Lanes](repeating: .zero, count: (count + 7) / 8 * population)
    for resample in 0..<count {
      let block = resample / 8 * population
      for _ in 0..<population {
        lanes[block + stream.index(below: population)][resample % 8] += 1
      }
    }
    self.lanes = lanes
  }

  /// The number of different resamples of `n` things, `C(2n − 1, n)`; `nil` where it is above a limit.
  ///
  /// - Parameters:
  ///   - population: `n`, at least 1.
  ///   - limit: The limit, at least 1.
  public static func different(of population: Int, upTo limit: Int) -> Int? {
    var count = 1
    // C(n + k, k + 1) = C(n + k − 1, k)·(n + k)/(k + 1), without a rest at each k.
    for k in 0..<population {
      let (product, isOver) = count.multipliedReportingOverflow(by: population + k)
      count = product / (k + 1)
      guard !isOver, count <= limit else { return nil }
    }
    return count
  }

  /// All different resamples where they are no more than a number, else so many that are drawn.
  ///
  /// - Parameters:
  ///   - most: How many there may be, at least 1.
  ///   - population: `n`, at least 1.
  ///   - seed: The stream's seed.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public init(upTo most: Int, of population: Int, seed: StreamSeed) throws(StatisticsError) {
    if population <= Self.mostListed, Self.different(of: population, upTo: most) != nil {
      try self.init(allOf: population)
    } else {
      try self.init(most, of: population, seed: seed)
    }
  }

  /// Beyond 13 things the draws are more than a floating-point number counts.
  private static let mostListed = 13

  /// All different resamples, the one that draws only the first thing first.
  ///
  /// - Parameter population: `n`, 1 to 13: of more the draws are more than a floating-point number
  ///   counts.
  /// - Throws: ``StatisticsError/outOfRange(parameter:value:wanted:)``.
  public init(allOf population: Int) throws(StatisticsError) {
    guard (1...Self.mostListed).contains(population) else {
      throw .outOfRange(
        parameter: "the things of which all resamples are listed", value: "\(population)",
        wanted: "1 to \(Self.mostListed)")
    }
    let factorials = (0...population).map { (1...max($0, 1)).reduce(1, *) }
    var rows: [[Int]] = []
    var row = [Int](repeating: 0, count: population)
    func fill(_ thing: Int, _ left: Int) {
      guard thing < population - 1 else {
        row[thing] = left
        rows.append(row)
        return
      }
      for times in stride(from: left, through: 0, by: -1) {
        row[thing] = times
        fill(thing + 1, left - times)
      }
    }
    fill(0, population)
    (self.population, count, seed) = (population, rows.count, nil)
    weights = rows.map { row in
      Double(row.reduce(factorials[population]) { $0 / factorials[$1] })
    }
    var lanes = [Lanes](repeating: .zero, count: (rows.count + 7) / 8 * population)
    for (resample, row) in rows.enumerated() {
      for (thing, times) in row.enumerated() {
        lanes[resample / 8 * population + thing][resample % 8] = Double(times)
      }
    }
    self.lanes = lanes
  }

  /// The probability of the resamples of which something holds.
  public func share(where holds: (_ resample: Int) -> Bool) -> Double {
    var (sum, total) = (0.0, 0.0)
    for (resample, weight) in weights.enumerated() {
      total += weight
      if holds(resample) { sum += weight }
    }
    return sum / total
  }

  /// How often a thing was drawn in a resample.
  public func count(of thing: Int, in resample: Int) -> Int {
    Int(lanes[resample / 8 * population + thing][resample % 8])
  }

  /// A statistic of every resample, computed for eight of them side by side.
  ///
  /// - Parameter statistic: Is given how often each thing was drawn, `[n]`, lane by lane a resample;
  ///   lanes without a resample hold 0, and what becomes of them is dropped.
  /// - Returns: Of shape `[B]`.
  public func map(
    _ statistic: (_ counts: UnsafeBufferPointer<SIMD8<Double>>) -> SIMD8<Double>
  ) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(count + 7)
    lanes.withUnsafeBufferPointer { lanes in
      for block in stride(from: 0, to: lanes.count, by: population) {
        let found = statistic(UnsafeBufferPointer(rebasing: lanes[block..<block + population]))
        for lane in 0..<Lanes.scalarCount { values.append(found[lane]) }
      }
    }
    values.removeLast(values.count - count)
    return values
  }

  /// The sum, for every resample, of one number a thing: `Σᵢ cᵢ·xᵢ`.
  ///
  /// - Parameter values: `x`, of shape `[n]`.
  /// - Returns: Of shape `[B]`.
  /// - Throws: ``StatisticsError/lengthsDiffer(series:wanted:found:)``.
  public func sums(of values: FiniteSeries) throws(StatisticsError) -> [Double] {
    guard values.count == population else {
      throw .lengthsDiffer(series: values.name, wanted: population, found: values.count)
    }
    return map { counts in
      var sum = Lanes.zero
      for (count, value) in zip(counts, values.values) { sum += count * value }
      return sum
    }
  }

  /// The mean, for every resample, over its pairs of different things.
  ///
  ///     Σᵢ﹤ⱼ cᵢ·cⱼ·dᵢⱼ / Σᵢ﹤ⱼ cᵢ·cⱼ   over the things i, j that are members
  ///
  /// A thing drawn twice makes no pair with itself.
  ///
  /// - Parameters:
  ///   - pairs: `d`, of shape `[n, n]` by rows, symmetric.
  ///   - isMember: Which things take part, of shape `[n]`.
  /// - Returns: Of shape `[B]`; 0 where fewer than two different members were drawn.
  /// - Throws: ``StatisticsError/lengthsDiffer(series:wanted:found:)``.
  public func means(
    ofPairs pairs: FiniteSeries, among isMember: [Bool]
  ) throws(StatisticsError) -> [Double] {
    let squared = population * population
    guard pairs.count == squared else {
      throw .lengthsDiffer(series: pairs.name, wanted: squared, found: pairs.count)
    }
    guard isMember.count == population else {
      throw .lengthsDiffer(
        series: "the memberships", wanted: population, found: isMember.count)
    }
    let members = isMember.indices.filter { isMember[$0] }
    return pairs.values.withUnsafeBufferPointer { pairs in
      map { counts in
        var (sum, weight, before) = (Lanes.zero, Lanes.zero, Lanes.zero)
        for (place, i) in members.enumerated() {
          var inner = Lanes.zero
          for j in members[..<place] { inner += counts[j] * pairs[i * population + j] }
          sum += counts[i] * inner
          weight += counts[i] * before
          before += counts[i]
        }
        return (sum / weight).replacing(with: 0, where: weight .<= 0)
      }
    }
  }
}
