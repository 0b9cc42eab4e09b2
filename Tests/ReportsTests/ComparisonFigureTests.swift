import Foundation
import Records
import Stability
import Testing

@testable import Reports

/// Figures and tables that compare arms, of a study that was really scored.
@Suite struct ComparisonFigureTests {
  private static let results = TestStudy(seeds: 8, evaluations: 60).results
  private static let scored = Result { try StabilityReport(scoring: results) }

  private func material(_ report: StabilityReport) throws -> Material {
    try Material(
      report: report, results: Self.results, machine: nil, times: nil, command: nil)
  }

  /// Where the first path starts whose element holds a text.
  private func start(of text: String, in body: String) throws -> SVG.Point {
    let elements = body.components(separatedBy: "<path ")
    let element = try #require(elements.first { $0.contains(text) }, "\(text)")
    return try #require(point(of: element))
  }

  /// The corners of the first line whose element holds a text.
  private func points(of text: String, in body: String) throws -> [SVG.Point] {
    let element = try #require(
      body.components(separatedBy: "<path ").first { $0.contains(text) }, "\(text)")
    let data = try #require(element.components(separatedBy: " d=\"").dropFirst().first)
    let numbers = data.prefix { $0 != "\"" }.split { !"0123456789.-".contains($0) }
      .compactMap { Double($0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).map {
      SVG.Point(x: numbers[$0], y: numbers[$0 + 1])
    }
  }

  private func point(of element: String) -> SVG.Point? {
    let data = element.components(separatedBy: " d=\"M").dropFirst().first ?? ""
    let numbers = data.split { !"0123456789.-".contains($0) }.prefix(2).compactMap { Double($0) }
    return numbers.count == 2 ? SVG.Point(x: numbers[0], y: numbers[1]) : nil
  }

  @Test func tiedArmsShareAPlaceAndTheNextOneCountsThem() throws {
    var report = try Self.scored.get()
    report.comparison?.groups = [["mgda", "gradnorm"], ["pcgrad"], ["uw"]]
    guard case .table(let table)? = try material(report).armsSection.blocks.first else {
      Issue.record("no table of arms")
      return
    }
    let places = Dictionary(
      table.groups.flatMap(\.rows).map { ($0[0].text, $0[1].text) },
      uniquingKeysWith: { first, _ in first })
    #expect(["mgda", "gradnorm", "pcgrad", "uw"].map { places[$0] } == ["1=", "1=", "3", "4"])
    #expect(places["equal-normalized"] == "–", "the baseline is the measure")
  }

  @Test func cliquesAreTheLongestStretchesWithinTheDifference() {
    #expect(Material.cliques([1, 1.5, 3, 3.2, 5], within: 0.6) == [0...1, 2...3])
    #expect(Material.cliques([1, 2, 3], within: 1) == [0...1, 1...2])
    #expect(Material.cliques([1, 2, 3], within: 0.5) == [])
  }

