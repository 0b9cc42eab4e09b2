import Foundation
import Testing

@testable import Reports

@Suite struct Look {
  @Test func write() throws {
    let s = TestStudy()
    try ReportWriter(report: s.report, results: s.results, machine: Machine(cores: 4, instructionSet: "x86-64-v4", operatingSystem: "Linux 6.1", threads: 2, lanes: 32, versions: ["poise": "1.0.0", "gsl": "2.7.1"]), times: Times(trainingSeconds: 83.2, scoringSeconds: 2.11, totalSeconds: 85.9, finished: "2026-01-02T03:04:05Z"),
    sweep: Sweep(name: "alpha", points: [.init(0, arm: "frozen"), .init(0.001, arm: "fixed 1, 0.01"), .init(0.01, arm: "gradnorm"), .init(0.1, arm: "mgda"), .init(1, arm: "pcgrad"), .init(10, arm: "uw")], stableRange: 0.001...0.1)).write(to: "/tmp/rep-look")
    print(ArmTable(s.report).text(width: 100)); print(ArmTable(s.report).text(width: 60, color: true))
  }
}
