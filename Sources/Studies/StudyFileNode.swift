import Records
import Yams

/// A value in a study file: what is written, where, and what it is called in messages.
struct StudyFileNode {
  let node: Yams.Node
  let source: SourceText
  /// What messages call it, for instance `seeds`.
  let label: String

  /// One `key: value` of a mapping.
  struct Entry {
    let name: String
    let key: StudyFileNode
    let value: StudyFileNode
  }

  /// The place of the value, or of its start where it is not on one line.
  var span: SourceSpan {
    if let places { return places.whole }
    return SourceSpan(line: mark.line, column: mark.column, length: 1)
  }

  /// Where the value's characters stand, if it is a scalar.
  var places: ScalarPlaces? {
    guard case .scalar(let scalar) = node else { return nil }
    let style: ScalarPlaces.Style =
      switch scalar.style {
      case .any, .plain: .plain
      case .singleQuoted: .singleQuoted
      case .doubleQuoted: .doubleQuoted
      case .literal, .folded: .block
      }
    return ScalarPlaces(
      scalar.string, style: style, line: mark.line, column: mark.column, in: source)
  }

  private var mark: (line: Int, column: Int) {
    (max(node.mark?.line ?? 1, 1), max(node.mark?.column ?? 1, 1))
  }

  /// A fault at this value.
  func error(_ message: String) -> StudyFileError { source.error(at: span, message) }

  /// A fault that names the value, what was found and what was wanted.
  func unfit(wanted: String) -> StudyFileError {
    error("\(label): found \(found), wanted \(wanted)")
  }

  /// The value under another name in messages.
  func called(_ label: String) -> StudyFileNode {
    StudyFileNode(node: node, source: source, label: label)
  }

  /// The value as it is named in a message.
  var found: String {
    switch node {
    case .mapping(let mapping): mapping.isEmpty ? "an empty mapping" : "a mapping"
    case .sequence(let list): list.isEmpty ? "an empty list" : "a list"
    case .alias: "an alias"
    case .scalar(let scalar):
      if isNull {
        "nothing"
      } else if isPlain {
        NearestName.quoted(scalar.string)
      } else {
        "the text \(NearestName.quoted(scalar.string))"
      }
    }
  }

  /// The text of a scalar, however it is written.
  var scalar: String? { node.scalar?.string }

  /// Whether the value is a scalar without quotes.
  var isPlain: Bool { node.scalar.map { $0.style == .plain || $0.style == .any } ?? false }

  /// Whether nothing is written, or `null`.
  var isNull: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar) }

  /// Whether the value is a mapping.
  var isMapping: Bool { node.mapping != nil }

  /// The elements of a list, or `nil` if the value is none.
  var list: [StudyFileNode]? {
    node.sequence.map { $0.map { StudyFileNode(node: $0, source: source, label: label) } }
  }

  /// A text that is not empty.
  func text(_ wanted: String = "a text") throws -> String {
    guard let scalar, !isNull, !scalar.isEmpty else { throw unfit(wanted: wanted) }
    return scalar
  }

  /// One of several words.
  func word(of known: [String]) throws -> String {
    let wanted = "one of " + known.joined(separator: ", ")
    let text = try text(wanted)
    guard known.contains(text) else {
      let guess = NearestName.of(text, among: known).map { "; did you mean `\($0)`?" } ?? ""
      throw error("\(label): found \(found), wanted \(wanted)\(guess)")
    }
    return text
  }

  /// The entries of a mapping, in the order of the file, each key once.
  func entries(wanted: String) throws -> [Entry] {
    guard let mapping = node.mapping else { throw unfit(wanted: wanted) }
    var seen: Set<String> = []
    return try mapping.map { pair in
      let key = StudyFileNode(node: pair.key, source: source, label: "a key of \(label)")
      let name = try key.text("a text")
      guard seen.insert(name).inserted else {
        throw key.error("duplicate key \(NearestName.quoted(name)); keep one of them")
      }
      let value = StudyFileNode(node: pair.value, source: source, label: name)
      return Entry(name: name, key: key, value: value)
    }
  }

  /// The entries of a mapping whose keys are known, by key.
  func fields(_ known: [String], required: [String] = []) throws -> [String: Entry] {
    let wanted = "a mapping with the keys " + known.joined(separator: ", ")
    let entries = try entries(wanted: wanted)
    for entry in entries where !known.contains(entry.name) {
      throw entry.key.error(NearestName.sentence(unknown: "key", entry.name, known: known))
    }
    let byName = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0) })
    for name in required where byName[name] == nil {
      throw error("\(label) lacks the key `\(name)`; known keys: \(known.joined(separator: ", "))")
    }
    return byName
  }

  /// The mapping without one of its keys.
  func without(_ key: String) -> StudyFileNode {
    guard let mapping = node.mapping else { return self }
    let rest = mapping.filter { $0.key.scalar?.string != key }.map { ($0.key, $0.value) }
    let node = Node.mapping(
      Node.Mapping(rest, mapping.tag, mapping.style, mapping.mark, mapping.anchor))
    return StudyFileNode(node: node, source: source, label: label)
  }

  /// The one entry of a mapping that has exactly one of several keys.
  func choice(_ known: [String]) throws -> Entry {
    let wanted = "one of the keys " + known.joined(separator: ", ")
    let entries = try entries(wanted: "a mapping with \(wanted)")
    for entry in entries where !known.contains(entry.name) {
      throw entry.key.error(NearestName.sentence(unknown: "key", entry.name, known: known))
    }
    guard let first = entries.first else { throw unfit(wanted: wanted) }
    if entries.count > 1 {
      throw entries[1].key.error(
        "\(label): found both `\(first.name)` and `\(entries[1].name)`, wanted \(wanted)")
    }
    return first
  }
}