  @Test func theMatrixHoldsTheShareOfItsRowOverItsColumn() throws {
    let report = try Self.scored.get()
    let body = try #require(try material(report).improvementFigure).body.text
    let pair = try #require(
      report.pairs.first { ($0.effects?.improvement.value ?? 0.5) != 0.5 })
    let value = try #require(pair.effects?.improvement.value)
    let there = "\(pair.a) beats \(pair.b) in a share of \(Numeral.fixed(value, 2)) "
    let back = "\(pair.b) beats \(pair.a) in a share of \(Numeral.fixed(1 - value, 2)) "
    let (a, b) = try (start(of: there, in: body), start(of: back, in: body))
    let names = try material(report).arms.map(\.name)
    let isFirst = (names.firstIndex(of: pair.a) ?? 0) < (names.firstIndex(of: pair.b) ?? 0)
    #expect((a.y < b.y) == isFirst && (a.x > b.x) == isFirst)
  }

  /// The curve of an arm holds its shares at its halvings, on the axes that all arms share.
  @Test func theProfileHoldsTheSharesOfRuns() throws {
    var report = TestStudy(seeds: 8, evaluations: 60).report
    let profiles = try [([0, 1, 4], [0.25, 0.5, 1]), ([0, 2, 8], [0, 0.125, 0.75])].map {
      var seeds = try #require(Self.scored.get().arms.compactMap(\.seeds).first)
      (seeds.halvings, seeds.performance) = $0
      return seeds
    }
    let names = try material(report).arms.map(\.name)
    for index in report.arms.indices {
      let place = names.prefix(2).firstIndex(of: report.arms[index].name)
      report.arms[index].seeds = place.map { profiles[$0] }
    }
    let body = try #require(try material(report).performanceFigure).body.text
    let curves = try names.prefix(2).map {
      try points(of: "\"><title>\($0)</title></path>", in: body)
    }
    let (origin, end) = (curves[1][0], curves[1][2])
    for (curve, seeds) in zip(curves, profiles) {
      #expect(curve.count == 3)
      for (place, (halvings, share)) in zip(curve, zip(seeds.halvings, seeds.performance)) {
        #expect(abs((place.x - origin.x) / (end.x - origin.x) - halvings / 8) < 0.01)
        #expect(abs((place.y - origin.y) / (end.y - origin.y) - share / 0.75) < 0.01)
      }
    }
    #expect(end.x > origin.x && end.y < origin.y)
    #expect(!body.contains("\"><title>\(names[2])</title></path>"))
  }

  /// Without scores there is no picture of them.
  @Test func noProfileWithoutScores() throws {
    var report = TestStudy(seeds: 3, evaluations: 40).report
    for index in report.arms.indices { report.arms[index].seeds = nil }
    #expect(try material(report).performanceFigure == nil)
  }

  @Test func armsOfTheDrawsStandByRank() throws {
    let report = try Self.scored.get()
    let sensitivity = try #require(report.sensitivity)
    let best = try #require(sensitivity.acceptability.max { $0.shares[0] < $1.shares[0] }).arm
    let material = try material(report)
    #expect(material.byRank(sensitivity).first?.arm == best)
    let body = try #require(material.acceptabilityFigure).body.text
    let order = try material.byRank(sensitivity).map { try start(of: "\($0.arm) has", in: body).y }
    #expect(order == order.sorted() && Set(order).count > 2)
  }

  /// The line of an interval reaches past its mark on both sides.
  @Test func componentsHaveTheirIntervals() throws {
    let report = try Self.scored.get()
    let arm = try #require(
      report.arms.first { arm in
        guard let part = arm.halvings?.wander, let interval = arm.halvingIntervals?.wander else {
          return false
        }
        return interval.lower < part - 0.005 && interval.upper > part + 0.005
      })
    let shown = report.arms.filter { $0.halvings != nil }
    let body = try material(report).componentFigure(shown).body.text
    let elements = body.components(separatedBy: "<path ")
    let place = try #require(elements.firstIndex { $0.contains("\(arm.name), Wander:") })
    let mark = try #require(point(of: elements[place]))
    let line = elements[place - 1].components(separatedBy: " d=\"M")[1]
      .split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
    #expect(line.count >= 4 && line[0] < mark.x && mark.x < line[2])
  }

  @Test func theLargestFrontIsOnTop() throws {
    var report = TestStudy(seeds: 3, evaluations: 40).report
    var front = report.fronts[0]
    (front.arm, front.hypervolume, front.interval) = ("larger", 2.5, nil)
    report.fronts.append(front)
    report.arms = report.arms.filter { $0.baseline || $0.q == nil }
    let body = try #require(try material(report).leadingFigure.figures.first).body.text
    let larger = try #require(body.range(of: "larger<title>")).lowerBound
    let other = try #require(body.range(of: "pareto-sampling<title>")).lowerBound
    #expect(larger < other)
  }

  @Test func whatIsGraveStandsFirst() throws {
    guard
      case .table(let table)? = try material(TestStudy(seeds: 3, evaluations: 40).report)
        .diagnosisSection.blocks.first
    else {
      Issue.record("no table of findings")
      return
    }
    #expect(table.groups[0].rows.map { $0[0].text } == ["Warning", "Note"])
  }
}
