import Neural
import Records
import Strategies
import Training

/// Reads the `arms` of a study file.
struct StudyFileArms {
  /// The most arms that lists of settings may make.
  static let mostArms = 1_000
  /// The most values that one list may hold, nested ones included.
  static let mostValues = 1_000_000

  private let node: StudyFileNode

  /// An arm with the place it is written at.
  struct Placed {
    let arm: Arm
    let place: StudyFileNode
  }

  /// One variant of an arm: its settings, and those of them that lists vary.
  private struct Variant {
    var settings: [String: Setting] = [:]
    var varied: [String] = []
  }

  init(_ node: StudyFileNode) { self.node = node }

  /// All arms, in order.
  func arms(for objectives: [Objective]) throws -> [Placed] {
    guard let list = node.list, !list.isEmpty else {
      throw node.unfit(wanted: "a list of strategies such as [equal, gradnorm]")
    }
    var arms: [Placed] = []
    for entry in list {
      arms += try read(entry.called("an arm"), for: objectives)
      guard arms.count <= Self.mostArms else { throw entry.error(Self.tooMany) }
    }
    try checkNames(arms)
    return arms
  }

  /// Checks that no two arms are given one name.
  private func checkNames(_ arms: [Placed]) throws {
    var seen: Set<String> = []
    for arm in arms {
      guard let name = arm.arm.name, !seen.insert(name).inserted else { continue }
      throw arm.place.error(
        "two arms are named \(NearestName.quoted(name)); give each its own name")
    }
  }

  private static let tooMany = "the lists make more than \(mostArms) arms; shorten them"

  private static var known: [String] { StrategyCatalogue.all.map { type(of: $0).card.id } }

  private static func unknown(_ id: String) -> String {
    NearestName.sentence(unknown: "strategy", id, known: known, listedBy: "poise strategies")
  }

  private func read(_ entry: StudyFileNode, for objectives: [Objective]) throws -> [Placed] {
    if entry.scalar != nil {
      let id = try entry.text("a strategy")
      return try make(id, at: entry, settings: nil, objectives).map { sampler, _ in
        Placed(arm: Arm(sampler), place: entry)
      }
    }
    let entries = try entry.entries(wanted: "a strategy, or a mapping with one")
    let strategies = entries.filter { !["name", "optimizer"].contains($0.name) }
    guard let first = strategies.first else {
      throw entry.error(
        "the arm has no strategy; wanted one such as `equal`; `poise strategies` lists them")
    }
    for other in strategies.dropFirst() {
      throw other.key.error(
        Self.known.contains(other.name)
          ? "found a second strategy in one arm; begin another entry with `-`"
          : NearestName.sentence(unknown: "key", other.name, known: ["name", "optimizer"]))
    }
    let nameEntry = entries.first { $0.name == "name" }
    let name = try nameEntry?.value.text()
    let optimizer = try entries.first { $0.name == "optimizer" }?.value.optimizer()
    let made = try make(first.name, at: first.key, settings: first.value, objectives)
    return made.map { sampler, varied in
      let full = name.map { varied.isEmpty ? $0 : "\($0) \(varied)" }
      return Placed(
        arm: Arm(sampler, name: full, optimizer: optimizer), place: nameEntry?.value ?? first.key)
    }
  }

  /// Makes a strategy, once for each variant of its settings.
  ///
  /// - Returns: The strategies, each with the text of what varies.
  private func make(
    _ id: String, at place: StudyFileNode, settings node: StudyFileNode?, _ objectives: [Objective]
  ) throws -> [(any Sampler, String)] {
    guard let card = StrategyCatalogue.card(id) else { throw place.error(Self.unknown(id)) }
    let entries = try settings(node, of: card)
    return try variants(entries, of: card).map { variant in
      do {
        guard let sampler = try StrategyCatalogue.make(id, settings: variant.settings) else {
          throw place.error(Self.unknown(id))
        }
        _ = try sampler.members(for: objectives)
        let varied = variant.varied.map { "\($0)=\(variant.settings[$0] ?? .null)" }
        return (sampler, varied.joined(separator: " "))
      } catch let error as SettingError {
        throw (Self.culprit(error.setting, in: entries) ?? place).error("\(id): \(error)")
      }
    }
  }

  /// The value of a setting, of the strategy or of one inside it.
  private static func culprit(
    _ setting: String, in entries: [StudyFileNode.Entry]
  ) -> StudyFileNode? {
    if let own = entries.first(where: { $0.name == setting }) { return own.value }
    for entry in entries {
      guard let inner = try? entry.value.entries(wanted: "settings") else { continue }
      if let found = culprit(setting, in: inner) { return found }
    }
    return nil
  }

