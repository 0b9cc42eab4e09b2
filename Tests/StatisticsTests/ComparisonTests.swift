import Statistics
import Testing

@Suite("Comparisons of treatments")
struct ComparisonTests {
  private let flips: SignFlips

  init() throws {
    flips = try SignFlips(of: 40, random: 9999, seed: StreamSeed(master: 5, purpose: "t"))
  }

  @Test func `paired tests agree with scipy and enumeration`() throws {
    for wanted in try Comparisons.load().paired {
      let d = try FiniteSeries(wanted.d)
      let wilcoxon = WilcoxonTest(d)
      #expect(wilcoxon.positiveRanks == wanted.positiveRanks)
      #expect(wilcoxon.negativeRanks == wanted.negativeRanks)
      #expect(agree(wilcoxon.pValue, wanted.wilcoxonP))
      #expect(agree(wilcoxon.rankBiserial, wanted.rankBiserial))
      let signs = try SignFlipTest(d, flips: flips)
      #expect(agree(signs.pValue, wanted.signFlipP) && signs.isExact)
      #expect(agree(try TTest(differences: d).t, wanted.t))
      #expect(agree(try TTest(differences: d).pValue, wanted.tP, 1e-11))
      #expect(agree(try HodgesLehmann(d).shift, wanted.hodgesLehmann))
    }
  }

