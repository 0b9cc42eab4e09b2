import Statistics
import Testing

@Suite("Distributions and intervals")
struct InferenceTests {
  @Test func `lines agree with scipy`() throws {
    let reference = try Reference.load()
    for (name, wanted) in reference.lines {
      let y = try FiniteSeries(try #require(reference.univariate[name]).values)
      let fit = try LinearFit(y)
      #expect(agree(fit.intercept, wanted.intercept))
      #expect(agree(fit.slope, wanted.slope))
      #expect(agree(fit.slopeError, wanted.slopeError))
      let p = try StudentDistribution(degrees: Double(y.count - 2))
        .bothTails(fit.slope / fit.slopeError)
      #expect(agree(p, wanted.p, 1e-10))
      let sum = fit.residuals.reduce(0, +)
      #expect(abs(sum) < 1e-12)
    }
  }

  @Test func `a line needs three values and different places`() throws {
    let y = try FiniteSeries([1, 2, 4])
    #expect(throws: StatisticsError.self) { try LinearFit(FiniteSeries([1, 2])) }
    #expect(throws: StatisticsError.self) { try LinearFit(y, against: FiniteSeries([1, 2])) }
    #expect(throws: StatisticsError.self) { try LinearFit(y, against: FiniteSeries([2, 2, 2])) }
    let fit = try LinearFit(FiniteSeries([1, 3, 5]), against: FiniteSeries([0, 10, 20]))
    #expect(agree(fit.slope, 0.2) && fit.slopeError < 1e-12)
  }

  @Test func `distributions agree with scipy, and their inverses with themselves`() throws {
    let reference = try Reference.load()
    for (x, wanted) in reference.normal {
      let x = try #require(Double(x))
      #expect(agree(NormalDistribution.lowerTail(x), wanted, 1e-11))
      #expect(agree(NormalDistribution.upperTail(-x), wanted, 1e-11))
      #expect(abs(try NormalDistribution.quantile(wanted) - x) < 1e-9)
    }
    for wanted in reference.student {
      let student = try StudentDistribution(degrees: wanted.degrees)
      #expect(agree(student.lowerTail(wanted.t), wanted.lower, 1e-11))
      #expect(agree(student.upperTail(wanted.t), wanted.upper, 1e-11))
      guard wanted.upper > 1e-4 else { continue }  // Nearer to 1 a share has lost its digits.
      #expect(abs(try student.quantile(wanted.lower) - wanted.t) < 1e-8)
    }
    #expect(throws: StatisticsError.self) { try StudentDistribution(degrees: 0) }
    #expect(throws: StatisticsError.self) { try NormalDistribution.quantile(-0.1) }
  }

  @Test func `Clopper and Pearson's interval agrees with scipy`() throws {
    for wanted in try Reference.load().clopperPearson {
      let interval = try ClopperPearson(successes: wanted.k, of: wanted.n)
      #expect(agree(interval.lower, wanted.lower, 1e-10))
      #expect(agree(interval.upper, wanted.upper, 1e-10))
    }
    #expect(throws: StatisticsError.self) { try ClopperPearson(successes: 3, of: 2) }
    #expect(throws: StatisticsError.self) { try ClopperPearson(successes: 0, of: 0) }
  }

  @Test func `expanded percentiles agree with scipy`() throws {
    for (count, wanted) in try Reference.load().expandedPercentile {
      let percentile = try ExpandedPercentile(count: #require(Int(count)))
      #expect(agree(percentile.tail, wanted, 1e-10))
    }
    let ends = try ExpandedPercentile(count: 10).ends(of: FiniteSeries((0...1000).map(Double.init)))
    #expect(agree(ends.lower, 8.550639024406366, 1e-9))
    #expect(agree(ends.upper, 1000 - 8.550639024406366, 1e-9))
    #expect(throws: StatisticsError.self) { try ExpandedPercentile(count: 1) }
  }

  @Test func `exact percentiles are numpy's over every draw`() throws {
    for wanted in try Reference.load().exactBootstrap {
      let n = wanted.values.count
      let resamples = try Resamples(allOf: n)
      #expect(resamples.count == wanted.different)
      let percentile = try ExpandedPercentile(count: n)
      let means = try resamples.sums(of: FiniteSeries(wanted.values)).map { $0 / Double(n) }
      let mean = try percentile.ends(of: means, weights: resamples.weights)
      #expect(agree(mean.lower, wanted.mean[0]) && agree(mean.upper, wanted.mean[1]))
      let medians = try (0..<resamples.count).map { b in
        try FiniteSeries(
          (0..<n).flatMap { thing in
            Array(repeating: wanted.values[thing], count: resamples.count(of: thing, in: b))
          }
        ).median
      }
      let median = try percentile.ends(of: medians, weights: resamples.weights)
      #expect(agree(median.lower, wanted.median[0]) && agree(median.upper, wanted.median[1]))
    }
    let percentile = try ExpandedPercentile(count: 5)
    #expect(throws: StatisticsError.self) { try percentile.ends(of: [1.0], weights: []) }
    #expect(throws: StatisticsError.self) { try percentile.ends(of: [Int](), weights: []) }
  }
}
