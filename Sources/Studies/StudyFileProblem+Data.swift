import Records
import Training

extension StudyFileProblem {
  /// A named part of the data.
  struct Part {
    let name: String
    let node: StudyFileNode
    let source: DataSource
  }

  /// The training data, and those for evaluation where there are such.
  struct Parts {
    let training: [Part]
    let evaluation: [Part]?
  }

  /// The key under `data` that reads a file.
  private static let file = "csv"

  /// The data that are written out, drawn or read from a file.
  func parts() throws -> Parts {
    guard let node = fields["data"]?.value else {
      return Parts(training: [], evaluation: try evaluation(of: []))
    }
    let entries = try node.entries(wanted: Self.wanted)
    guard let csv = entries.first(where: { $0.name == Self.file }) else {
      let training = try entries.map { try part($0) }
      return Parts(training: training, evaluation: try evaluation(of: training))
    }
    if let other = entries.first(where: { $0.name != Self.file }) {
      throw other.key.error(
        "`csv` and \(NearestName.quoted(other.name)): a file gives all parts of the data; make "
          + "this part a column of it")
    }
    let file = try csv.value.dataFile { try Self.checkName($0) }
    func parts(_ sources: [String: DataSource]) -> [Part] {
      sources.sorted { $0.key < $1.key }
        .map { Part(name: $0.key, node: csv.value, source: $0.value) }
    }
    let training = parts(file.training)
    guard let kept = file.evaluation else {
      return Parts(training: training, evaluation: try evaluation(of: training))
    }
    if let evaluation = fields["evaluation"] {
      throw evaluation.key.error(
        "found `evaluation` and a `split` of the file, wanted one of them")
    }
    return Parts(training: training, evaluation: parts(kept))
  }

  /// The number of rows of a batch.
  func batchSize() throws -> Int? { try fields["batch"]?.value.count() }

  private static let wanted = "a mapping from names to data"

  private func part(_ entry: StudyFileNode.Entry) throws -> Part {
    try Self.checkName(entry)
    return Part(name: entry.name, node: entry.value, source: try entry.value.dataSource())
  }

  /// The evaluation data, which have the names of the training data.
  private func evaluation(of data: [Part]) throws -> [Part]? {
    guard let node = fields["evaluation"]?.value else { return nil }
    let entries = try node.entries(wanted: Self.wanted)
    let known = data.map(\.name)
    for entry in entries where entry.name == Self.file {
      throw entry.key.error(
        "a file for evaluation is given where the data are: csv: { …, split: { evaluation: FILE } }"
      )
    }
    let parts = try entries.map { try part($0) }
    for entry in entries where !known.contains(entry.name) {
      throw entry.key.error(NearestName.sentence(unknown: "data", entry.name, known: known))
    }
    for name in known where !parts.contains(where: { $0.name == name }) {
      throw node.error("evaluation lacks `\(name)`; give every part that `data` gives")
    }
    return parts
  }
}
