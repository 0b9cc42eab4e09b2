import Testing

@testable import Reports

@Suite struct ScaleTests {
  @Test func linearIsProportional() {
    let scale = Scale(2, 6)
    #expect([2, 3, 6].map(scale.fraction) == [0, 0.25, 1])
  }

  @Test func logTurnsRatiosIntoLengths() {
    let scale = Scale(.log, 0.01, 100)
    #expect((scale.fraction(1) - 0.5).magnitude < 1e-12)
    #expect((scale.fraction(10) - 0.75).magnitude < 1e-12)
  }

  @Test func symmetricLogIsOddAndMonotone() {
    let scale = Scale(.symmetricLog(threshold: 1), -1000, 1000)
    #expect((scale.fraction(0) - 0.5).magnitude < 1e-12)
    #expect((scale.fraction(30) + scale.fraction(-30) - 1).magnitude < 1e-12)
    let places = [-900, -3, -0.1, 0, 0.2, 8, 999].map(scale.fraction)
    #expect(places == places.sorted() && Set(places).count == places.count)
  }

  @Test func zeroStandsLeftOfALogarithm() {
    let scale = Scale(.logWithZero, 0.001, 10)
    #expect(scale.fraction(0) < scale.fraction(0.001))
    #expect((scale.fraction(0.001) - Scale.zeroShare).magnitude < 1e-12)
    #expect(scale.ticks().map(\.label) == ["0", "0.001", "0.01", "0.1", "1", "10"])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300])
  func nothingLeavesTheAxis(_ value: Double) {
    for scale in [Scale(0, 1), Scale(.log, 1, 10), Scale(.symmetricLog(threshold: 1), -5, 5)] {
      #expect((0...1).contains(scale.fraction(value)))
    }
  }

  @Test func equalEndsAreMovedApart() {
    #expect(Scale(3, 3).lower < 3 && Scale(3, 3).upper > 3)
    #expect(Scale(0, 0).lower < 0 && Scale(.log, 2, 2).upper > 2)
  }

  @Test func theScaleFitsTheValues() {
    let even = (0...100).map { Double($0) }
    #expect(Scale.fitting(even).kind == .linear)
    #expect(Scale.fitting([1, 10, 5000, 2]).kind == .log)
    #expect(Scale.fitting(even.map { $0 + 1 } + [9000]).kind == .log)
    let outlier = Scale.fitting(even.map { $0 - 50 } + [1e6])
    #expect(outlier.kind == .symmetricLog(threshold: 10))
    #expect(outlier.lower < -50 && outlier.upper > 1e6)
    #expect(Scale.fitting([.nan, .infinity]) == Scale(0, 1))
  }

  @Test func ticksAreRoundAndInside() {
    #expect(Scale(0, 1).ticks().map(\.label) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(Scale(-3, 12).ticks().map(\.label) == ["0", "5", "10"])
    #expect(Scale(0, 10_000).ticks(4).map(\.label) == ["0", "2500", "5000", "7500", "10000"])
    #expect(Scale(.log, 0.02, 3e7).ticks().map(\.label) == ["10⁻¹", "10¹", "10³", "10⁵", "10⁷"])
    #expect(Scale(.log, 0.02, 3000).ticks().map(\.label) == ["0.1", "1", "10", "100", "1000"])
    #expect(Scale(.log, 2, 30).ticks().map(\.label) == ["2", "5", "10", "20"])
  }

  @Test func symmetricTicksCoverBothSides() {
    let labels = Scale(.symmetricLog(threshold: 1), -100, 2000).ticks().map(\.label)
    #expect(labels == ["−100", "−1", "0", "10", "1000"])
  }

  @Test(arguments: [(1e-9, 3e-9), (1e12, 3e12), (-1e-5, 1e-5), (5, 5.001), (-7e8, 1)])
  func extremeRangesHaveDistinctTicks(_ lower: Double, _ upper: Double) {
    let labels = Scale(lower, upper).ticks().map(\.label)
    #expect(labels.count >= 2 && Set(labels).count == labels.count, "\(labels)")
  }
}
