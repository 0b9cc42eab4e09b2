import Foundation
import TestSupport
import Testing

@Suite("What is saved is not made again")
struct GrowingStudyTests {
  @Test func aSecondCompareAttemptsNothing() throws {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml", "--quiet")
    let attempts = try trial.attempts("tiny")
    #expect(attempts.count == 30)
    try trial.poise("compare", "tiny.yaml", "--quiet", "--resume")
    #expect(try trial.attempts("tiny") == attempts)
  }

  @Test func twoProcessesShareTheWork() throws {
    let trial = try CommandTrial(["tiny.yaml": TinyStudy.with("steps: 60", "steps: 3000")])
    let both = try (1...2).map { _ in
      try trial.start(
        "compare", "tiny.yaml", "--threads", "1", environment: ["POISE_LANES": "1"])
    }
    for result in try both.map({ try $0.end() }) {
      #expect(result.ending == .exited(0), "\(result)")
    }
    let attempts = try trial.attempts("tiny")
    #expect(attempts.count == 30, "no run was made twice")
    #expect(Set(attempts.map { $0.suffix(16) }).count == 2, "both made some")
  }

  @Test func moreSeedsAndArms() throws {
    let trial = try CommandTrial([
      "tiny.yaml": TinyStudy.with("seeds: 6", "seeds: 4"),
      "large.yaml": TinyStudy.with("  - gradnorm", "  - mgda\n  - gradnorm"),
    ])
    try trial.poise("compare", "tiny.yaml", "--output", "out", "--quiet")
    #expect(try trial.attempts("out").count == 20)
    let result = try trial.poise("compare", "large.yaml", "--output", "out")
    #expect(result.ending == .exited(0), "\(result)")
    let store = "out/study.sqlite"
    #expect(
      result.errors.hasPrefix(
        """
        The study in \(store) is extended: seeds 4 to 6, new arm mgda.
        Going on with \(store): 20 runs are there, 16 to go.

        """), "\(result)")
    #expect(try trial.attempts("out").count == 36)
    try trial.poise("compare", "large.yaml", "--output", "fresh", "--quiet")
    #expect(try trial.tables("out") == trial.tables("fresh"))
    #expect(try trial.essence("out") == trial.essence("fresh"))
  }

  @Test func moreSteps() throws {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml", "--output", "out", "--quiet", "--steps", "40")
    let result = try trial.poise("compare", "tiny.yaml", "--output", "out")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(result.errors.contains("is extended: steps 40 to 60. With other steps every run"))
    let copy = "out/study-40-steps.sqlite"
    #expect(result.errors.contains(copy))
    try trial.poise("compare", "tiny.yaml", "--output", "fresh", "--quiet")
    #expect(try trial.tables("out") == trial.tables("fresh"))
    let report = try trial.poise("report", copy, "--output", "former")
    #expect(report.ending == .exited(0) && report.errors.isEmpty, "\(report)")
  }
}
