public import Records

/// A set of points in objective space, each in its objective's own direction.
///
/// This is the one place where maximized objectives are turned: ``costs`` hold them with less being
/// better, and every indicator starts from those.
///
///     cᵢ = vᵢ (minimize),  cᵢ = −vᵢ (maximize)
public struct Front: Hashable, Sendable {
  /// Which way each objective improves, of shape `[m]`.
  public let directions: [Direction]
  /// The number of points.
  public let count: Int
  /// The points as costs, by rows, of shape `[count, m]`; no negative zeros.
  public let costs: [Double]

  /// The number `m` of objectives.
  public var objectives: Int { directions.count }

  /// Takes points.
  ///
  /// - Parameters:
  ///   - points: `n ≥ 1` points of `m` values each, in the objectives' own directions.
  ///   - directions: Of shape `[m]`, `m ≥ 1`.
  /// - Throws: ``FrontError`` for no point, no objective, a point of another length or a value that
  ///   is not finite; points and objectives are counted from 0.
  public init(_ points: [[Double]], directions: [Direction]) throws(FrontError) {
    guard !directions.isEmpty else { throw .noObjective }
    guard !points.isEmpty else { throw .empty }
    var costs: [Double] = []
    costs.reserveCapacity(points.count * directions.count)
    for (index, point) in points.enumerated() {
      try Self.append(point, index, directions, to: &costs)
    }
    (self.directions, self.costs, count) = (directions, costs, points.count)
  }

  /// Takes points of which less is better everywhere.
  ///
  /// - Parameter costs: `n ≥ 1` points of `m ≥ 1` costs each.
  /// - Throws: ``FrontError``, as the other initializer.
  public init(minimizing costs: [[Double]]) throws(FrontError) {
    try self.init(
      costs, directions: Array(repeating: .minimize, count: costs.first?.count ?? 1))
  }

  /// Takes rows of costs that another front held.
  init(trusting costs: [Double], directions: [Direction]) {
    (self.directions, self.costs) = (directions, costs)
    count = costs.count / directions.count
  }

  /// A point in the objectives' own directions, of shape `[m]`.
  public func point(_ index: Int) -> [Double] { turned(cost(index)) }

  /// A point as costs, of shape `[m]`.
  func cost(_ index: Int) -> ArraySlice<Double> {
    costs[index * objectives..<(index + 1) * objectives]
  }

  /// Costs turned into values in their own directions.
  func turned(_ costs: some Sequence<Double>) -> [Double] {
    zip(directions, costs).map { $0.sign * $1 + 0 }
  }

  /// A reference in the objectives' own directions, as costs.
  ///
  /// - Throws: ``FrontError`` for another length or a coordinate that is not finite.
  func costs(ofReference reference: [Double]) throws(FrontError) -> [Double] {
    guard reference.count == objectives else {
      throw .referenceLength(found: reference.count, wanted: objectives)
    }
    if let bad = reference.firstIndex(where: { !$0.isFinite }) {
      throw .referenceNotFinite(objective: bad, found: reference[bad])
    }
    return turned(reference)
  }

  /// Checks that another front has the same directions.
  ///
  /// - Throws: ``FrontError/otherObjectives(found:wanted:)``.
  func requireSameDirections(in other: Front) throws(FrontError) {
    guard directions == other.directions else {
      throw .otherObjectives(
        found: other.directions.map(\.rawValue), wanted: directions.map(\.rawValue))
    }
  }

  /// The least cost of each objective, of shape `[m]`.
  var ideal: [Double] {
    (0..<objectives).map { i in
      stride(from: i, to: costs.count, by: objectives).reduce(.infinity) { min($0, costs[$1]) }
    }
  }

  /// The greatest cost of each objective, of shape `[m]`.
  var nadir: [Double] {
    (0..<objectives).map { i in
      stride(from: i, to: costs.count, by: objectives).reduce(-.infinity) { max($0, costs[$1]) }
    }
  }

  /// Whether all values, in their own directions, are positive.
  var isPositive: Bool {
    costs.indices.allSatisfy { directions[$0 % objectives].sign * costs[$0] > 0 }
  }

  private static func append(
    _ point: [Double], _ index: Int, _ directions: [Direction], to costs: inout [Double]
  ) throws(FrontError) {
    guard point.count == directions.count else {
      throw .ragged(point: index, found: point.count, wanted: directions.count)
    }
    for (objective, value) in point.enumerated() {
      guard value.isFinite else {
        throw .nonFinite(point: index, objective: objective, found: value)
      }
      costs.append(directions[objective].sign * value + 0)
    }
  }
}
