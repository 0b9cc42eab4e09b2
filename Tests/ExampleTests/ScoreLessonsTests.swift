import Poise
import Testing

/// What the stability score must say of a small network that learns a task and is to be fair at the
/// same time: the task's loss is about a million times the other, and learning it costs fairness.
@Suite("Lessons of the score on a trained network")
struct ScoreLessonsTests {
  private func report() async throws -> StabilityReport {
    let net = Sequential([Dense(2, 8), Tanh(), Dense(8, 1)])
    let problem = Problem("lessons", model: net, data: ["x": .normal([48, 2])]) { net, batch in
      let x = batch["x"]
      let (own, group) = (slice(x, axis: 1, to: 1), slice(x, axis: 1, from: 1))
      let out = 3 * net(x)
      Minimize("error", 1000 * mean(square(out - sin(2 * own) - 0.4 * group)))
      Maximize("fairness", -0.01 * square(mean((out - mean(out)) * (group - mean(group)))))
    }
    let study = try Study(
      problem,
      arms: [
        Arm(MGDA(normalization: .l2), name: "unit MGDA"), Arm(Equal(), name: "raw"),
        Arm(SingleTask("error"), name: "only error"),
        Arm(SingleTask("fairness"), name: "only fairness"),
        Arm(Equal(), name: "frozen", optimizer: .sgd(learningRate: 1e-12)),
        Arm(EqualNormalized(), name: "wild", optimizer: .adam(learningRate: 0.1)),
      ],
      optimizer: .adam(learningRate: 0.005), seeds: 10, steps: 600, precision: .float64)
    return try await study.run().stability()
  }

  @Test func whatLearnsNothingOrHalfOfItIsNotRanked() async throws {
    let report = try await report()
    func arm(_ name: String) throws -> ArmReport {
      try #require(report.arms.first { $0.name == name })
    }
    let baseline = try arm("equal-normalized")
    #expect(baseline.baseline && baseline.status == .rated)
    // Dominated by the larger loss, weights as they are train only that.
    for name in ["raw", "only error"] {
      #expect(try arm(name).status == .neglects && arm(name).neglects == ["fairness"], "\(name)")
    }
    let fair = try arm("only fairness")
    #expect(fair.status == .neglects && fair.neglects == ["error"])
    // It is calm, calmer than the baseline, and still not ranked.
    #expect(try #require(fair.q) > #require(baseline.q))
    let frozen = try arm("frozen")
    #expect(frozen.status == .inert && frozen.neglects.isEmpty)
    #expect(try #require(frozen.halvings).total < 1e-6 && #require(frozen.q) < 1e-4)
    // The shortest vector in the hull of two unit gradients is half their sum, the baseline's step.
    let twin = try arm("unit MGDA")
    #expect(twin.status == .rated)
    for (own, other) in zip(twin.objectives, baseline.objectives) {
      #expect(try abs(#require(own.z) - #require(other.z)) < 1e-3)
    }
    #expect(try abs(#require(twin.q) - #require(baseline.q)) < 1e-4)
    #expect(try #require(report.pairs.first { $0.a == "unit MGDA" }?.p) > 0.05)
    // Twenty times the learning rate is noise and spikes.
    let (calm, wild) = (try #require(baseline.halvings), try #require(arm("wild").halvings))
    #expect(wild.noise + wild.spikes > 3 * (calm.noise + calm.spikes), "\(wild) \(calm)")
    #expect(!report.pairs.contains { ["raw", "only fairness", "frozen"].contains($0.a) })
  }
}
