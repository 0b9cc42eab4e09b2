import Statistics
import Testing

@Suite("Random streams and resamples")
struct RandomTests {
  @Test func `mt19937 is numpy's`() throws {
    for (seed, wanted) in try Reference.load().mt19937 {
      let stream = try MersenneTwister(seed: #require(UInt32(seed)))
      #expect(wanted.map { _ in stream.next() } == wanted)
    }
    let stream = try MersenneTwister(seed: 7)
    #expect((0..<1000).allSatisfy { _ in (0..<3).contains(stream.index(below: 3)) })
  }

  @Test func `seeds differ by master, purpose and index, are never 0, and stay as they are`() {
    let seeds = ["bootstrap", "permutation", "Bootstrap", ""].flatMap { purpose in
      [0, 1, 2].flatMap { master in
        (0..<50).map { StreamSeed(master: master, purpose: purpose, index: $0).value }
      }
    }
    #expect(Set(seeds).count == seeds.count)
    #expect(!seeds.contains(0))
    // SplitMix64 in Python; its first output from state 0 is the published 0xE220A8397B1DCDAF.
    #expect(StreamSeed(master: 1, purpose: "bootstrap").value == 3_187_686_975)
  }

  @Test func `every resample draws as many as there are, each as often as any`() throws {
    let seed = StreamSeed(master: 3, purpose: "test")
    let resamples = try Resamples(4000, of: 5, seed: seed)
    let rows = (0..<4000).map { b in (0..<5).map { resamples.count(of: $0, in: b) } }
    #expect(rows.allSatisfy { $0.reduce(0, +) == 5 && $0.allSatisfy { $0 >= 0 } })
    for thing in 0..<5 {
      let mean = Double(rows.reduce(0) { $0 + $1[thing] }) / 4000
      #expect(abs(mean - 1) < 0.06)
    }
    #expect(try Resamples(4000, of: 5, seed: seed) == resamples)
    #expect(throws: StatisticsError.self) { try Resamples(0, of: 5, seed: seed) }
  }

  @Test(arguments: [(1, 9), (3, 1000), (7, 5003), (8, 1001), (20, 43)])
  func `resamples are those of the stream, one after the other`(_ n: Int, _ count: Int) throws {
    let seed = StreamSeed(master: 5, purpose: "test")
    let resamples = try Resamples(count, of: n, seed: seed)
    let stream = try MersenneTwister(seed: seed.value)
    let values = (0..<n).map { 0.1 + Double($0 * $0) / 7 }
    let sums = try resamples.sums(of: FiniteSeries(values))
    #expect(sums.count == count)
    for b in 0..<count {
      var drawn = [Int](repeating: 0, count: n)
      for _ in 0..<n { drawn[stream.index(below: n)] += 1 }
      #expect((0..<n).map { resamples.count(of: $0, in: b) } == drawn)
      #expect(sums[b] == zip(drawn, values).reduce(0) { $0 + Double($1.0) * $1.1 })
    }
  }

  @Test(arguments: 1...7) func `all resamples stand for all draws`(_ n: Int) throws {
    let resamples = try Resamples(allOf: n)
    #expect(resamples.count == Resamples.different(of: n, upTo: 1716) && resamples.seed == nil)
    // Every draw of n things, counted one by one.
    var wanted: [[Int]: Double] = [:]
    var draw = [Int](repeating: 0, count: n)
    repeat {
      wanted[draw.reduce(into: [Int](repeating: 0, count: n)) { $0[$1] += 1 }, default: 0] += 1
      var place = 0
      while place < n, draw[place] == n - 1 {
        draw[place] = 0
        place += 1
      }
      guard place < n else { break }
      draw[place] += 1
    } while true
    let found = (0..<resamples.count).map { b in
      ((0..<n).map { resamples.count(of: $0, in: b) }, resamples.weights[b])
    }
    #expect(Dictionary(found) { $0 + $1 } == wanted && found.count == wanted.count)
    // n draws none of which is the last thing: (1 − 1/n)ⁿ.
    let missed = resamples.share { resamples.count(of: n - 1, in: $0) == 0 }
    #expect(agree(missed, (0..<n).reduce(1) { share, _ in share * (1 - 1 / Double(n)) }))
  }

  @Test func `how many resamples differ`() throws {
    let known = [1: 1, 2: 3, 5: 126, 8: 6435, 9: 24_310, 30: 59_132_290_782_430_712]
    for (n, count) in known {
      #expect(Resamples.different(of: n, upTo: count) == count)
      #expect(n == 1 || Resamples.different(of: n, upTo: count - 1) == nil)
    }
    #expect(Resamples.different(of: 2000, upTo: .max) == nil)
    #expect(try Resamples(allOf: 13).weights.reduce(0, +) == 302_875_106_592_253)
    let seed = StreamSeed(master: 1, purpose: "test")
    #expect(try Resamples(upTo: 126, of: 5, seed: seed) == Resamples(allOf: 5))
    #expect(try Resamples(upTo: 125, of: 5, seed: seed) == Resamples(125, of: 5, seed: seed))
    for n in [0, 14] { #expect(throws: StatisticsError.self) { try Resamples(allOf: n) } }
  }

  @Test func `sums and pair means over resamples are those of the resampled things`() throws {
    let resamples = try Resamples(50, of: 3, seed: StreamSeed(master: 1, purpose: "test"))
    let values = [0.5, -2, 3.25]
    let pairs: [Double] = [0, 1, 2, 1, 0, 4, 2, 4, 0]
    let sums = try resamples.sums(of: FiniteSeries(values))
    let all = try resamples.means(ofPairs: FiniteSeries(pairs), among: [true, true, true])
    let some = try resamples.means(ofPairs: FiniteSeries(pairs), among: [true, false, true])
    for b in 0..<50 {
      let counts = (0..<3).map { resamples.count(of: $0, in: b) }
      let things = (0..<3).flatMap { Array(repeating: $0, count: counts[$0]) }
      #expect(agree(sums[b], things.reduce(0) { $0 + values[$1] }))
      let distances = things.flatMap { i in
        things.compactMap { j in i == j ? nil : pairs[3 * i + j] }
      }
      let mean = distances.isEmpty ? 0 : distances.reduce(0, +) / Double(distances.count)
      #expect(agree(all[b], mean))
      #expect(some[b] == (counts[0] > 0 && counts[2] > 0 ? 2 : 0))
    }
    #expect(throws: StatisticsError.self) { try resamples.sums(of: FiniteSeries([1])) }
    #expect(throws: StatisticsError.self) {
      try resamples.means(ofPairs: FiniteSeries([1]), among: [true, true, true])
    }
    #expect(throws: StatisticsError.self) {
      try resamples.means(ofPairs: FiniteSeries(pairs), among: [true])
    }
  }
}

