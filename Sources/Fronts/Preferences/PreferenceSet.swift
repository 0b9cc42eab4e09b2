public import QuasiRandom

internal import Tensors

/// A set of preferences: points of the simplex `{w ≥ 0, Σw = 1}`, one for each trade-off wanted.
///
/// Every set repeats to the bit, on every processor.
public enum PreferenceSet: Hashable, Codable, Sendable {
  /// The lattice of Das and Dennis, in layers.
  case dasDennis(layers: [SimplexLattice.Layer])
  /// The largest lattice of Das and Dennis of at most this many points.
  case lattice(points: Int)
  /// Points that repel each other, the corners among them: see ``RieszEnergy``.
  case riesz(points: Int)
  /// A quasi-random sequence of the cube, mapped to the simplex: see ``SimplexMap``.
  case sequence(QuasiRandomSequence, points: Int)
  /// Independent draws of the symmetric Dirichlet distribution: see ``Dirichlet``.
  case dirichlet(concentration: Double, points: Int, seed: UInt64)
  /// Your own; each is divided by its sum.
  case listed([[Double]])

  /// The preferences, each of shape `[m]`.
  ///
  /// - Parameter m: The number of objectives, at least 2.
  /// - Throws: ``FrontError/preferences(_:)`` with what was found, what was wanted and what to do.
  public func points(objectives m: Int) throws(FrontError) -> [[Double]] {
    guard m >= 2 else {
      throw .preferences("preferences trade objectives off: found one, wanted at least two")
    }
    switch self {
    case .dasDennis(let layers): return try Self.lattice(m, layers)
    case .lattice(let points): return try Self.lattice(m, atMost: points)
    case .riesz(let points):
      try Self.require(points, atLeast: m, "one a corner of the simplex")
      return try RieszEnergy.points(m, count: points)
    case .sequence(let sequence, let points): return try Self.sequence(sequence, m, points)
    case .dirichlet(let concentration, let points, let seed):
      try Self.require(points, atLeast: 1, "a preference")
      guard concentration > 0, concentration.isFinite else {
        throw .preferences("the concentration is \(concentration), wanted a positive number")
      }
      var stream = RandomStream(seed: seed, purpose: .preferences)
      return (0..<points).map { _ in
        Dirichlet.draw(m, concentration: concentration, from: &stream)
      }
    case .listed(let list): return try Self.normalized(list, m)
    }
  }

  private static func require(
    _ points: Int, atLeast least: Int, _ why: String
  ) throws(FrontError) {
    guard points >= least else {
      throw .preferences("found \(points) points, wanted at least \(least), \(why)")
    }
  }

  private static func lattice(
    _ m: Int, _ layers: [SimplexLattice.Layer]
  ) throws(FrontError) -> [[Double]] {
    guard !layers.isEmpty else {
      throw .preferences("a lattice without a layer has no point: give at least one layer")
    }
    guard layers.allSatisfy({ SimplexLattice.count(m, divisions: $0.divisions) <= 1_000_000 })
    else { throw .preferences("a layer has more than a million points: divide less finely") }
    return SimplexLattice.points(m, layers: layers)
  }

  private static func lattice(_ m: Int, atMost points: Int) throws(FrontError) -> [[Double]] {
    try require(points, atLeast: m, "one an objective")
    return SimplexLattice.points(m, divisions: SimplexLattice.divisions(m, atMost: points))
  }

  private static func sequence(
    _ sequence: QuasiRandomSequence, _ m: Int, _ points: Int
  ) throws(FrontError) -> [[Double]] {
    try require(points, atLeast: 1, "a preference")
    guard let cube = sequence.points(points, dimensions: m - 1) else {
      throw .preferences(
        "the \(sequence.rawValue) sequence has \(sequence.dimensions) dimensions, \(m) objectives "
          + "need \(m - 1): take dirichlet or halton")
    }
    return cube.map(SimplexMap.point)
  }

  private static func normalized(_ list: [[Double]], _ m: Int) throws(FrontError) -> [[Double]] {
    guard !list.isEmpty else { throw .preferences("the list of preferences is empty") }
    for (index, point) in list.enumerated() {
      guard point.count == m else {
        throw .preferences(
          "preference \(index) has \(point.count) weights, wanted \(m), one an objective")
      }
      guard point.allSatisfy({ $0 >= 0 && $0.isFinite }), point.contains(where: { $0 > 0 }) else {
        throw .preferences(
          "preference \(index) is \(point), wanted weights that are not negative, some positive")
      }
    }
    return list.map { point in
      let sum = point.reduce(0, +)
      return point.map { $0 / sum }
    }
  }
}
