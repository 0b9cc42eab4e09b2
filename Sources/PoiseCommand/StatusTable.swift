import Foundation
import Poise

/// A status as people read it.
struct StatusTable {
  private let status: StudyStatus

  init(_ status: StudyStatus) { self.status = status }

  /// A sentence, a table of the arms, and who is at work.
  var text: String {
    let heads = ["Arm", "Finished", "Failed", "Running", "Missing"]
    let rows = status.arms.map { count in
      [count.arm ?? ""]
        + [count.finished, count.failed, count.running, count.missing].map { "\($0)" }
    }
    let widths = heads.indices.map { i in ([heads] + rows).map { $0[i].count }.max() ?? 0 }
    let table = ([heads] + rows).map { row in
      row.indices.map { i in
        let room = String(repeating: " ", count: widths[i] - row[i].count)
        return i == 0 ? row[i] + room : room + row[i]
      }.joined(separator: "  ")
    }
    let workers = status.workers.map {
      "Process \($0.process) on \($0.host) is making \($0.runs) run\($0.runs == 1 ? "" : "s")."
    }
    return ([sentence, ""] + table + (workers.isEmpty ? [] : [""] + workers))
      .joined(separator: "\n")
  }

  private var sentence: String {
    let all = status.all
    let done = all.finished + all.failed
    var parts = ["\(status.study): \(done) of \(all.total) runs are done"]
    if all.failed > 0 { parts.append("\(all.failed) of them failed") }
    if all.running > 0 { parts.append("\(all.running) running") }
    if all.missing > 0 {
      let kept = all.interrupted > 0 ? " (\(all.interrupted) go on from a checkpoint)" : ""
      parts.append("\(all.missing) missing\(kept)")
    }
    return parts.joined(separator: ", ") + "."
  }
}

extension StudyStatus {
  /// The status as JSON with sorted keys.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
