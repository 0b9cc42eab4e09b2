import Foundation
import TestSupport
import Testing

@Suite("Shards merge into the study that one machine makes")
struct ShardTests {
  private static let expected = Result {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml", "--quiet")
    return (report: try trial.essence("tiny"), tables: try trial.tables("tiny"))
  }

  /// Makes some shards of a study in the folder that they have by themselves.
  private func make(_ shards: [Int], of count: Int, _ trial: CommandTrial) throws {
    for shard in shards {
      let result = try trial.poise(
        ["compare", "tiny.yaml", "--quiet", "--shard", "\(shard)/\(count)"],
        environment: ["POISE_LANES": shard % 2 == 0 ? "1" : "8"])
      #expect(result.ending == .exited(0), "\(result)")
      #expect(result.output.hasPrefix("tiny: "), "a status, no verdict: \(result)")
      let folder = "tiny/shards/\(shard)-of-\(count)"
      #expect(try trial.folder.contents(folder) == ["study.sqlite"])
    }
  }

  private func stores(_ shards: [Int], of count: Int) -> [String] {
    shards.map { "tiny/shards/\($0)-of-\(count)/study.sqlite" }
  }

  @Test(arguments: [1, 5]) func theSameBytes(count: Int) throws {
    let expected = try Self.expected.get()
    let trial = try CommandTrial()
    let all = Array(1...count)
    try make(all, of: count, trial)
    let merged = try trial.poise(
      ["merge"] + stores(all.reversed(), of: count) + ["--output", "tiny/study.sqlite"])
    #expect(merged.ending == .exited(0), "\(merged)")
    #expect(merged.output.contains("tiny: 30 of 30 runs are done."))
    #expect(merged.output.contains("The study is complete"))
    #expect(try trial.tables("tiny") == expected.tables)
    let report = try trial.poise("report", "tiny/study.sqlite")
    #expect(report.ending == .exited(0) && report.errors.isEmpty, "\(report)")
    #expect(try trial.essence("tiny") == expected.report)
    // The same again, now with the result itself: nothing changes.
    let again = try trial.poise(
      ["merge", "tiny/study.sqlite"] + stores(all, of: count) + ["--output", "tiny/study.sqlite"])
    #expect(again.ending == .exited(0), "\(again)")
    #expect(try trial.tables("tiny") == expected.tables)
    // And compare finds nothing left to do.
    let compare = try trial.poise("compare", "tiny.yaml", "--resume")
    #expect(compare.ending == .exited(0) && compare.errors.isEmpty, "\(compare)")
    #expect(try trial.attempts("tiny").count == 30)
  }

  @Test func theStatusTellsWhatIsMissing() throws {
    let trial = try CommandTrial()
    let none = try trial.poise("status", "tiny.yaml", "--json")
    #expect(none.ending == .exited(0), "\(none)")
    try make([2, 3], of: 3, trial)
    let json = try trial.poise("status", "tiny.yaml", "--json")
    let status = try CommandTrial.object(Data(json.output.utf8))
    let all = try #require(status["all"] as? [String: Any])
    #expect(all["total"] as? Int == 30 && all["finished"] as? Int == 20)
    #expect(all["missing"] as? Int == 10 && all["running"] as? Int == 0)
    #expect((status["arms"] as? [[String: Any]])?.count == 3)
    #expect((status["stores"] as? [String])?.count == 2)
    let text = try trial.poise("status", stores([2], of: 3)[0])
    #expect(text.output.hasPrefix("tiny: 10 of 30 runs are done, 20 missing.\n"), "\(text)")
    let merged = try trial.poise(
      ["merge"] + stores([2, 3], of: 3) + ["--output", "part.sqlite"])
    #expect(merged.output.contains("not complete yet"))
    let report = try trial.poise("report", "part.sqlite", "--output", "part")
    #expect(report.ending == .exited(65), "\(report)")
    #expect(report.errors.contains("is missing, and 9 others: continue the study or merge"))
  }

