import Foundation
import Poise
import Tables
import Tensors
import TestSupport
import Testing
import TraceFiles

@testable import PoiseCommand

/// CSV and JSON changed at random: read or refused with a place, and nothing else.
@Suite("Damaged CSV and JSON are read or refused")
struct InputMutationTests {
  private static let csv = Mutation([
    ",", ";", "\t", "\"", "\"\"", "\n", "\r", "\r\n", " ", "\u{FEFF}", "\u{0}", "nan", "inf",
    "-inf", "1e999", "-0", "0x1p3", "٣", "é", "🙂", "step", "seed",
    ",".repeated(40), "\"".repeated(9), "9".repeated(400),
  ])
  private static let json = Mutation([
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "1e999", "-0",
    "NaN", "0.1", "-1", "[]", "{}", "[".repeated(600), "\n", "\u{0}", "é", "🙂",
    "9223372036854775808", "1".repeated(400),
  ])

  private func random(_ index: UInt64) -> RandomStream {
    RandomStream(seed: 30 + 10 * Mutation.seed + index, purpose: .data)
  }

  @Test func tables() {
    var random = random(0)
    let text = "step,fit,\"a \"\"b\"\"\",c\n0,1.5,\"x\ny\",-3e-2\n10, 2 ,z,inf\n20,,é,nan\n"
    var read = 0
    let rounds = Mutation.rounds(3_000)
    for _ in 0..<rounds {
      do throws(TableError) {
        let table = try Table(parsing: Self.csv.bytes(text, &random), file: "t.csv")
        for row in 0..<table.rowCount { #expect(table.row(row).count == table.columns.count) }
        read += 1
        for name in table.columns { _ = try table.column(name).numbers() }
      } catch { #expect(error.description.hasPrefix("t.csv"), "\(error)") }
    }
    #expect(read > rounds / 10 && read < rounds)
  }

  private static let logs = [
    ("a.csv", "seed,step,fit,size\n0,0,1,2\n0,10,0.5,1\n1,0,1.1,2\n1,10,0.6,1.5\n", csv),
    (
      "a-0.jsonl",
      #"{"step": 0, "fit": 1, "size": 2}"# + "\n"
        + #"{"step": 10, "fit": 0.5, "size": 1.5}"# + "\n", json
    ),
  ]

  @Test(arguments: logs.indices) func traceLogs(_ index: Int) throws {
    let (name, text, mutation) = Self.logs[index]
    let folder = try ScratchFolder()
    var random = random(1 + UInt64(index))
    var read = 0
    let rounds = Mutation.rounds(600)
    for _ in 0..<rounds {
      let path = folder.path + "/" + name
      try mutation.bytes(text, &random).write(to: URL(fileURLWithPath: path))
      do {
        let results = try TraceLogs(reading: [path]).results
        read += 1
        for run in results.runs {
          #expect(run.trace.values.allSatisfy { $0.count == run.trace.steps.count })
        }
      } catch {
        #expect(error is TraceFileError || error is TableError, "\(error)")
        #expect(!"\(error)".isEmpty)
      }
    }
    #expect(read > rounds / 50 && read < rounds)
  }

  @Test func stepsToAggregate() {
    var random = random(4)
    let text =
      #"[{"jacobian": [[-4, 1, 1], [6, 1, 1]], "losses": [1, 2]}, "#
      + #"{"gramian": [[2, -1], [-1, 3]]}]"#
    var read = 0
    let rounds = Mutation.rounds(2_000)
    for _ in 0..<rounds {
      do throws(StudyError) {
        let input = try AggregateInput(Self.json.bytes(text, &random))
        read += 1
        var balancer = try? Balancer(UPGrad(), objectives: input.objectives, seed: 0)
        for (index, step) in input.steps.enumerated() {
          try? balancer?.decide(step.pass(input.objectives, step: index))
        }
      } catch { #expect("\(error)".hasPrefix("st"), "\(error)") }
    }
    #expect(read > rounds / 50 && read < rounds)
  }

  @Test func reportsToCheck() throws {
    let trial = try CommandTrial()
    try trial.poise("compare", "tiny.yaml", "--quiet")
    let text = try trial.folder.text("tiny/report.json")
    let whole = try StabilityReport(contentsOf: trial.folder.path + "/tiny/report.json")
    let path = trial.folder.path + "/changed.json"
    var random = random(5)
    var read = 0
    let rounds = Mutation.rounds(40)
    for _ in 0..<rounds {
      try Self.json.bytes(text, &random).write(to: URL(fileURLWithPath: path))
      do throws(ReportFileError) {
        let report = try StabilityReport(contentsOf: path)
        read += 1
        let checks = [(whole, report), (report, whole)].map { pair in
          try? StabilityCheck(baseline: pair.0, current: pair.1)
        }
        for check in checks { _ = check?.text(width: 80, color: false) }
      } catch { #expect("\(error)".contains(path), "\(error)") }
    }
    #expect(read > 0 && read < rounds)
  }
}
