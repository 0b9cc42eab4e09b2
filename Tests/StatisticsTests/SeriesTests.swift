import Foundation
import Statistics
import Testing

@Suite("Statistics of series and of gradients")
struct SeriesTests {
  private func series(_ name: String) throws -> FiniteSeries {
    try FiniteSeries(try #require(Reference.load().univariate[name]).values)
  }

  @Test func `shapes and drawdowns agree with numpy and scipy`() throws {
    for (name, wanted) in try Comparisons.load().shape {
      let x = try series(name)
      #expect(agree(try #require(x.skewness), wanted.skewness, 1e-11), "\(name)")
      #expect(agree(try #require(x.excessKurtosis), wanted.excessKurtosis, 1e-11), "\(name)")
      #expect(agree(x.meanAbsoluteDeviation, wanted.absoluteDeviation))
      #expect(agree(try x.trimmedMean(0.1), wanted.trimmed), "\(name)")
      #expect(agree(x.interquartileMean, wanted.interquartile), "\(name)")
      // Rousseeuw and Croux's factors of GSL for the lengths at hand.
      let factor = x.count == 8 ? 1.005 : x.count == 11 ? 11 / 10.1 : 1
      #expect(agree(x.sn, 1.1926 * factor * wanted.sn0), "\(name)")
      #expect(agree(try #require(x.jackknifeAcceleration), wanted.acceleration, 1e-10))
      let r = try #require(x.autocorrelations(lags: 3))
      #expect(zip(r, wanted.autocorrelations).allSatisfy { abs($0 - $1) < 1e-12 })
      #expect(agree(x.drawdowns.values.max() ?? -1, wanted.drawdown))
      #expect(agree(try x.drawdowns.largestShareMean(0.05), wanted.drawdownTail))
      #expect(agree(x.ulcerIndex, wanted.ulcer))
    }
  }

  @Test func `what a constant has no value for is none`() throws {
    let x = try FiniteSeries([2, 2, 2, 2, 2])
    #expect(x.skewness == nil && x.excessKurtosis == nil && x.autocorrelations(lags: 1) == nil)
    #expect(x.effectiveCount == nil && x.jackknifeAcceleration == nil)
    #expect(x.sn == 0 && x.ulcerIndex == 0)
    #expect(try Correlation(x, FiniteSeries([1, 2, 3, 4, 5])).spearman == nil)
    #expect(try StationarityTest(x, around: .level).statistic == 0)
    #expect(try StationarityTest(FiniteSeries([1, 2, 3, 4]), around: .trend).statistic == 0)
    #expect(try MannKendallTest(x).pValue == 1)
    #expect(try Periodogram(x).fisher == nil && GewekeTest.score(x) == nil)
    #expect(try WaveletVariance(x).variances.allSatisfy { abs($0) < 1e-30 })
    #expect(try x.trimmedMean(0.2) == 2)
    #expect(throws: StatisticsError.self) { try x.trimmedMean(0.5) }
  }

  @Test func `memory counts neighbors that agree once`() throws {
    let wave = try FiniteSeries((0..<100).map { sin(Double($0) / 8) })
    #expect(try #require(wave.effectiveCount) < 10)
    let flip = try FiniteSeries((0..<100).map { $0.isMultiple(of: 2) ? 1 : -1 })
    #expect(flip.effectiveCount == 100)
  }

  @Test func `correlations agree with scipy`() throws {
    for wanted in try Comparisons.load().correlation {
      let found = try Correlation(FiniteSeries(wanted.x), FiniteSeries(wanted.y))
      #expect(agree(try #require(found.pearson), wanted.pearson))
      #expect(agree(try #require(found.spearman), wanted.spearman))
      #expect(agree(try #require(found.spearmanP), wanted.spearmanP, 1e-10))
      #expect(agree(try #require(found.kendall), wanted.kendall))
    }
    #expect(throws: StatisticsError.self) {
      try Correlation(FiniteSeries([1]), FiniteSeries([1, 2]))
    }
  }

