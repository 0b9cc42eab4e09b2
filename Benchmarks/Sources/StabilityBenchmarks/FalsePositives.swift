import Foundation
import Stability
import Statistics

/// How often the tests tell arms apart that are equal: studies of two arms at the 5 % level.
///
/// A study in which an arm lost so many runs that it is not ranked makes no pair and no test; such
/// studies are counted apart.
///
/// Arguments: the number of studies, then, to run it in pieces, the number of seeds (both by default)
/// and the kind of training (all by default).
enum FalsePositives {
  private static let tests = ["permutation-q", "sign-flip", "wilcoxon"]

  static func run(_ arguments: [String]) throws {
    let studies = arguments.first.flatMap(Int.init) ?? 1_000
    var profile = ScoreProfile.v1
    // What the tests do not need is drawn sparsely.
    (profile.resamples, profile.sensitivityDraws, profile.posteriorDraws) = (200, 8, 8)
    profile.permutations = 1_999
    var primary: [Double] = []
    let kinds = Trainings.Kind.allCases.filter {
      arguments.count < 3 || $0.rawValue == arguments[2]
    }
    print("share with p < 0.05 of the pairs in \(studies) studies of equal arms")
    print("test                " + kinds.map { cell($0.rawValue) }.joined())
    for seeds in arguments.dropFirst().first.flatMap(Int.init).map({ [$0] }) ?? [10, 30] {
      var rejected = [[Int]](repeating: kinds.map { _ in 0 }, count: tests.count)
      var tested = kinds.map { _ in 0 }
      for (column, kind) in kinds.enumerated() {
        let stream = try MersenneTwister(
          seed: StreamSeed(master: 3, purpose: kind.rawValue, index: UInt64(seeds)).value)
        for _ in 0..<studies {
          let study = Trainings.study(
            kind, arms: 2, seeds: seeds, rows: 64, objectives: 2, stream)
          guard let pair = try study.stability(profile: profile).pairs.first else { continue }
          tested[column] += 1
          for (row, id) in tests.enumerated() {
            let p = pair.tests.first { $0.id == id }?.p ?? 1
            if p < 0.05 { rejected[row][column] += 1 }
          }
        }
      }
      for (row, id) in tests.enumerated() {
        let shares = zip(rejected[row], tested).map { Double($0) / Double($1) }
        if row == 0 { primary += shares }
        let cells = shares.map { cell(String(format: "%.3f", $0)) }.joined()
        print(id.padding(toLength: 15, withPad: " ", startingAt: 0) + "n=\(seeds) " + cells)
      }
      print("pairs          n=\(seeds) " + tested.map { cell("\($0)") }.joined())
    }
    StabilityBenchmarks.require(
      primary.allSatisfy { (0.03...0.07).contains($0) },
      "the primary test's share lies within 0.03 to 0.07 everywhere")
  }

  /// A text on the right of eleven places.
  private static func cell(_ text: String) -> String {
    String(repeating: " ", count: max(0, 11 - text.count)) + text
  }
}
