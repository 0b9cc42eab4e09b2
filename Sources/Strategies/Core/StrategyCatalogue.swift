import Foundation
public import Records

/// Every strategy and sampler of the library. Adding one adds a line here.
public enum StrategyCatalogue {
  /// All at their default settings.
  public static let all: [any Sampler] = [
    Fixed(), Equal(), EqualNormalized(), GradNorm(), ParetoSampling(),
    // Fixed weights
    SingleTask(), RandomWeights(),
    // From losses
    LogSum(), UncertaintyWeighting(), IMTLL(), DWA(), GLS(), CoVWeighting(), SoftAdapt(),
    ReLoBRaLo(), FAMO(),
    // Scalarizations
    STCH(), Tchebycheff(), AugmentedTchebycheff(), PBI(), PNorm(), COSMOS(), EpsilonConstraint(),
    // Sets of trade-offs
    EPO(), ParetoMTL(), PMGDA(), HypervolumeAscent(), MOOSVGD(), PreferenceConditioned(),
    // From gradient norms
    IMTL(), DBMTL(), LearningRateAnnealing(), NTKWeights(), InverseDirichlet(), EnCodecBalancer(),
    AGDA(),
    // Stochastic
    MoCo(), MoDo(), SDMGrad(),
    // Wrappers
    Smoothed(of: EqualNormalized()), Every(of: EqualNormalized()),
    WarmUp(with: EqualNormalized(), of: Equal()), Logarithm(of: EqualNormalized()),
    Clipped(of: EqualNormalized()), Normalized(of: EqualNormalized()),
    // Projection
    UPGrad(), DualProj(), CAGrad(), PCGrad(), GradVac(), GradDrop(), ConFIG(), MConFIG(), PCD(),
    AlignedMTL(), IMTLG(),
    // Minimum norm, bargaining, fairness
    MGDA(), NashMTL(), FairGrad(), ExcessMTL(),
    // Robust
    Krum(), TrimmedMean(),
  ]

  /// The card of a strategy, or `nil` for an unknown identifier.
  public static func card(_ id: String) -> StrategyCard? {
    all.map { type(of: $0).card }.first { $0.id == id }
  }

  /// Makes a strategy or sampler from its identifier and settings, defaults filled in.
  ///
  /// - Returns: The strategy, or `nil` for an unknown identifier.
  /// - Throws: ``SettingError`` for an unknown setting or a value out of range.
  public static func make(
    _ id: String, settings: [String: Setting]
  ) throws(SettingError) -> (any Sampler)? {
    guard var standard = all.first(where: { type(of: $0).card.id == id }) else { return nil }
    var settings = settings
    for card in type(of: standard).card.settings where card.kind == .strategy {
      guard let wrapper = standard as? any Wrapper, let written = settings[card.name] else {
        continue
      }
      try card.check(written)
      let inner = try strategy(written, setting: card.name)
      standard = wrapper.replacing(card.name, by: inner)
      settings[card.name] = inner.asSetting
    }
    return try fill(standard, with: settings)
  }

  /// The strategy that a wrapper's setting names.
  private static func strategy(
    _ written: Setting, setting: String
  ) throws(SettingError) -> any Strategy {
    let (id, settings): (String, [String: Setting]) =
      switch written {
      case .object(let entry): (entry.first?.key ?? "", try object(entry.first?.value, setting))
      default: (written.description, [:])
      }
    let made: (any Sampler)?
    do { made = try make(id, settings: settings) } catch {
      throw SettingError(setting, "\(id): \(error)")
    }
    guard let made else {
      let known = all.map { type(of: $0).card.id }
      throw SettingError(
        setting,
        NearestName.sentence(
          unknown: "strategy", id, known: known, listedBy: "poise strategies"))
    }
    guard let strategy = made as? any Strategy else {
      throw SettingError(setting, "\(id) is not a single strategy")
    }
    return strategy
  }

  private static func object(
    _ written: Setting?, _ setting: String
  ) throws(SettingError) -> [String: Setting] {
    switch written {
    case .object(let settings): return settings
    case .null, nil: return [:]
    case let other?: throw SettingError(setting, "found \(other), wanted settings or {}")
    }
  }

  /// The entries that are single strategies.
  public static var strategies: [any Strategy] { all.compactMap { $0 as? any Strategy } }

  private static func fill<S: Sampler>(
    _ standard: S, with settings: [String: Setting]
  ) throws(SettingError) -> any Sampler {
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      guard let card = S.card.settings.first(where: { $0.name == name }) else {
        let known = S.card.settings.map(\.name)
        throw SettingError(
          name,
          known.isEmpty
            ? "\(S.card.id) has no settings"
            : "\(S.card.id) has no such setting; it has \(known.joined(separator: ", "))")
      }
      try card.check(value)
    }
    var merged = standard.settings
    merged.merge(try S.canonical(settings)) { _, given in given }
    do {
      let data = try JSONEncoder().encode(Setting.object(merged))
      return try JSONDecoder().decode(S.self, from: data)
    } catch {
      throw SettingError(S.card.id, "\(error)")
    }
  }
}

extension Sampler {
  /// The strategy as another's setting: its identifier, with its settings if it has any.
  var asSetting: Setting {
    let (id, settings) = (Self.card.id, settings)
    return settings.isEmpty ? .text(id) : .object([id: .object(settings)])
  }

  /// The settings by name, defaults included, as they are stored and printed.
  public var settings: [String: Setting] {
    guard let data = try? JSONEncoder().encode(self),
      case .object(let values)? = try? JSONDecoder().decode(Setting.self, from: data)
    else { return [:] }
    return values
  }
}