@Suite("Aggregates over tasks")
struct AggregateTests {
  private func score(_ run: Int, _ task: Int) -> Double {
    let x = Double((run * 104_729 + task * 1_299_709) % 1009) / 1009
    return 0.2 + x * x
  }

  @Test func `aggregates are rliable's, their intervals close to the mean's theory`() throws {
    let scores = (0..<30).map { run in (0..<5).map { score(run, $0) } }
    let pooled = try FiniteSeries(scores.flatMap { $0 })
    let bootstrap = try AggregateBootstrap(
      20_000, runs: 30, tasks: 5, seed: StreamSeed(master: 1, purpose: "aggregate"))
    let (point, lower, upper) = try bootstrap.estimate(scores)
    let means = (0..<5).map { task in scores.reduce(0) { $0 + $1[task] } / 30 }
    #expect(agree(point.mean, pooled.mean) && agree(point.median, means.sorted()[2]))
    #expect(agree(point.interquartileMean, pooled.interquartileMean))
    let gaps = pooled.values.map { 1 - min(1, $0) }
    #expect(agree(point.optimalityGap, gaps.reduce(0, +) / 150))
    // A mean over strata has the sum of their variances.
    let variance = try (0..<5).reduce(0.0) { sum, task in
      try sum + FiniteSeries(scores.map { $0[task] }).variance() * 29 / 30 / 30
    }
    let half = 1.96 * variance.squareRoot() / 5
    #expect(abs(point.mean - lower.mean - half) < 0.05 * half)
    #expect(abs(upper.mean - point.mean - half) < 0.05 * half)
    #expect(lower.median < point.median && point.median < upper.median)
    #expect(lower.interquartileMean < upper.interquartileMean)
    #expect(throws: StatisticsError.self) { try bootstrap.estimate([[1]]) }
    #expect(throws: StatisticsError.self) {
      try AggregateBootstrap(0, runs: 1, tasks: 1, seed: StreamSeed(master: 1, purpose: "a"))
    }
  }
}
