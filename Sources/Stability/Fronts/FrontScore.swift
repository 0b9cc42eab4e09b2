internal import Fronts
internal import Records
internal import Statistics

/// A Pareto arm over its seeds.
struct FrontScore {
  let arm: ArmRecord
  /// The members in order, each scored as an arm of its own.
  let members: [ArmScore]
  let model: MeasurementModel
  /// The reference point, the same for all fronts of the study.
  let reference: [Double]?

  private var seeds: Range<Int> { 0..<(members.first?.runs.count ?? 0) }

  /// The reference point `max(zᵢ(0), 0) + 0.1` in units, `[m]`, by the median over all runs of all
  /// Pareto arms, so that hypervolumes compare; `nil` without a unit or a survivor.
  static func reference(of members: [ArmScore], _ model: MeasurementModel) throws -> [Double]? {
    let starts = members.flatMap { $0.runs.compactMap { $0.measures?.start } }
    guard !starts.isEmpty else { return nil }
    return try model.objectives.indices.map { i in
      max(try FiniteSeries(starts.map { $0[i] }).median, 0) + 0.1
    }
  }

  /// What the report says of the front.
  func report(_ bootstrap: SeedBootstrap?) throws -> FrontReport {
    let fronts = try seeds.map(front)
    let volumes = fronts.compactMap(\.hypervolume)
    let isMeasured = reference != nil
    return FrontReport(
      arm: arm.name, reference: reference,
      hypervolume: isMeasured ? try FiniteSeries(volumes).median : nil,
      interval: isMeasured ? try bootstrap.map { try $0.interval($0.medians(of: volumes)) } : nil,
      spread: isMeasured && volumes.count > 1 ? try FiniteSeries(volumes).qn : nil,
      members: try members.enumerated().map { try member($0, $1, fronts) }, seeds: fronts,
      surfaces: try AttainedSurfaces(of: members, model, reference: reference).all)
  }

  /// The front of one seed: the members that survived, and those none of them dominates.
  private func front(of seed: Int) throws -> FrontReport.SeedFront {
    let runs = members.map { $0.runs[seed] }
    let alive = runs.indices.filter { runs[$0].survived }
    let finals = alive.filter { runs[$0].final?.allSatisfy(\.isFinite) == true }
    let ends = runs.compactMap { $0.measures?.end }.filter { $0.allSatisfy(\.isFinite) }
    let nondominated =
      finals.isEmpty
      ? []
      : try Front(
        finals.compactMap { runs[$0].final }, directions: model.objectives.map(\.direction)
      ).nondominated()
    return FrontReport.SeedFront(
      seed: seed, hypervolume: try reference.map { try Self.volume(of: ends, $0) },
      alive: alive.count, nondominated: nondominated.map { finals[$0] })
  }

  /// The hypervolume of ends in units; 0 for none.
  static func volume(of ends: [[Double]], _ reference: [Double]) throws -> Double {
    ends.isEmpty ? 0 : try Front(minimizing: ends).hypervolume(reference: reference).value
  }

  private func member(
    _ index: Int, _ member: ArmScore, _ fronts: [FrontReport.SeedFront]
  ) throws -> FrontReport.Member {
    let finals = member.survivors.compactMap(\.final)
    return FrontReport.Member(
      name: member.name, preference: arm.members[index].preference ?? [],
      q: model.scales == nil ? nil : member.stability, survived: member.survivors.count,
      median: finals.isEmpty
        ? nil
        : try model.objectives.indices.map { i in try FiniteSeries(finals.map { $0[i] }).median },
      nondominated: fronts.count { $0.nondominated.contains(index) })
  }
}
