import Foundation
import Statistics

/// The intervals of rliable's four aggregates for 8 arms × 30 runs × 5 tasks with 50,000 resamples, on
/// one core; with the path of a Python interpreter that has rliable, both in one run.
enum RliableRace {
  private static let (arms, runs, tasks) = (8, 30, 5)

  static func run(_ arguments: [String]) throws {
    let scores = (0..<arms).map { arm in
      (0..<runs).map { run in (0..<tasks).map { score(arm, run, $0) } }
    }
    let (ours, estimates) = try seconds {
      let bootstrap = try AggregateBootstrap(
        50_000, runs: runs, tasks: tasks, seed: StreamSeed(master: 1, purpose: "aggregate"))
      return try scores.map { try bootstrap.estimate($0) }
    }
    let first = estimates[0]
    print(String(format: "ours: %.3f s for %d arms", ours, arms))
    print(
      String(
        format: "  mean %.4f [%.4f, %.4f]", first.point.mean, first.lower.mean, first.upper.mean))
    guard arguments.count == 2 else {
      print("to race: rliable-race PYTHON rivals/rliable_intervals.py")
      return
    }
    let rival = try rival(arguments[0], script: arguments[1])
    print(String(format: "rliable: %.3f s", rival.seconds))
    let ends = [
      (first.lower.median, rival.lower[0]), (first.lower.interquartileMean, rival.lower[1]),
      (first.lower.mean, rival.lower[2]), (first.lower.optimalityGap, rival.lower[3]),
      (first.upper.median, rival.upper[0]), (first.upper.interquartileMean, rival.upper[1]),
      (first.upper.mean, rival.upper[2]), (first.upper.optimalityGap, rival.upper[3]),
    ]
    StabilityBenchmarks.require(
      ends.allSatisfy { abs($0 - $1) < 0.003 }, "both give the same intervals to 0.003")
    StabilityBenchmarks.require(
      rival.seconds > 50 * ours, String(format: "%.0f times faster", rival.seconds / ours))
  }

  private struct Rival: Decodable {
    let seconds: Double
    let lower, upper: [Double]
  }

  private static func rival(_ python: String, script: String) throws -> Rival {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [script]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    StabilityBenchmarks.require(process.terminationStatus == 0, "the rival ran")
    return try JSONDecoder().decode(Rival.self, from: output)
  }

  /// The same numbers as the rival's script.
  private static func score(_ arm: Int, _ run: Int, _ task: Int) -> Double {
    let x = Double((arm * 7919 + run * 104_729 + task * 1_299_709) % 1009) / 1009
    return 0.2 + 0.05 * Double(arm) + 0.5 * x * x
  }
}
