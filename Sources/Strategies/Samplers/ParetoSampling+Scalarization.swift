import Records

/// What the members of a set do with their preferences.
extension ParetoSampling {
  /// The strategy of one preference.
  ///
  /// - Parameters:
  ///   - others: All other preferences, for strategies that ask for them.
  ///   - bounds: Ideal and nadir of the members of earlier rounds, each of shape `[m]`.
  func strategy(
    _ preference: [Double], _ others: [[Double]], _ objectives: [Objective],
    _ bounds: [[Double]]?
  ) throws(SettingError) -> any Strategy {
    guard scalarization != .text("linear") else {
      return even == nil && exchange == nil
        ? Fixed(preference) : among(Linear(preference: preference), measures: false)
    }
    let (id, given) = Self.entry(scalarization)
    var settings = given
    settings["preference"] = .list(preference.map(Setting.number))
    let card = StrategyCatalogue.card(id)
    if card?.settings.contains(where: { $0.name == "others" }) ?? false {
      guard even == nil else {
        throw SettingError(
          "even", "\(id) tells members of each other's preferences, which must then stay")
      }
      settings["others"] = .list(others.map { .list($0.map(Setting.number)) })
    }
    guard let made = try Self.made(id, settings) else {
      throw SettingError("scalarization", "\(id) takes no preference")
    }
    let aspires = objectives.allSatisfy { $0.aspiration?.isFinite ?? false }
    let runs = ideal ?? (made.wantsIdeal && !aspires ? .running : .declared)
    guard runs == .running else {
      return even == nil && exchange == nil ? made : among(made, measures: false)
    }
    // Measured costs have their ideal at 0.
    if card?.settings.contains(where: { $0.name == "ideal" }) ?? false {
      settings["ideal"] = .list(objectives.map { _ in .number(0) })
    }
    let measured: any Preferring = try Self.made(id, settings) ?? made
    return among(measured, measures: true, bounds)
  }

  private func among(
    _ strategy: some Preferring, measures: Bool, _ bounds: [[Double]]? = nil
  ) -> any Strategy {
    AmongMembers(strategy, measures: measures, period: even, exchange: exchange, known: bounds)
  }

  /// What a scalarization, as a study file has it, makes; `nil` for the linear one.
  ///
  /// - Throws: `SettingError` for settings that it does not take.
  static func preferring(_ scalarization: Setting) throws(SettingError) -> (any Preferring)? {
    let (id, settings) = entry(scalarization)
    return try made(id, settings)
  }

  private static func made(
    _ id: String, _ settings: [String: Setting]
  ) throws(SettingError) -> (any Preferring)? {
    do { return try StrategyCatalogue.make(id, settings: settings) as? any Preferring } catch {
      throw SettingError("scalarization", "\(id): \(error)")
    }
  }

  private static func entry(_ scalarization: Setting) -> (id: String, settings: [String: Setting]) {
    switch scalarization {
    case .object(let entry):
      if let (id, value) = entry.first, case .object(let settings) = value {
        (id, settings)
      } else {
        (entry.first?.key ?? "", [:])
      }
    case .text(let id): (id, [:])
    default: ("", [:])
    }
  }
}
