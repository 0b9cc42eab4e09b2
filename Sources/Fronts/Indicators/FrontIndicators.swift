public import Records

/// Everything that can be said of one set of points, as `poise indicators --json` writes it.
///
/// What needs a true front is `nil` without one; nothing is guessed.
public struct FrontIndicators: Codable, Hashable, Sendable {
  /// The exact hypervolume; `nil` without a reference.
  @Nullable public var hypervolume: Double?
  /// What each nondominated point adds to it, of shape `[n]`; `nil` without a reference.
  @Nullable public var contributions: [Double]?
  /// The reference point, in the objectives' own directions, of shape `[m]`.
  @Nullable public var reference: [Double]?
  /// Which way each objective improves, of shape `[m]`.
  public var directions: [Direction]
  /// Whether each point is dominated by no other, of shape `[n]`.
  public var nondominated: [Bool]
  /// The rank of each point by nondominated sorting, from 0, of shape `[n]`.
  public var ranks: [Int]
  /// The inverted generational distance to the true front.
  @Nullable public var igd: Double?
  /// The inverted generational distance plus.
  @Nullable public var igdPlus: Double?
  /// The generational distance.
  @Nullable public var gd: Double?
  /// The generational distance plus.
  @Nullable public var gdPlus: Double?
  /// The additive epsilon indicator.
  @Nullable public var epsilonAdditive: Double?
  /// The multiplicative epsilon indicator; `nil`, too, unless all values are positive.
  @Nullable public var epsilonMultiplicative: Double?
  /// The average Hausdorff distance.
  @Nullable public var averageHausdorff: Double?
  /// Schott's spacing; `nil` for a single point.
  @Nullable public var spacing: Double?
  /// Deb's spread against the true front; `nil`, too, for a single point.
  @Nullable public var spread: Double?
  /// The index of the knee; `nil` where the front has none.
  @Nullable public var knee: Int?

  /// Measures a set of points.
  ///
  /// - Parameters:
  ///   - front: The points.
  ///   - reference: In the objectives' own directions, of shape `[m]`; `nil` leaves the hypervolume
  ///     and contributions out.
  ///   - truth: The true front, of the same directions; `nil` leaves the distances out.
  /// - Throws: ``FrontError`` for a reference that is not usable or that no point dominates, or a
  ///   true front of other directions.
  public init(
    of front: Front, reference: [Double]?, trueFront truth: Front? = nil
  ) throws(FrontError) {
    directions = front.directions
    ranks = front.ranks()
    nondominated = ranks.map { $0 == 0 }
    if let reference {
      try front.checkReference(reference)
      hypervolume = try front.hypervolume(reference: reference).value
      contributions = try front.contributions(reference: reference)
      self.reference = reference
    }
    (spacing, knee) = (front.spacing(), front.knee())
    if let truth { try compare(front, truth) }
  }

  private mutating func compare(_ front: Front, _ truth: Front) throws(FrontError) {
    let distances = try FrontDistances(of: front, to: truth)
    (igd, igdPlus) = (distances.igd, distances.igdPlus)
    (gd, gdPlus) = (distances.gd, distances.gdPlus)
    epsilonAdditive = distances.epsilonAdditive
    epsilonMultiplicative = distances.epsilonMultiplicative
    averageHausdorff = distances.averageHausdorff
    spread = try front.spread(trueFront: truth)
  }
}
