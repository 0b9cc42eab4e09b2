internal import Records
internal import Statistics

/// A Pareto arm over its seeds.
struct FrontScore {
  let arm: ArmRecord
  /// The members in order, each scored as an arm of its own.
  let members: [ArmScore]
  let model: MeasurementModel

  private var seeds: Range<Int> { 0..<(members.first?.runs.count ?? 0) }

  /// The reference point `max(zᵢ(0), 0) + 0.1` in units, `[m]`, by the median over all runs of the
  /// arm, so that it is the same for every seed; `nil` without a unit or a survivor.
  func reference() throws -> [Double]? {
    let starts = members.flatMap { $0.runs.compactMap { $0.measures?.start } }
    guard !starts.isEmpty else { return nil }
    return try model.objectives.indices.map { i in
      max(try FiniteSeries(starts.map { $0[i] }).median, 0) + 0.1
    }
  }

  /// What the report says of the front.
  func report(_ bootstrap: SeedBootstrap?) throws -> FrontReport {
    let reference = try reference()
    let fronts = seeds.map { front(of: $0, reference: reference) }
    let volumes = fronts.compactMap(\.hypervolume)
    let isMeasured = reference != nil
    return FrontReport(
      arm: arm.name, reference: reference,
      hypervolume: isMeasured ? try FiniteSeries(volumes).median : nil,
      interval: isMeasured ? try bootstrap.map { try $0.interval($0.medians(of: volumes)) } : nil,
      spread: isMeasured && volumes.count > 1 ? try FiniteSeries(volumes).qn : nil,
      members: try members.enumerated().map { try member($0, $1, fronts) }, seeds: fronts)
  }

  /// The front of one seed: the members that survived, and those none of them dominates.
  private func front(of seed: Int, reference: [Double]?) -> FrontReport.SeedFront {
    let runs = members.map { $0.runs[seed] }
    let alive = runs.indices.filter { runs[$0].survived }
    let costs = alive.map { index in
      zip(model.objectives, runs[index].final ?? []).map { $0.direction.sign * $1 }
    }
    let ends = runs.compactMap { $0.measures?.end }
    return FrontReport.SeedFront(
      seed: seed, hypervolume: reference.map { Hypervolume.of(ends, reference: $0) },
      alive: alive.count, nondominated: ParetoFront.nondominated(costs).map { alive[$0] })
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
