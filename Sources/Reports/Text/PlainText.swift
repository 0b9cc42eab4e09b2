/// Text of any origin, made safe to show and measured for a terminal.
enum PlainText {
  /// The text with control and direction-overriding characters replaced by `�`.
  ///
  /// - Parameter keepingLines: Whether line breaks and tabs stay; otherwise they become spaces.
  static func clean(_ text: String, keepingLines: Bool = false) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\t" {
        scalars.append(keepingLines ? scalar : " ")
      } else {
        scalars.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(scalars)
  }

  /// The columns a terminal gives the text: two for wide characters, none for combining ones.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// The text cut to at most `limit` columns: an ellipsis stands for its middle, since names often
  /// differ at their ends.
  static func fitted(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    let head = prefix(of: Array(text), columns: limit / 2)
    let tail = prefix(of: text.reversed(), columns: limit - 1 - limit / 2)
    return String(head) + "…" + String(tail.reversed())
  }

  private static func prefix(of text: [Character], columns: Int) -> ArraySlice<Character> {
    var used = 0
    return text.prefix { character in
      used += width(String(character))
      return used <= columns
    }
  }

  /// The words of the text in lines of at most `limit` columns; a longer word has its own line.
  static func wrapped(_ text: String, to limit: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, width(last) + 1 + width(String(word)) <= limit {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFFFE, 0xFFFF:
      true
    default: false
    }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
