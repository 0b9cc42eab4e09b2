import Records
import Testing

@testable import Store

@Suite("The difference of two studies is a short list that can be read")
struct StudyDifferenceTests {
  private func differences(_ found: StudyRecord, _ wanted: StudyRecord) throws -> [String] {
    try StudyDifference.between(found, wanted).map(\.description)
  }

  @Test func aStudyDoesNotDifferFromItself() throws {
    #expect(try differences(Samples.study(), Samples.study()) == [])
  }

  @Test func anArmThatIsMissingIsOneDifference() throws {
    let fewer = Samples.study(arms: Array(Samples.arms().prefix(2)))
    #expect(
      try differences(fewer, Samples.study()) == ["arms.Ω front: found none, wanted Ω front"])
    #expect(
      try differences(Samples.study(), fewer) == ["arms.Ω front: found Ω front, wanted none"])
  }

  @Test func theOrderOfArmsCounts() throws {
    let turned = Samples.study(arms: Samples.arms().reversed())
    #expect(
      try differences(Samples.study(), turned) == [
        "arms, order: found fixed, gradnorm, Ω front, wanted Ω front, gradnorm, fixed"
      ])
  }

  @Test func longTextsAreCutAroundTheFirstDifference() throws {
    let start = String(repeating: "layer ", count: 40)
    let end = String(repeating: " more", count: 40)
    let (found, wanted) = (start + "relu" + end, start + "tanh" + end)
    let list = try StudyDifference.between(
      Samples.study(problem: found), Samples.study(problem: wanted))
    let difference = try #require(list.first)
    #expect(list.count == 1 && difference.key == "problem")
    #expect(difference.found?.contains("layer relu more") == true)
    #expect(difference.wanted?.contains("layer tanh more") == true)
    #expect((difference.found?.count ?? 0) <= 62 && difference.found?.first == "…")
  }

  @Test func listsOfNumbersAreOneDifference() throws {
    let arm = { (weights: [Double]) in
      ArmRecord(
        name: "a", strategy: "fixed",
        settings: .object(["weights": .list(weights.map { .number($0) })]), optimizer: "sgd")
    }
    #expect(
      try differences(Samples.study(arms: [arm([1, 0.5])]), Samples.study(arms: [arm([1, 0.1])]))
        == ["arms.a.settings.weights: found [1, 0.5], wanted [1, 0.1]"])
  }

  @Test func sourceAndDiagnosisCountOnlyWhenTheRestAgrees() throws {
    let finding = Finding(.note, kind: "k", objective: nil, evidence: "e", advice: "a")
    let plain = Samples.study(source: "seeds: 4")
    let other = Samples.study(seeds: 5, source: "seeds: 5", diagnosis: [finding])
    #expect(try differences(plain, other) == ["seeds: found 4, wanted 5"])
    #expect(
      try differences(plain, Samples.study(source: "seeds: 4 # four")) == [
        "source: found seeds: 4, wanted seeds: 4 # four"
      ])
  }

  @Test func theErrorNamesSixDifferencesAndCountsTheRest() {
    let list = (0..<9).map { StudyDifference(key: "k\($0)", found: "\($0)", wanted: nil) }
    let text = StoreError.differentStudy(
      path: "/p", foundHash: "a", wantedHash: "b", differences: list
    ).description
    #expect(text.contains("k5: found 5, wanted none; and 3 more"))
    #expect(!text.contains("k6"))
    let hashes = StoreError.differentStudy(
      path: "/p", foundHash: "a", wantedHash: "b", differences: []
    ).description
    #expect(hashes.contains("the hash is a, wanted b"))
  }
}