  @Test func `shares agree with scipy`() throws {
    let reference = try Comparisons.load()
    for wanted in reference.wilson {
      let found = try WilsonInterval(successes: wanted.k, of: wanted.n)
      #expect(abs(found.lower - wanted.lower) < 1e-12 && abs(found.upper - wanted.upper) < 1e-12)
    }
    for (n, wanted) in reference.unseen {
      let found = try ClopperPearson.largestUnseenRate(trials: #require(Int(n)))
      #expect(agree(found, wanted, 1e-11))
    }
    #expect(throws: StatisticsError.self) { try WilsonInterval(successes: 2, of: 1) }
  }

  @Test func `stationarity and trends agree with statsmodels and brute force`() throws {
    let reference = try Comparisons.load()
    for wanted in reference.kpss {
      let x = try series(wanted.data)
      let level = try StationarityTest(x, around: .level, lags: wanted.lags)
      let trend = try StationarityTest(x, around: .trend, lags: wanted.lags)
      #expect(agree(level.statistic, wanted.level) && agree(trend.statistic, wanted.trend, 1e-11))
      #expect(level.isRejected == (wanted.level > 0.463))
      #expect(trend.isRejected == (wanted.trend > 0.146))
    }
    for (name, wanted) in reference.mannKendall {
      let found = try MannKendallTest(series(name))
      #expect(found.score == wanted.score && agree(found.variance, wanted.variance))
      #expect(agree(found.z, wanted.z) && agree(found.pValue, wanted.p, 1e-11))
      #expect(agree(found.slope, wanted.slope))
    }
    for (name, wanted) in reference.geweke {
      #expect(agree(try #require(try GewekeTest.score(series(name))), wanted))
    }
    #expect(throws: StatisticsError.self) {
      try StationarityTest(series("v8"), around: .level, lags: 8)
    }
    #expect(throws: StatisticsError.self) { try MannKendallTest(FiniteSeries([1, 2])) }
  }

  @Test func `periodograms agree with numpy, their peaks with Fisher`() throws {
    for (name, wanted) in try Comparisons.load().periodogram {
      let found = try Periodogram(series(name))
      #expect(zip(found.power, wanted.power).allSatisfy { abs($0 - $1) < 1e-13 })
      let peak = try #require(found.fisher)
      #expect(peak.peak == wanted.peak && agree(peak.g, wanted.g))
      #expect(agree(peak.p, wanted.p, 1e-9))
      #expect(agree(found.amplitude(at: peak.peak), wanted.amplitude))
    }
  }

  @Test func `red noise has no peak of its own`() throws {
    let stream = try MersenneTwister(seed: 21)
    var value = 0.0
    let red = (0..<400).map { _ -> Double in
      value = 0.9 * value + stream.gaussian()
      return value
    }
    let found = try Periodogram(FiniteSeries(red))
    #expect(found.redness > 0.7)
    let low: Double = found.overRedNoise.prefix(20).reduce(0.0, +) / 20
    #expect(low > 0.3 && low < 3)
    let (slow, all): (Double, Double) = (
      found.power.prefix(20).reduce(0.0, +), found.power.reduce(0.0, +)
    )
    #expect(slow > 0.5 * all)
  }

  @Test func `wavelet variances are Haar's, by scale, and add up to the variance`() throws {
    let wanted = try Comparisons.load().haar
    let x = try FiniteSeries(wanted.data)
    let found = try WaveletVariance(x)
    #expect(found.scales == [1, 2, 4, 8])
    #expect(zip(found.variances, wanted.variances).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(agree(found.variances.reduce(0, +), try x.variance() * 15 / 16))
    let other = try WaveletVariance(series("trace20"))
    #expect(other.scales.count == 4 && other.scales[0] == 19.0 / 15)
  }

