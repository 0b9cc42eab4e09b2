import Neural
import Records
import Strategies
import Studies
import Testing
import Training

/// What a store recognizes a study by.
@Suite struct StudyHashTests {
  private func study(
    problem: Problem = StudyProblems.twoScales(), arms: [Arm] = [Arm(Fixed([1, 0.01]))],
    optimizer: Optimizer = .adam(), seeds: Int = 3, steps: Int = 10,
    precision: Study.Precision = .float32, source: String? = nil
  ) throws -> Study {
    try Study(
      problem, arms: arms, optimizer: optimizer, seeds: seeds, steps: steps, precision: precision,
      source: source)
  }

  private func hash(_ study: Study, _ findings: [Finding] = []) -> String {
    study.record(diagnosis: findings).contentHash
  }

  @Test func changesWithWhateverDecidesTheNumbers() throws {
    let plain = try study()
    let other = Problem("two scales", model: StudyProblems.net, batch: .uniform([3, 1])) { net, x in
      Minimize("fit", mean(square(4 - sum(net(x)))))
      Maximize("weights", sum(net.parameters))
    }
    let studies = [
      plain, try study(problem: other), try study(problem: StudyProblems.twoScales(fit: 2)),
      try study(arms: [Arm(Fixed([1, 0.02]))]),
      try study(arms: [Arm(Fixed([1, 0.01]), name: "x")]),
      try study(arms: [Arm(Fixed([1, 0.01])), Arm(Equal())]), try study(optimizer: .sgd()),
      try study(seeds: 4), try study(steps: 11), try study(precision: .float64),
      try plain.changed(name: "other"),
    ]
    let hashes = studies.map { hash($0) }
    #expect(Set(hashes).count == studies.count)
    #expect(hashes.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
  }

  @Test func doesNotChangeWithSpellingOrDiagnosis() throws {
    let finding = Finding(.note, kind: "k", objective: nil, evidence: "e", advice: "a")
    #expect(hash(try study()) == hash(try study(source: "name: x")))
    #expect(hash(try study()) == hash(try study(), [finding]))
    // Nor with the identity of the network's parameters.
    #expect(hash(try study()) == hash(try study(problem: StudyProblems.twoScales())))
  }

  /// FNV-1a of one record, worked out by hand, so that stores of one version are known to the next.
  @Test func staysWhatItIs() {
    let record = StudyRecord(
      name: "s", objectives: [Objective("a", .minimize)], arms: [], seeds: 1, steps: 1,
      evaluationSteps: [0, 1], precision: "float32", parameterCount: 1, problem: "p")
    #expect(record.contentHash == "29809d6307f13f36")
  }

  @Test func infiniteAspirationsDiffer() {
    let hashes = [Double.infinity, -.infinity, 1].map { aspiration in
      StudyRecord(
        name: "s", objectives: [Objective("a", .minimize, aspiration: aspiration)], arms: [],
        seeds: 1, steps: 1, evaluationSteps: [0, 1], precision: "float32", parameterCount: 1,
        problem: "p"
      ).contentHash
    }
    #expect(Set(hashes).count == 3)
  }
}
