import Foundation
import Records
import Stability
import Testing

@testable import Reports

@Suite final class StudyExportTests {
  private let place = FileManager.default.temporaryDirectory.path + "/export-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: place) }

  private func written(_ name: String) throws -> String {
    String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: place + "/" + name)), as: UTF8.self)
  }

  /// The cells of simple CSV, without quotation marks.
  private func rows(_ name: String) throws -> [[String]] {
    try written(name).components(separatedBy: "\r\n").dropLast().map {
      $0.components(separatedBy: ",")
    }
  }

  private func export(_ study: TestStudy) throws -> [StudyExport.File] {
    try StudyExport(study.results, report: study.report).write(to: place)
  }

  private var plain: TestStudy {
    var study = TestStudy(seeds: 3, evaluations: 40)
    study.arms = [study.arms[0], study.arms[2], study.arms[9]]
    return study
  }

  @Test func tracesAreTheRecordedNumbers() throws {
    let files = try export(plain)
    let rows = try rows("traces.csv")
    #expect(rows[0].prefix(6) == ["arm", "member", "seed", "step", "fit", "weights"])
    #expect(rows[0].contains("cosine/fit/weights") && rows[0].contains("weight/weights"))
    let results = plain.results
    let count = results.runs.map(\.trace.steps.count).reduce(0, +)
    #expect(rows.count == count + 1 && files[0].rows == count)
    let run = try #require(results.runs(of: "gradnorm")[1...].first)
    let row = try #require(rows.first { $0[0] == "gradnorm" && $0[2] == "1" && $0[3] != "0" })
    #expect(Double(row[3]) == Double(run.trace.steps[1]))
    #expect(Double(row[4]) == run.trace.values[0][1] && Double(row[5]) == run.trace.values[1][1])
    let place = try #require(rows[0].firstIndex(of: "weight/fit"))
    #expect(Double(row[place]) == run.trace.evidence["weight/fit"]?[1])
    let member = try #require(rows.last)
    #expect(member[0] == "pareto-sampling[6]" && member[1] == "6" && member[place].isEmpty)
  }

  @Test func scoresAreThoseOfTheReport() throws {
    let report = plain.report
    _ = try export(plain)
    let arms = try rows("arms.csv")
    let place = try #require(arms[0].firstIndex(of: "Q"))
    #expect(arms.dropFirst().map { Double($0[place]) } == report.arms.map(\.q))
    let (runs, pairs) = (try rows("runs.csv"), try rows("pairs.csv"))
    let score = try #require(runs[0].firstIndex(of: "S"))
    #expect(runs.dropFirst().map { Double($0[score]) } == report.runs.map(\.score))
    #expect(pairs.dropFirst().map { Double($0[2]) } == report.pairs.map(\.difference))
    let seeds = report.fronts.flatMap(\.seeds)
    let fronts = try rows("fronts.csv")
    #expect(fronts.dropFirst().map { Double($0[2]) } == seeds.map(\.hypervolume))
    // No volume without its reference point and the directions.
    for (i, objective) in report.study.objectives.enumerated() {
      let columns = fronts.map { Array($0[(5 + 2 * i)...(6 + 2 * i)]) }
      #expect(columns[0] == ["reference/\(objective.name)", "direction/\(objective.name)"])
      #expect(columns.dropFirst().allSatisfy { $0[1] == objective.direction.rawValue })
      #expect(
        columns.dropFirst().map { Double($0[0]) }
          == report.fronts.flatMap { front in front.seeds.map { _ in front.reference?[i] } })
    }
  }

  @Test(arguments: [
    ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"), ("+1", "'+1"), ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    (" =1", "' =1"), ("\t=1", "'\t=1"), ("'quoted", "''quoted"), ("＝1", "'＝1"),
    ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("plain=1", "plain=1"),
    ("end ", "\"end \""), (" start", "\" start\""),
    ("", ""),
    ("../../x", "../../x"), ("<script>", "<script>"),
  ])
  func textIsNeutral(_ text: String, _ cell: String) {
    #expect(CSVCell.text(text).written == cell)
  }

  @Test func numbersReadBack() {
    #expect(CSVCell.number(-0.1).written == "-0.1" && CSVCell.number(1e300).written == "1e+300")
    #expect(CSVCell.number(.nan).written.isEmpty && CSVCell.number(nil).written.isEmpty)
    #expect(CSVCell.number(-.infinity).written == "-inf" && CSVCell.number(12).written == "12")
  }

  @Test func hostileNamesStayCellsAndFilesStayInside() throws {
    var study = plain
    study.name = "../../escape"
    study.objectives = [Objective("=1+1", .minimize), Objective("arm", .maximize)]
    study.arms[1].name = "=cmd|'/c calc'!A1"
    study.arms[0].name = "a\r\n\"b\""
    let files = try export(study)
    #expect(files[0].columns[4...5] == ["'=1+1", "value/arm"])
    let text = try written("arms.csv")
    #expect(text.contains("\r\n'=cmd|'/c calc'!A1,") && !text.contains(",="))
    #expect(text.contains("\"a\u{FFFD}\n\"\"b\"\"\","))
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: place)) == Set(files.map(\.name)))
  }

  @Test func nothingIsLeftWhereAFolderIsInTheWay() throws {
    try FileManager.default.createDirectory(
      atPath: place + "/pairs.csv", withIntermediateDirectories: true)
    #expect(throws: ReportError.self) { try self.export(self.plain) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["pairs.csv"])
  }
}
