public import Records

/// One setting of a strategy: its name, meaning and range.
public struct SettingCard: Hashable, Sendable {
  /// What values a setting takes.
  public enum Kind: Hashable, Sendable {
    /// A number in a closed range.
    case number(ClosedRange<Double>)
    /// A whole number in a closed range.
    case count(ClosedRange<Int>)
    /// One of several words.
    case choice([String])
    /// A list of numbers, each in a closed range.
    case numbers(ClosedRange<Double>)
    /// True or false.
    case flag
    /// One of several words, or a list of names.
    case choiceOrNames([String])
    /// A name.
    case name
    /// A list of lists of numbers, none negative.
    case lists
    /// One of several words, or a list of lists of numbers, none negative.
    case choiceOrLists([String])
    /// One of several words, or one of them with settings.
    case entry([String])
    /// Another strategy with its settings.
    case strategy
  }

  /// The name, lower camel case.
  public let name: String
  /// What it does, in one line.
  public let meaning: String
  /// What it may be.
  public let kind: Kind

  /// Describes a setting.
  public init(_ name: String, _ kind: Kind, _ meaning: String) {
    (self.name, self.kind, self.meaning) = (name, kind, meaning)
  }

  /// Describes a setting that is one of the cases of a type, written by their raw values.
  public init<Choice: CaseIterable & RawRepresentable<String>>(
    _ name: String, oneOf _: Choice.Type, _ meaning: String
  ) {
    self.init(name, .choice(Choice.allCases.map(\.rawValue)), meaning)
  }

  /// Checks a value.
  ///
  /// - Throws: ``SettingError`` that says what was found and what was wanted.
  public func check(_ value: Setting) throws(SettingError) {
    guard accepts(value) else {
      throw SettingError(name, "found \(value), wanted \(wanted)")
    }
  }

  private func accepts(_ value: Setting) -> Bool {
    switch (kind, value) {
    case (.number(let range), .number(let x)): range.contains(x)
    case (.count(let range), .number(let x)):
      x == x.rounded() && x.magnitude < 1e15 && range.contains(Int(x))
    case (.choice(let words), .text(let word)): words.contains(word)
    case (.choiceOrNames(let words), .text(let word)): words.contains(word)
    case (.choiceOrNames, .list(let names)):
      !names.isEmpty
        && names.allSatisfy { if case .text = $0 { true } else { false } }
    case (.numbers(let range), .list(let values)):
      !values.isEmpty
        && values.allSatisfy { if case .number(let x) = $0 { range.contains(x) } else { false } }
    case (.flag, .bool): true
    case (.name, .text(let name)): !name.isEmpty
    case (.lists, .list(let lists)), (.choiceOrLists, .list(let lists)):
      lists.allSatisfy(Self.isPreference)
    case (.choiceOrLists(let words), .text(let word)), (.entry(let words), .text(let word)):
      words.contains(word)
    case (.entry(let words), .object(let entry)):
      entry.count == 1 && entry.keys.allSatisfy(words.contains)
    case (.strategy, .text(let id)): !id.isEmpty
    case (.strategy, .object(let entry)): entry.count == 1
    default: false
    }
  }

  private static func isPreference(_ value: Setting) -> Bool {
    guard case .list(let numbers) = value, !numbers.isEmpty else { return false }
    return numbers.allSatisfy {
      if case .number(let x) = $0 { x >= 0 && x.isFinite } else { false }
    }
  }

  /// What the setting may be, in words.
  public var wanted: String {
    switch kind {
    case .number(.finite): "a finite number"
    case .number(let range): "a number \(Self.words(range))"
    case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .choiceOrNames(let words):
      "one of " + words.joined(separator: ", ") + ", or a list of parameter names"
    case .numbers(.finite): "a list of finite numbers"
    case .numbers(let range): "a list of numbers, each \(Self.words(range))"
    case .flag: "true or false"
    case .name: "a name"
    case .lists: "a list of lists of numbers, such as [[1, 0], [0.5, 0.5]]"
    case .choiceOrLists(let words):
      "one of " + words.joined(separator: ", ") + ", or a list such as [[1, 0], [0.5, 0.5]]"
    case .entry(let words): "one of " + words.joined(separator: ", ") + ", with settings or without"
    case .strategy: "a strategy, such as mgda or cagrad: { c: 0.4 }"
    }
  }

  private static func words(_ range: ClosedRange<Double>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (let lower, .greatestFiniteMagnitude): "of at least \(Setting.number(lower))"
    case (let lower, let upper): "from \(Setting.number(lower)) to \(Setting.number(upper))"
    }
  }
}

/// A setting that is not as it should be.
public struct SettingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the setting.
  public let setting: String
  /// What was found and what was wanted.
  public let reason: String

  /// Describes a fault.
  public init(_ setting: String, _ reason: String) {
    (self.setting, self.reason) = (setting, reason)
  }

  /// Refuses a list that has not one entry for each objective; `nil` is no list.
  ///
  /// - Parameter entries: What the list holds, in the plural.
  static func requireOneEach(
    _ list: [Double]?, of entries: String = "numbers", for objectives: [Objective],
    in setting: String
  ) throws(SettingError) {
    guard let list, list.count != objectives.count else { return }
    throw SettingError(
      setting, "found \(list.count) \(entries), wanted \(objectives.count), one an objective")
  }

  /// Both in one line.
  public var description: String { "setting \(setting): \(reason)" }
}

extension ClosedRange<Double> {
  /// All finite numbers.
  public static var finite: Self { -.greatestFiniteMagnitude ... .greatestFiniteMagnitude }
  /// All finite numbers from a bound on.
  public static func atLeast(_ bound: Double) -> Self { bound ... .greatestFiniteMagnitude }
}
