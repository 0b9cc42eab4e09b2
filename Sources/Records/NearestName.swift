/// The name a person probably meant: the known one with the fewest edits.
package enum NearestName {
  /// The nearest of some names, or `nil` if none is near.
  ///
  /// Near is at most one edit for every three characters, and at least one; upper and lower case
  /// count as the same.
  package static func of(_ found: String, among known: [String]) -> String? {
    let word = Array(found.lowercased())
    guard !word.isEmpty, word.count <= 64 else { return nil }
    let limit = max(1, word.count / 3)
    let ranked = known.enumerated().map { index, name in
      (distance(word, Array(name.lowercased())), index, name)
    }
    guard let best = ranked.min(by: { ($0.0, $0.1) < ($1.0, $1.1) }), best.0 <= limit else {
      return nil
    }
    return best.2
  }

  /// `unknown key `x`; did you mean `y`? known keys: y, z`.
  package static func sentence(unknown what: String, _ found: String, known: [String]) -> String {
    sentence(unknown: what, found, guess: of(found, among: known), known: known)
  }

  /// The same, with a guess made elsewhere.
  package static func sentence(
    unknown what: String, _ found: String, guess: String?, known: [String]
  ) -> String {
    let guess = guess.map { "did you mean `\($0)`? " } ?? ""
    let list = known.isEmpty ? "there are none here" : known.joined(separator: ", ")
    return "unknown \(what) \(quoted(found)); \(guess)known \(plural(what)): \(list)"
  }

  /// ``unknown strategy `gradnom`; did you mean `gradnorm`? `poise strategies` lists all 57``: where
  /// the names are too many for a sentence, and a command lists them.
  package static func sentence(
    unknown what: String, _ found: String, known: [String], listedBy command: String
  ) -> String {
    let guess = of(found, among: known).map { "did you mean `\($0)`? " } ?? ""
    return "unknown \(what) \(quoted(found)); \(guess)`\(command)` lists all \(known.count)"
  }

  /// A text between back-ticks, on one line and of bounded length.
  package static func quoted(_ text: String, longest: Int = 60) -> String {
    let escaped = text.unicodeScalars.prefix(longest).map { scalar in
      scalar.value < 32 || scalar.value == 127 ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return "`\(escaped.joined())\(text.unicodeScalars.count > longest ? "…" : "")`"
  }

  private static func plural(_ noun: String) -> String {
    if noun == "data" { return noun }
    return noun.hasSuffix("y") && !noun.hasSuffix("ey") ? "\(noun.dropLast())ies" : "\(noun)s"
  }

  /// Insertions, deletions, replacements and swaps of neighbors that turn one word into another.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var (before, last) = ([Int](), Array(0...b.count))
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