  /// The settings as they are written, each one that the strategy has.
  private func settings(
    _ node: StudyFileNode?, of card: StrategyCard
  ) throws -> [StudyFileNode.Entry] {
    guard let node, !node.isNull else { return [] }
    let known = card.settings.map(\.name)
    let wanted =
      known.isEmpty
      ? "nothing or {}" : "a mapping with the settings " + known.joined(separator: ", ")
    let entries = try node.entries(wanted: wanted)
    for entry in entries where !known.contains(entry.name) {
      throw entry.key.error(
        known.isEmpty
          ? "\(card.id) has no settings; remove `\(entry.name)`"
          : NearestName.sentence(unknown: "setting", entry.name, known: known))
    }
    return entries
  }

  /// The cross product of the values that lists give, the last setting varying fastest.
  private func variants(
    _ entries: [StudyFileNode.Entry], of card: StrategyCard, depth: Int = 0
  ) throws -> [Variant] {
    var variants = [Variant()]
    for entry in entries {
      guard let setting = card.settings.first(where: { $0.name == entry.name }) else { continue }
      let values =
        setting.kind == .strategy
        ? try strategies(entry.value, depth: depth)
        : try entry.value.values(of: setting, card: card)
      guard values.list.count * variants.count <= Self.mostArms else {
        throw entry.value.error(Self.tooMany)
      }
      variants = variants.flatMap { variant in
        values.list.map { value in
          var next = variant
          next.settings[entry.name] = value
          if values.varies { next.varied.append(entry.name) }
          return next
        }
      }
    }
    return variants
  }

  /// The strategies that a setting of a wrapper stands for: one, or each of a list, and each with
  /// every variant of its own settings.
  private func strategies(
    _ node: StudyFileNode, depth: Int
  ) throws -> (list: [Setting], varies: Bool) {
    guard depth < 8 else { throw node.error("\(node.label): strategies are nested too deeply") }
    if let list = node.list {
      guard !list.isEmpty else { throw node.unfit(wanted: "a strategy, or a list of them") }
      let each = try list.map { try strategies($0, depth: depth + 1).list }
      return (each.flatMap { $0 }, true)
    }
    if node.scalar != nil {
      let id = try node.text("a strategy")
      guard Self.known.contains(id) else { throw node.error(Self.unknown(id)) }
      return ([.text(id)], false)
    }
    let entries = try node.entries(wanted: "a strategy, or a mapping with one")
    guard let entry = entries.first else {
      throw node.unfit(wanted: "a strategy, or a mapping with one")
    }
    if let second = entries.dropFirst().first {
      throw second.key.error("\(node.label): found a second entry, wanted one strategy")
    }
    guard let card = StrategyCatalogue.card(entry.name) else {
      throw entry.key.error(Self.unknown(entry.name))
    }
    let own = try settings(entry.value, of: card)
    let variants = try variants(own, of: card, depth: depth + 1)
    let list = variants.map { variant -> Setting in
      variant.settings.isEmpty
        ? .text(card.id) : .object([card.id: .object(variant.settings)])
    }
    return (list, variants.contains { !$0.varied.isEmpty })
  }
}

// MARK: - Settings

extension StudyFileNode {
  /// The values of a setting: one, or each of a list where the setting itself is no list.
  fileprivate func values(
    of setting: SettingCard, card: StrategyCard
  ) throws -> (list: [Setting], varies: Bool) {
    guard let list, isVaried(setting) else { return ([try checked(setting, card)], false) }
    guard !list.isEmpty else { throw error("setting \(label): found an empty list, wanted values") }
    return (try list.map { try $0.checked(setting, card) }, true)
  }

  /// Whether a list stands for several values, not for one.
  private func isVaried(_ setting: SettingCard) -> Bool {
    switch setting.kind {
    case .number, .count, .choice, .flag, .name: true
    case .numbers: list?.allSatisfy { $0.list != nil } ?? false
    case .choiceOrLists: list?.allSatisfy { $0.list == nil } ?? false
    case .entry: true
    case .choiceOrNames, .strategy, .lists: false
    }
  }

  private func checked(_ card: SettingCard, _ strategy: StrategyCard) throws -> Setting {
    let value = try setting()
    do {
      try card.check(value)
      return value
    } catch {
      throw self.error("\(strategy.id): \(error)")
    }
  }

  /// The value as it is written.
  func setting(depth: Int = 0) throws -> Setting {
    guard depth < 8 else { throw error("\(label): the value is nested too deeply") }
    if let list { return .list(try list.map { try $0.setting(depth: depth + 1) }) }
    if isMapping {
      let entries = try entries(wanted: "settings")
      let values = try entries.map { ($0.name, try $0.value.setting(depth: depth + 1)) }
      return .object(Dictionary(uniqueKeysWithValues: values))
    }
    guard let scalar, isPlain else { return .text(scalar ?? "") }
    if isNull { return .null }
    if let flag = Bool(scalar) { return .bool(flag) }
    return looksNumeric ? .number(try number()) : .text(scalar)
  }

  /// Whether the scalar is meant as a number.
  private var looksNumeric: Bool {
    guard let scalar else { return false }
    let first = scalar.drop { $0 == "-" || $0 == "+" || $0 == "." }.first
    return first?.isNumber == true
      || [".inf", "-.inf", "+.inf", ".nan"].contains(scalar.lowercased())
  }
}
