import Foundation
import Stability
import Statistics

/// How often the tests tell arms apart that are equal: studies of two arms at the 5 % level.
///
/// Arguments: the number of studies, then, to run it in pieces, the number of seeds (both by default).
enum FalsePositives {
  private static let tests = ["permutation-q", "sign-flip", "wilcoxon"]

  static func run(_ arguments: [String]) throws {
    let studies = arguments.first.flatMap(Int.init) ?? 1_000
    var profile = ScoreProfile.v1
    // What the tests do not need is drawn sparsely.
    (profile.resamples, profile.sensitivityDraws, profile.posteriorDraws) = (200, 8, 8)
    profile.permutations = 1_999
    var primary: [Double] = []
    print("share of \(studies) studies of equal arms with p < 0.05")
    print("test               " + Trainings.Kind.allCases.map(\.rawValue).joined(separator: "  "))
    for seeds in arguments.dropFirst().first.flatMap(Int.init).map({ [$0] }) ?? [10, 30] {
      var rejected = [[Int]](repeating: [0, 0, 0, 0, 0], count: tests.count)
      for (column, kind) in Trainings.Kind.allCases.enumerated() {
        let stream = try MersenneTwister(
          seed: StreamSeed(master: 3, purpose: kind.rawValue, index: UInt64(seeds)).value)
        for _ in 0..<studies {
          let study = Trainings.study(
            kind, arms: 2, seeds: seeds, rows: 64, objectives: 2, stream)
          let pair = try study.stability(profile: profile).pairs.first
          for (row, id) in tests.enumerated() {
            let p = pair?.tests.first { $0.id == id }?.p ?? 1
            if p < 0.05 { rejected[row][column] += 1 }
          }
        }
      }
      for (row, id) in tests.enumerated() {
        let shares = rejected[row].map { Double($0) / Double(studies) }
        if row == 0 { primary += shares }
        let cells = shares.map { String(format: "%7.3f", $0) }.joined()
        print(id.padding(toLength: 15, withPad: " ", startingAt: 0) + "n=\(seeds) " + cells)
      }
    }
    StabilityBenchmarks.require(
      primary.allSatisfy { (0.03...0.07).contains($0) },
      "the primary test's share lies within 0.03 to 0.07 everywhere")
  }
}
