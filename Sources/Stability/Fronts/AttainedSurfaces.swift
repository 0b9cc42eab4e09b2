internal import Fronts
internal import Records

/// What the seeds of a Pareto arm attained: the surfaces of the best, the median and the worst seed
/// for each pair of two or three objectives.
struct AttainedSurfaces {
  private let members: [ArmScore]
  private let model: MeasurementModel
  private let reference: [Double]?

  init(of members: [ArmScore], _ model: MeasurementModel, reference: [Double]?) {
    (self.members, self.model, self.reference) = (members, model, reference)
  }

  /// All surfaces; `nil` for other numbers of objectives.
  ///
  /// With three objectives those of a pair say what is attained in the two, whatever the third.
  var all: [FrontReport.Surface]? {
    get throws {
      guard 2...3 ~= model.objectives.count else { return nil }
      return try pairs.flatMap { pair in
        let fronts = try fronts(of: pair)
        return try FrontReport.Surface.Level.allCases.map { level in
          try surface(level, of: fronts, pair)
        }
      }
    }
  }

  private var pairs: [[Int]] {
    let all = model.objectives.indices
    return all.flatMap { i in all.filter { $0 > i }.map { [i, $0] } }
  }

  /// The final levels of each seed that has a survivor, in two objectives.
  private func fronts(of pair: [Int]) throws -> [Front] {
    try (0..<(members.first?.runs.count ?? 0)).compactMap { seed in
      let finals = members.compactMap { $0.runs[seed].final }.filter { $0.allSatisfy(\.isFinite) }
      return finals.isEmpty
        ? nil
        : try Front(
          finals.map { final in pair.map { final[$0] } },
          directions: pair.map { model.objectives[$0].direction })
    }
  }

  /// A seed without a survivor attains nothing, so that the others must make up a level for it.
  private func surface(
    _ level: FrontReport.Surface.Level, of fronts: [Front], _ pair: [Int]
  ) throws -> FrontReport.Surface {
    let seeds = members.first?.runs.count ?? 0
    let share = level.share * Double(seeds) / Double(max(fronts.count, 1))
    let corners =
      fronts.isEmpty || share > 1
      ? [] : try AttainmentSurface(of: fronts, level: share > 0 ? .share(share) : .best).corners
    return FrontReport.Surface(
      objectives: pair, level: level, corners: corners, hypervolume: try volume(under: corners))
  }

  /// The hypervolume in units up to the reference point; for two objectives alone.
  private func volume(under corners: [[Double]]) throws -> Double? {
    guard let reference, let scales = model.scales, scales.count == 2 else { return nil }
    let ends = corners.map { corner in zip(scales, corner).map { $0.units(of: [$1])[0] } }
    return try FrontScore.volume(of: ends, reference)
  }
}

extension FrontReport.Surface.Level {
  /// The share of seeds that must attain; 0 for any.
  fileprivate var share: Double {
    switch self {
    case .best: 0
    case .median: 0.5
    case .worst: 1
    }
  }
}
