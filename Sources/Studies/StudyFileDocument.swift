import Records
import Yams

/// The YAML of a study file, before anything is known of its meaning.
struct StudyFileDocument {
  let source: SourceText

  /// How many values aliases may stand for, taken together.
  private static let mostExpanded = 10_000_000.0

  /// Reads the YAML.
  ///
  /// - Throws: ``StudyFileError`` at a fault of the syntax, and for an empty file.
  func root() throws -> StudyFileNode {
    try checkAliases()
    do {
      guard let node = try Yams.Parser(yaml: source.text, encoding: .utf8).singleRoot() else {
        throw empty
      }
      let root = StudyFileNode(node: node, source: source, label: "the study")
      guard !root.isNull else { throw empty }
      return root
    } catch let error as YamlError {
      throw translate(error)
    }
  }

  private var empty: StudyFileError {
    StudyFileError(
      file: source.file, message: "the file is empty; wanted a study with problem, arms and steps")
  }

  private func translate(_ error: YamlError) -> StudyFileError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let setting = context.map { " (\($0.text), line \($0.mark.line))" } ?? ""
      let span = SourceSpan(line: max(mark.line, 1), column: max(mark.column, 1), length: 1)
      return source.error(at: span, "YAML: " + (Self.rephrased(problem) ?? problem + setting))
    case .reader:
      return unprintable
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let span = SourceSpan(
        line: max(context.mark.line, 1), column: max(context.mark.column, 1),
        length: key.unicodeScalars.count)
      return source.error(
        at: span,
        "duplicate key \(NearestName.quoted(key)), first here; keep one of them")
    default:
      return StudyFileError(file: source.file, message: "YAML: \(error)")
    }
  }

  /// What to do about a fault that the bare problem of the parser does not explain.
  private static func rephrased(_ problem: String) -> String? {
    switch problem {
    case "mapping values are not allowed in this context":
      problem + "; put a text that holds `: ` between quotes, and check the indentation"
    case "found character that cannot start any token":
      problem + "; indent with blanks, not tabs, and put a text that begins with this character "
        + "between quotes"
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      problem + "; an expression with commas or brackets needs quotes inside { } and [ ]"
    case "but found another document": "found a second document, wanted one"
    case _ where problem.hasPrefix("Maximum nesting level"):
      "lists and mappings are nested too deeply"
    default: nil
    }
  }

  /// The first character that YAML does not allow.
  private var unprintable: StudyFileError {
    for (index, line) in source.lines.enumerated() {
      for (offset, scalar) in line.enumerated() where !Self.isPrintable(scalar) {
        return source.error(
          at: SourceSpan(line: index + 1, column: offset + 1, length: 1),
          "YAML does not allow the character \(Self.code(scalar)); remove it")
      }
    }
    return StudyFileError(file: source.file, message: "the file is not YAML")
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF:
      scalar != "\u{FEFF}"
    default: false
    }
  }

  /// Refuses aliases of aliases that could stand for very many values.
  ///
  /// `a` aliases spread over `n` anchors multiply at most `(1 + a/k)ᵏ`-fold, for some `k ≤ n`.
  /// Characters that only look like anchors, in texts and remarks, count too.
  private func checkAliases() throws {
    let anchors = starts(with: "&")
    let aliases = Double(starts(with: "*").count)
    guard !anchors.isEmpty, aliases > 0 else { return }
    let separators = source.text.utf8.count { ",:-\n".utf8.contains($0) }
    var worst = 1.0
    for k in 1...min(anchors.count, 64) {
      var growth = 1.0
      for _ in 0..<k { growth *= 1 + aliases / Double(k) }
      worst = max(worst, growth)
    }
    guard worst * Double(separators + 1) <= Self.mostExpanded else {
      throw source.error(
        at: anchors[0],
        "the anchors and aliases could stand for more than \(Int(Self.mostExpanded)) values; "
          + "write some of them out")
    }
  }

  /// Where words begin with a sign, as anchors and aliases do.
  private func starts(with sign: Unicode.Scalar) -> [SourceSpan] {
    var found: [SourceSpan] = []
    for (index, line) in source.lines.enumerated() {
      for (offset, scalar) in line.enumerated() where scalar == sign {
        guard offset + 1 < line.count, line[offset + 1] != " ", line[offset + 1] != sign else {
          continue
        }
        if Self.mayStartValue(line[..<offset]) {
          found.append(SourceSpan(line: index + 1, column: offset + 1, length: 1))
        }
      }
    }
    return found
  }

  /// Whether a YAML value may begin after these characters of a line.
  private static func mayStartValue(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = before.last(where: { $0 != " " && $0 != "\t" }) else { return true }
    if "[{,:-?\"'".unicodeScalars.contains(last) { return true }
    if last == before.last { return false }
    let word = before.reversed().drop { $0 == " " || $0 == "\t" }
      .prefix { $0 != " " && $0 != "\t" }
    return word.contains("!") || word.contains("&")
  }
}
