internal import Records
internal import Statistics

/// Whether an arm is ranked, and if not, why.
struct Eligibility {
  let status: ArmReport.Status
  /// The objectives it neglects, in order.
  let neglects: [String]

  /// Judges an arm: of a study that is not scored as the study, of a Pareto arm all members at
  /// once, of a single strategy its runs.
  init(of members: [ArmScore], isFront: Bool, model: MeasurementModel) throws {
    switch model.status {
    case .noUnit: (status, neglects) = (.noUnit, [])
    case .insufficient: (status, neglects) = (.insufficient, [])
    case .scored where isFront: (status, neglects) = (try Self.ofFront(members, model), [])
    case .scored: self = try Self(of: members[0], model: model)
    }
  }

  /// A front is FAILED when fewer than half of all its runs survived and INERT when they moved
  /// nothing; its members may each neglect an objective, for that is what a trade-off is.
  private static func ofFront(
    _ members: [ArmScore], _ model: MeasurementModel
  ) throws -> ArmReport.Status {
    let runs = members.flatMap(\.runs)
    let measures = runs.compactMap(\.measures)
    guard 2 * measures.count >= runs.count else { return .failed }
    return try isStill(measures, model) ? .inert : .rated
  }

  /// Judges a single strategy in a study with units.
  ///
  /// - FAILED: fewer than half of the runs survived, or only the failed runs (which attain 0) pull
  ///   the mean attainment below the floor of 0.5.
  /// - INERT: the mean attainment is below the floor, and no objective's median move is more than
  ///   0.1 unit.
  /// - NEGLECTS: it is below the floor otherwise; named are the objectives whose median shortfall
  ///   exceeds half of the worst at the start, or the worst one if none does.
  private init(of arm: ArmScore, model: MeasurementModel) throws {
    let measures = arm.runs.compactMap(\.measures)
    let attained = measures.reduce(0) { $0 + $1.attainment }
    let floor = model.profile.attainmentFloor
    let learns = attained >= floor * Double(measures.count)
    if arm.survival < 0.5 {
      (status, neglects) = (.failed, [])
    } else if learns {
      (status, neglects) = (arm.attainment >= floor ? .rated : .failed, [])
    } else if try Self.isStill(measures, model) {
      (status, neglects) = (.inert, [])
    } else {
      (status, neglects) = (.neglects, try Self.neglected(measures, model))
    }
  }

  /// Whether no objective's median move exceeds the profile's `stillUnits`.
  static func isStill(_ runs: [ScoredRun.Measures], _ model: MeasurementModel) throws -> Bool {
    try model.objectives.indices.allSatisfy { i in
      let moves = runs.map { ($0.end[i] - $0.start[i]).magnitude }
      return try FiniteSeries(moves).median <= model.profile.stillUnits
    }
  }

  private static func neglected(
    _ runs: [ScoredRun.Measures], _ model: MeasurementModel
  ) throws -> [String] {
    let shortfalls = try model.objectives.indices.map { i in
      try FiniteSeries(runs.map { $0.shortfalls[i] }).median
    }
    let limit = 1 - model.profile.attainmentFloor
    let over = shortfalls.indices.filter { shortfalls[$0] > limit }
    let worst = shortfalls.indices.max { shortfalls[$0] < shortfalls[$1] }
    return (over.isEmpty ? worst.map { [$0] } ?? [] : over).map { model.objectives[$0].name }
  }
}
