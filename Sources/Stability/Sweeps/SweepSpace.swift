public import Records

/// What a sweep of fixed weights varies: the weight of the second of two objectives against the
/// first, or, for more objectives, the shares that sum to 1.
///
///     two:   w = [1, alpha],      place [alpha]
///     more:  wᵢ = λᵢ/uᵢ,          place λ, on the simplex {λ ≥ 0, Σλ = 1}
///
/// `u` are the declared units where every objective has one, else 1, so that a share means the same
/// of objectives of different scales.
public enum SweepSpace: Hashable, Sendable {
  /// The weight of the second objective.
  case alpha
  /// The shares of three or more objectives, with what a share is divided by, `[m]`.
  case simplex(units: [Double])

  /// The space of a study's objectives; `nil` for fewer than two, which leave nothing to weigh.
  public init?(for objectives: [Objective]) {
    guard objectives.count >= 2 else { return nil }
    guard objectives.count > 2 else {
      self = .alpha
      return
    }
    let units = objectives.compactMap(\.unit)
    self = .simplex(
      units: units.count == objectives.count ? units : objectives.map { _ in 1 })
  }

  /// What weights are multiplied by to be places, `[m]`.
  var units: [Double] {
    switch self {
    case .alpha: [1, 1]
    case .simplex(let units): units
    }
  }

  /// The weights to train with at a place, `[m]`.
  public func weights(at place: [Double]) -> [Double] {
    switch self {
    case .alpha: [1] + place
    case .simplex(let units): zip(place, units).map { $0 / $1 }
    }
  }

  /// The place of an arm; `nil` for another strategy than fixed weights, and for weights that are
  /// not of this space.
  public func place(of arm: ArmRecord) -> [Double]? {
    guard arm.strategy == "fixed", !arm.isBaseline, let weights = arm.fixedWeights,
      weights.allSatisfy({ $0 >= 0 && $0.isFinite })
    else { return nil }
    switch self {
    case .alpha: return weights.count == 2 && weights[0] == 1 ? [weights[1]] : nil
    case .simplex(let units):
      guard weights.count == units.count else { return nil }
      let place = zip(weights, units).map { $0 * $1 }
      return abs(place.reduce(0, +) - 1) < 1e-9 ? place : nil
    }
  }

  /// Whether a sweep of so many weightings is compared pair by pair like other arms: beyond a dozen,
  /// differences between neighbors are not what one asks for.
  static func isCompared(_ study: StudyRecord) -> Bool {
    study.arms.count <= 13 || places(in: study) == nil
  }

  /// The places of a study's arms in its order, if it is a sweep: all arms but the baseline are
  /// fixed weights of its space, and there are more of them than objectives; otherwise `nil`.
  static func places(
    in study: StudyRecord
  ) -> (space: SweepSpace, places: [(arm: String, place: [Double])])? {
    guard let space = SweepSpace(for: study.objectives) else { return nil }
    let arms = study.arms.filter { !$0.isBaseline }
    let places = arms.compactMap { arm in space.place(of: arm).map { (arm.name, $0) } }
    guard places.count == arms.count, Set(places.map(\.1)).count == arms.count,
      arms.count > study.objectives.count
    else { return nil }
    return (space, places)
  }
}

extension ArmRecord {
  /// The weights among the settings.
  fileprivate var fixedWeights: [Double]? {
    guard case .object(let settings) = settings, case .list(let list)? = settings["weights"] else {
      return nil
    }
    let numbers = list.compactMap { if case .number(let value) = $0 { value } else { nil } }
    return numbers.count == list.count ? numbers : nil
  }
}