  @Test func `the least p of n pairs is two in 2ⁿ`() throws {
    for n in 3...15 {
      let d = try FiniteSeries((1...n).map(Double.init))
      let least = 2 / Double(1 << n)
      #expect(agree(WilcoxonTest(d).pValue, least))
      #expect(agree(try SignFlipTest(d, flips: flips).pValue, least))
      #expect(
        agree(
          try McNemarTest(d.values.map { _ in true }, d.values.map { _ in false }).pValue, least))
    }
  }

  @Test func `counting halves finds what listing all patterns finds`() throws {
    let stream = try MersenneTwister(seed: 11)
    for n in 1...12 {
      let d = try FiniteSeries((0..<n).map { _ in (20 * stream.uniform() - 8).rounded() / 4 })
      let all = try SignFlips(of: n, random: 1, seed: StreamSeed(master: 1, purpose: "t"))
      let sums = try all.sums(of: d)
      let bound = abs(d.values.reduce(0, +)) - 1e-12
      #expect(all.isExact && sums.count == 1 << n)
      let share = Double(sums.count { abs($0) >= bound }) / Double(sums.count)
      #expect(agree(try SignFlipTest(d, flips: all).pValue, share))
    }
  }

  @Test func `random patterns come near the exact share, and never to 0`() throws {
    let stream = try MersenneTwister(seed: 3)
    let d = try FiniteSeries((0..<40).map { _ in stream.gaussian() + 0.3 })
    let found = try SignFlipTest(d, flips: flips)
    let t = try TTest(differences: d)
    #expect(!found.isExact && abs(found.pValue - t.pValue) < 0.02)
    let clear = try FiniteSeries(Array(repeating: 1, count: 40))
    #expect(try SignFlipTest(clear, flips: flips).pValue == 1e-4)
    #expect(throws: StatisticsError.self) {
      try SignFlipTest(FiniteSeries([Double](repeating: 1, count: 41)), flips: flips)
    }
  }

  @Test func `differences of 0 decide nothing`() throws {
    let zeros = try FiniteSeries([0, 0, 0, 0, 0, 0])
    #expect(WilcoxonTest(zeros).pValue == 1 && WilcoxonTest(zeros).rankBiserial == 0)
    #expect(try SignFlipTest(zeros, flips: flips).pValue == 1)
    #expect(try TTest(differences: zeros).pValue == 1)
    #expect(try HodgesLehmann(zeros) == HodgesLehmann(FiniteSeries([0])))
    #expect(try McNemarTest([true], [true]).pValue == 1)
    #expect(try TTest(differences: FiniteSeries([1, 1])).pValue == 0)
  }

  @Test func `many differences are tested by the normal law, close to the exact one`() throws {
    // One more difference, smaller than any other, moves the exact law little.
    let stream = try MersenneTwister(seed: 8)
    let d = (0..<50).map { _ in stream.gaussian() + 0.5 }
    let exact = WilcoxonTest(try FiniteSeries(d)).pValue
    let normal = WilcoxonTest(try FiniteSeries(d + [1e-9])).pValue
    #expect(abs(normal - exact) < 0.01 && exact < 0.5, "\(normal) \(exact)")
  }

  @Test func `Hodges and Lehmann's interval leaves out what the exact law allows`() throws {
    // Hollander, Wolfe and Chicken, Table A.4: n = 10 ends at the 9th means (95 %).
    let d = try FiniteSeries((1...10).map { Double($0 * $0) })
    var means: [Double] = []
    for i in 1...10 { for j in i...10 { means.append(Double(i * i + j * j) / 2) } }
    means.sort()
    let interval = try HodgesLehmann(d)
    #expect(interval.lower == means[8] && interval.upper == means[means.count - 9])
    let few = try HodgesLehmann(FiniteSeries([1, 2, 3]))
    #expect(few.lower == 1 && few.upper == 3 && few.shift == 2)
  }

  @Test func `the normal law counts ties and leaves out means as scipy and tables do`() throws {
    // scipy 1.17: wilcoxon(d, zero_method="wilcox", correction=True, method="asymptotic").
    let places: [Int] = (0..<80).map { $0 * 37 % 23 - 9 }
    let tied = WilcoxonTest(try FiniteSeries(places.map { Double($0) / 2 }))
    #expect(tied.count == 77 && min(tied.positiveRanks, tied.negativeRanks) == 1066)
    #expect(agree(tied.pValue, 0.027063972472957155, 1e-11))
    // n = 60: 60·61/4 − 1.96·√(60·61·121/24) = 648.8, so the ends are the 648th means.
    let d: [Double] = (0..<60).map { Double($0 * $0 % 61) - 19.75 }
    var means: [Double] = []
    for (i, x) in d.enumerated() { for y in d[i...] { means.append((x + y) / 2) } }
    means.sort()
    let interval = try HodgesLehmann(FiniteSeries(d))
    #expect(interval.lower == means[647] && interval.upper == means[means.count - 648])
  }

  @Test func `McNemar's test is the binomial's`() throws {
    // b = 1, c = 8: p = 2·(1 + 9)/2⁹.
    let first = [true] + Array(repeating: false, count: 8) + [true, false]
    let second = [false] + Array(repeating: true, count: 8) + [true, false]
    let test = try McNemarTest(first, second)
    #expect(test.onlyFirst == 1 && test.onlySecond == 8)
    #expect(agree(test.pValue, 20.0 / 512))
    #expect(throws: StatisticsError.self) { try McNemarTest([true], []) }
  }

  @Test func `unpaired tests agree with scipy`() throws {
    for wanted in try Comparisons.load().unpaired {
      let (a, b) = (try FiniteSeries(wanted.a), try FiniteSeries(wanted.b))
      let test = MannWhitneyTest(a, b)
      #expect(test.u == wanted.u && agree(test.superiority, wanted.superiority))
      #expect(agree(test.pValue, wanted.p, 1e-11))
      #expect(agree(test.cliffsDelta, 2 * wanted.superiority - 1))
      let welch = try TTest(welch: a, b)
      #expect(agree(welch.t, wanted.welchT) && agree(welch.pValue, wanted.welchP, 1e-11))
    }
  }

  @Test func `Holm's correction agrees with its definition, in the order given`() throws {
    let wanted = try Comparisons.load().holm
    #expect(zip(Holm.adjusted(wanted.p), wanted.adjusted).allSatisfy { agree($0, $1) })
    #expect(Holm.adjusted([0.9, 0.8]) == [1, 1] && Holm.adjusted([]).isEmpty)
  }

  @Test func `Friedman, Iman and Davenport agree with scipy, exactly where it can be counted`()
    throws
  {
    for (name, wanted) in try Comparisons.load().friedman {
      let test = try FriedmanTest(wanted.matrix)
      #expect(zip(test.meanRanks, wanted.meanRanks).allSatisfy { agree($0, $1) })
      for (found, wanted) in [
        (test.tieCorrected, wanted.tieCorrected), (test.uncorrected, wanted.uncorrected),
      ] {
        #expect(agree(found.chiSquared, wanted.chiSquared), "\(name)")
        #expect(agree(found.f, wanted.f, 1e-11), "\(name)")
        #expect(agree(found.chiSquaredP, wanted.chiSquaredP, 1e-11), "\(name)")
        #expect(agree(found.fP, wanted.fP, 1e-10), "\(name)")
      }
      #expect(agree(test.concordance, wanted.concordance))
      if let exact = wanted.exactP { #expect(agree(test.exactPValue ?? 0, exact)) }
      let nemenyi = try NemenyiTest(treatments: test.treatments, blocks: test.blocks)
      for (alpha, difference) in wanted.critical {
        let alpha = try #require(Double(alpha))
        #expect(agree(try nemenyi.criticalDifference(alpha: alpha), difference, 1e-9))
      }
      for i in 0..<test.treatments {
        for j in 0..<i {
          let p = try nemenyi.pValue(test.meanRanks[i] - test.meanRanks[j])
          #expect(abs(p - wanted.nemenyi[i][j]) < 1e-9)
        }
      }
    }
    #expect(try FriedmanTest(Array(repeating: [1, 2, 3], count: 20)).exactPValue == nil)
  }

  @Test func `Friedman's degenerate blocks have stated outcomes`() throws {
    let same = try FriedmanTest([[1, 1], [2, 2]])
    #expect(same.tieCorrected.chiSquared == 0 && same.tieCorrected.chiSquaredP == 1)
    let agreed = try FriedmanTest([[1, 2], [3, 4], [5, 6]])
    #expect(agreed.tieCorrected.f == .infinity && agreed.tieCorrected.fP == 0)
    #expect(agree(agreed.concordance, 1) && agree(agreed.exactPValue ?? 0, 0.25))
    #expect(throws: StatisticsError.self) { try FriedmanTest([[1, 2]]) }
    #expect(throws: StatisticsError.self) { try FriedmanTest([[1, 2], [1]]) }
    #expect(throws: StatisticsError.self) { try FriedmanTest([[1, .nan], [1, 2]]) }
  }

  @Test func `the studentized range agrees with scipy's, both ways`() throws {
    for (count, quantiles) in try Comparisons.load().studentizedRange {
      let range = try StudentizedRange(of: #require(Int(count)))
      for (alpha, wanted) in quantiles {
        let alpha = try #require(Double(alpha))
        #expect(agree(try range.quantile(1 - alpha), wanted, 1e-9), "\(count) \(alpha)")
        #expect(abs(try range.upperTail(wanted) - alpha) < 1e-10)
      }
    }
    #expect(try StudentizedRange(of: 3).upperTail(0) == 1)
    #expect(throws: StatisticsError.self) { try StudentizedRange(of: 1) }
    #expect(throws: StatisticsError.self) { try StudentizedRange(of: 3).quantile(1) }
  }

  @Test func `the Bayesian signed rank comes within a hundredth of baycomp's`() throws {
    let wanted = try Comparisons.load().bayes
    let weights = try DirichletWeights(
      50_000, of: 10, seed: StreamSeed(master: 1, purpose: "bayes"))
    let d = try FiniteSeries(wanted.d)
    for (rope, wanted) in [(0, wanted.rope0), (0.05, wanted.rope05)] {
      let found = try BayesianSignedRank(d, rope: rope, weights: weights)
      let shares = [found.left, found.equivalent, found.right]
      #expect(zip(shares, wanted).allSatisfy { abs($0 - $1) < 0.01 }, "\(shares)")
      #expect(agree(shares.reduce(0, +), 1))
      let turned = try BayesianSignedRank(
        FiniteSeries(wanted.isEmpty ? [] : d.values.map { -$0 }), rope: rope, weights: weights)
      #expect(abs(turned.left - found.right) < 0.01)
    }
    let zeros = try FiniteSeries([Double](repeating: 0, count: 10))
    #expect(try BayesianSignedRank(zeros, rope: 0.05, weights: weights).equivalent == 1)
    #expect(throws: StatisticsError.self) {
      try BayesianSignedRank(FiniteSeries([1]), rope: 0, weights: weights)
    }
  }

  @Test func `Dirichlet weights sum to 1 and average to their strengths`() throws {
    // Seen through the test: with all differences above the region only the pseudo-difference, of
    // mean weight ½/(n + ½), speaks for equivalence.
    let weights = try DirichletWeights(1000, of: 2, seed: StreamSeed(master: 2, purpose: "bayes"))
    let found = try BayesianSignedRank(FiniteSeries([1, 1]), rope: 0.6, weights: weights)
    // right needs both of a pair: (w₁ + w₂)² > 1 − (w₁ + w₂)², that is w₀ < 1 − √½.
    // P = 1 − (1 − x)² integrated over Beta(½, 2): F(0.2929) = 1.5·√x·(1 − x/3).
    let x = 1 - 0.5.squareRoot()
    #expect(abs(found.right - 1.5 * x.squareRoot() * (1 - x / 3)) < 0.04)
    #expect(throws: StatisticsError.self) {
      try DirichletWeights(0, of: 2, seed: StreamSeed(master: 2, purpose: "bayes"))
    }
  }

  @Test func `quadratic forms over sign patterns are those of the signs`() throws {
    let flips = try SignFlips(of: 3, random: 1, seed: StreamSeed(master: 1, purpose: "t"))
    let forms = try flips.forms(of: FiniteSeries([9, 2, 3, 0, 9, 5, 0, 0, 9]))
    func signs(_ pattern: Int, of count: Int) -> [Double] {
      (0..<count).map { place -> Double in (pattern >> place) & 1 == 0 ? 1 : -1 }
    }
    for (pattern, form) in forms.enumerated() {
      let s = signs(pattern, of: 3)
      let (a, b, c): (Double, Double, Double) = (s[0] * s[1], s[0] * s[2], s[1] * s[2])
      #expect(form == 2 * a + 3 * b + 5 * c)
    }
    #expect(forms.count == 8)
    let wide = try SignFlips(of: 11, random: 1, seed: StreamSeed(master: 1, purpose: "t"))
    let matrix: [Double] = (0..<121).map { Double(($0 * 7919) % 101) }
    let found = try wide.forms(of: FiniteSeries(matrix))
    var wanted: [Double] = []
    for pattern in found.indices {
      let s = signs(pattern, of: 11)
      var sum = 0.0
      for j in 0..<11 { for i in 0..<j { sum += s[i] * s[j] * matrix[11 * i + j] } }
      wanted.append(sum)
    }
    #expect(found == wanted)
    let many = try SignFlips(of: 40, random: 101, seed: StreamSeed(master: 1, purpose: "t"))
    let sums = try many.sums(of: FiniteSeries((0..<40).map { $0 == 35 ? 1 : 0 }))
    #expect(sums.count == 101 && sums.allSatisfy { abs($0) == 1 })
    #expect(abs(sums.reduce(0, +)) < 40)
    #expect(throws: StatisticsError.self) { try flips.forms(of: FiniteSeries([1])) }
  }
}