  @Test func `outliers are those far from their neighbors, and a plateau's jitter is none`() throws
  {
    var values = (0..<60).map { (k: Int) -> Double in 1 - 0.01 * Double(k) + 0.002 * Double(k % 3) }
    values[20] += 0.5
    values[41] -= 0.5
    let found = try OutlierFilter.outliers(in: FiniteSeries(values), window: 5, floor: 1e-6)
    #expect(found == [20, 41])
    var flat = [Double](repeating: 1, count: 40)
    flat[10] += 4e-15
    #expect(try OutlierFilter.outliers(in: FiniteSeries(flat), window: 5, floor: 1e-6).isEmpty)
    flat[10] = 2
    #expect(try OutlierFilter.outliers(in: FiniteSeries(flat), window: 5, floor: 1e-6) == [10])
    #expect(throws: StatisticsError.self) {
      try OutlierFilter.outliers(in: FiniteSeries(flat), window: 4, floor: 0)
    }
  }

  @Test func `gradients of which one is the sum of others have an infinite condition`() throws {
    let stream = try MersenneTwister(seed: 3)
    for _ in 0..<20 {
      let (a, b) = ((0..<5).map { _ in stream.gaussian() }, (0..<5).map { _ in stream.gaussian() })
      let rows = [a, b, zip(a, b).map { $0 + $1 }]
      let gramian = rows.map { x in rows.map { zip(x, $0).reduce(0) { $0 + $1.0 * $1.1 } } }
      #expect(try GramianSpectrum(gramian).conditionNumber == .infinity)
    }
  }

  @Test func `an outlier lies more than five deviations from the median`() throws {
    // Around the middle: −1, −½, x, ½, 1, of median ½ and MAD 1.
    func outliers(_ deviations: Double) throws -> [Int] {
      let x = 0.5 + deviations * 1.482602218505602
      let series = try FiniteSeries([-1, -0.5, x, 0.5, 1])
      return try OutlierFilter.outliers(in: series, window: 5, floor: 1e-6)
    }
    #expect(try outliers(4.99) == [] && outliers(5.01) == [2])
  }

  @Test func `gradients conflict as numpy says`() throws {
    let wanted = try Comparisons.load().gradients
    for i in 0..<3 {
      for j in 0..<i {
        let found = GradientConflict(
          norms: wanted.norms[i], wanted.norms[j], product: wanted.gramian[i][j])
        #expect(agree(try #require(found.cosine), wanted.cosine[i][j]))
        #expect(agree(try #require(found.magnitudeSimilarity), wanted.similarity[i][j]))
        if (i, j) == (1, 0) {
          #expect(agree(try #require(found.curvatureBounding), wanted.curvature01))
        }
      }
    }
    let raw = try #require(try GramianSpectrum(wanted.gramian).conditionNumber)
    #expect(agree(raw, wanted.condition, 1e-11))
    let unit = try #require(try GramianSpectrum(wanted.cosine).conditionNumber)
    #expect(agree(unit, wanted.conditionOfUnitRows, 1e-11))
  }

  @Test func `degenerate gradients have stated outcomes`() throws {
    let none = GradientConflict(norms: 0, 0, product: 0)
    #expect(none.cosine == nil && none.magnitudeSimilarity == nil && none.curvatureBounding == nil)
    #expect(GradientConflict(norms: 0, 2, product: 0).magnitudeSimilarity == 0)
    #expect(GradientConflict(norms: 2, 2, product: -4).curvatureBounding == .infinity)
    #expect(try GramianSpectrum([[1, 1], [1, 1]]).conditionNumber == .infinity)
    #expect(try GramianSpectrum([[0, 0], [0, 0]]).conditionNumber == nil)
    #expect(throws: StatisticsError.self) { try GramianSpectrum([[1, .nan], [0, 1]]) }
    #expect(throws: StatisticsError.self) { try GramianSpectrum([[1, 0], [0]]) }
  }

  @Test func `the noise scale is the ratio of what two batch sizes show`() throws {
    // ‖g‖² = |G|² + tr Σ/B with |G|² = 4 and tr Σ = 80.
    let (small, large): (Double, Double) = (4 + 80.0 / 8, 4 + 80.0 / 64)
    let scale = GradientNoiseScale.estimate(small: (small, 8), large: (large, 64))
    #expect(agree(try #require(scale), 20))
    #expect(GradientNoiseScale.estimate(small: (10, 8), large: (1, 64)) == nil)
    #expect(GradientNoiseScale.estimate(small: (1, 8), large: (1, 8)) == nil)
  }
}
