import Statistics
import Testing

@Suite("Descriptive statistics")
struct FiniteSeriesTests {
  @Test func `agree with numpy, scipy and brute force`() throws {
    for (name, wanted) in try Reference.load().univariate {
      let series = try FiniteSeries(wanted.values)
      // The deviations of NIST's data lose digits in the data's own rounding.
      let tolerance = name.hasPrefix("nist") ? 1e-8 : 1e-12
      #expect(agree(series.mean, wanted.mean), "\(name) mean")
      #expect(agree(series.median, wanted.median), "\(name) median")
      #expect(agree(try series.variance(), wanted.variance, tolerance), "\(name) variance")
      #expect(agree(try series.standardDeviation(), wanted.sd, tolerance), "\(name) sd")
      #expect(agree(series.medianAbsoluteDeviation, wanted.mad, tolerance), "\(name) MAD")
      for (share, value) in wanted.quantiles {
        let p = try #require(Double(share))
        #expect(agree(try series.quantile(p), value), "\(name) quantile \(share)")
      }
      for (share, value) in wanted.tails {
        let p = try #require(Double(share))
        #expect(agree(try series.largestShareMean(p), value), "\(name) tail \(share)")
      }
      if let qn = wanted.qn { #expect(agree(series.qn, qn), "\(name) Qn") }
      if let gini = wanted.gini { #expect(agree(try series.giniMeanDifference(), gini)) }
      if let lag1 = wanted.lag1 {
        #expect(agree(try #require(series.lag1Autocorrelation), lag1, tolerance), "\(name) lag 1")
      }
    }
  }

  @Test func `several quantiles at once are those one by one, in any order`() throws {
    let series = try FiniteSeries((0..<101).map { Double(($0 * 37) % 101) })
    let shares = [0.9, 0.1, 0.5, 1, 0, 0.123]
    #expect(try series.quantiles(shares) == shares.map { try series.quantile($0) })
    #expect(try series.quantiles(shares).prefix(5) == [90, 10, 50, 100, 0])
  }

  @Test func `the pseudomedian is the median of the means of pairs`() throws {
    #expect(try FiniteSeries([1, 2, 9]).pseudomedian == 3.5)  // of 1, 1.5, 2, 5, 5.5, 9
    #expect(try FiniteSeries([4]).pseudomedian == 4)
    // Between two groups, whichever is the larger, where a median stands in one of them.
    #expect(try FiniteSeries([0, 0, 0, 0, 1, 1, 1]).pseudomedian == 0.5)
    #expect(try FiniteSeries([0, 0, 0, 1, 1, 1, 1]).pseudomedian == 0.5)
    let largest = Double.greatestFiniteMagnitude
    #expect(try FiniteSeries([largest, largest]).pseudomedian == largest)
  }

  @Test func `sorting and the tails look at the right end`() throws {
    let series = try FiniteSeries([3, 1, 4, 1, 5])
    #expect(series.sorted == [1, 1, 3, 4, 5])
    #expect(try series.largestShareMean(0.4) == 4.5)
    #expect(try series.smallestShareMean(0.4) == 1)
    #expect(try series.largestShareMean(0) == 5)
    #expect(series.values == [3, 1, 4, 1, 5])
  }

  @Test func `a tail of a whole number of values is not enlarged by rounding`() throws {
    // 0.1 · 30 is 3, but (0.1 + 0.2) · 10 is 3.0000000000000004 in binary.
    let series = try FiniteSeries((0..<10).map(Double.init))
    #expect(try series.largestShareMean(0.1 + 0.2) == 8)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `values that are not finite never pass`(value: Double) {
    #expect(throws: StatisticsError.nonFinite(series: "x", index: 1, value: "\(value)")) {
      try FiniteSeries([1, value], named: "x")
    }
  }

  @Test func `short series are refused`() throws {
    #expect(throws: StatisticsError.tooShort(series: "x", needed: 1, found: 0)) {
      try FiniteSeries([], named: "x")
    }
    #expect(throws: StatisticsError.tooShort(series: "x", needed: 4, found: 3)) {
      try FiniteSeries([1, 2, 3], atLeast: 4, named: "x")
    }
    let one = try FiniteSeries([1], named: "x")
    #expect(throws: StatisticsError.self) { try one.variance() }
    #expect(throws: StatisticsError.self) { try one.giniMeanDifference() }
    #expect(throws: StatisticsError.self) { try one.quantile(.nan) }
    #expect(throws: StatisticsError.self) { try one.quantile(1.5) }
    #expect(one.qn == 0)
    #expect(one.lag1Autocorrelation == nil)
  }

  @Test func `moving medians agree with numpy`() throws {
    let reference = try Reference.load()
    let series = try FiniteSeries(try #require(reference.univariate["trace20"]).values)
    for (window, wanted) in reference.movingMedian {
      #expect(try series.movingMedian(window: #require(Int(window))) == wanted)
    }
    #expect(throws: StatisticsError.self) { try series.movingMedian(window: 4) }
    #expect(throws: StatisticsError.self) { try series.movingMedian(window: 0) }
  }

  @Test func `a moving median forgets a huge value`() throws {
    let series = try FiniteSeries([1, 2, 1e17, 3, 4, 5, 6, 7, 8])
    #expect(try series.movingMedian(window: 3).suffix(5) == [4, 5, 6, 7, 7.5])
  }

  @Test func `distances of vectors are Chebyshev's, and their mean Gini's`() throws {
    let distances = try ChebyshevDistances(between: [[0, 0], [1, 3], [-2, 1]])
    #expect(distances.values == [0, 3, 2, 3, 0, 3, 2, 3, 0])
    #expect(distances.mean == 8.0 / 3)
    let scalars = [0.3, 1.7, -2.5, 0.1]
    let mean = try ChebyshevDistances(between: scalars.map { [$0] }).mean
    #expect(agree(try #require(mean), try FiniteSeries(scalars).giniMeanDifference()))
    #expect(try ChebyshevDistances(between: [[1]]).mean == nil)
    #expect(try ChebyshevDistances(between: []).mean == nil)
    #expect(throws: StatisticsError.self) { try ChebyshevDistances(between: [[1], [1, 2]]) }
    #expect(throws: StatisticsError.self) { try ChebyshevDistances(between: [[.nan]]) }
  }
}