  @Test func anotherStudyIsRefusedWithTheDifference() throws {
    let trial = try CommandTrial([
      "tiny.yaml": TinyStudy.text,
      "other.yaml": TinyStudy.with("learningRate: 0.01", "learningRate: 0.02"),
    ])
    try make([1], of: 2, trial)
    try trial.poise("compare", "other.yaml", "--shard", "2/2", "--output", "other", "--quiet")
    let result = try trial.poise(
      ["merge"] + stores([1], of: 2) + ["other/study.sqlite", "--output", "new/merged.sqlite"])
    #expect(result.ending == .exited(65), "\(result)")
    #expect(result.errors.contains("other/study.sqlite: holds another study than"), "\(result)")
    #expect(result.errors.contains("shards/1-of-2/study.sqlite, so that"), "\(result)")
    #expect(result.errors.contains("learningRate 0.0"), "\(result)")
    #expect(result.errors.contains("Leave it out and merge it with the stores of its own study"))
    #expect(try !trial.folder.contents().contains { $0.hasPrefix("new") })
    // An output of another study is another mistake.
    let mixed = try trial.poise(
      ["merge"] + stores([1], of: 2) + ["--output", "other/study.sqlite"])
    #expect(mixed.ending == .exited(65), "\(mixed)")
    #expect(mixed.errors.contains("Choose another output"), "\(mixed)")
  }

  @Test func runsThatDisagreeAreRefused() throws {
    let trial = try CommandTrial()
    try make([1], of: 2, trial)
    try trial.poise("compare", "tiny.yaml", "--shard", "1/2", "--output", "again", "--quiet")
    try trial.change(
      "again/study.sqlite", digests: true,
      """
      UPDATE traces SET data = zeroblob(length(data)) WHERE name = 'value/fit' AND seed = 2
      """)
    let merge = ["merge"] + stores([1], of: 2) + ["again/study.sqlite", "--output", "m.sqlite"]
    let result = try trial.poise(merge)
    #expect(result.ending == .exited(65), "\(result)")
    #expect(result.errors.contains("column value/fit at step 0"), "\(result)")
    #expect(result.errors.contains("again/study.sqlite"), "\(result)")
    #expect(try trial.folder.contents().filter { $0.contains("m.sqlite") }.isEmpty)
  }

  @Test(arguments: [
    ("0/4", "found --shard 0/4, wanted I/N"), ("5/4", "found --shard 5/4"),
    ("x", "found --shard x"),
    ("1/7", "found --shard 1/7 for 6 seeds, wanted at most as many shards as seeds"),
  ]) func aShardThatCannotBe(shard: String, words: String) throws {
    let trial = try CommandTrial()
    let result = try trial.poise("compare", "tiny.yaml", "--shard", shard)
    #expect(result.ending == .exited(64) && result.errors.contains(words), "\(result)")
    #expect(try trial.folder.contents() == ["tiny.yaml"])
  }

  /// The scripts of a cluster do as they say, without a cluster.
  @Test func theScriptsOfAPlan() throws {
    let expected = try Self.expected.get()
    let trial = try CommandTrial()
    let result = try trial.poise("submit", "tiny.yaml", "--shards", "3", "--minutes", "30")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(
      try trial.folder.contents("tiny/cluster")
        == ["kubernetes-merge.yaml", "kubernetes.yaml", "merge.sh", "shards.sh"])
    let array = try trial.folder.text("tiny/cluster/shards.sh")
    for line in ["--array=1-3", "--requeue", "--time=30"] { #expect(array.contains(line)) }
    #expect(try trial.folder.text("tiny/cluster/kubernetes.yaml").contains("completions: 3"))
    for shard in 1...3 {
      let script = try trial.shell("tiny/cluster/shards.sh", ["SLURM_ARRAY_TASK_ID": "\(shard)"])
      #expect(script.ending == .exited(0), "\(script)")
    }
    #expect(
      try trial.folder.contents("tiny/shards").filter { $0.hasSuffix("sqlite") }
        == (1...3).map { "\($0)-of-3/study.sqlite" })
    let merge = try trial.shell("tiny/cluster/merge.sh")
    #expect(merge.ending == .exited(0), "\(merge)")
    #expect(try trial.tables("tiny") == expected.tables)
    #expect(try trial.essence("tiny") == expected.report)
    let many = try trial.poise("submit", "tiny.yaml", "--shards", "7")
    #expect(many.ending == .exited(64) && many.errors.contains("from 1 to 6, the seeds"))
  }
}
