/// The volume that a set of points dominates, up to a reference point; less is better everywhere.
///
///     HV(P, r) = volume of the union over p in P of [p, r]
///
/// Exact, by slicing along the last coordinate; the time grows as `nᵐ⁻¹·log n`, so it is meant for
/// a few objectives.
///
/// - SeeAlso: Zitzler and Thiele (PPSN 1998); While et al., IEEE TEVC 10 (2006), for the slicing.
public enum Hypervolume {
  /// Computes the hypervolume.
  ///
  /// - Parameters:
  ///   - points: `n` points of `m` coordinates, in the reference's units.
  ///   - reference: The reference point, `[m]`, at least one coordinate, finite.
  /// - Returns: The volume, 0 for no point. Points that are not better than the reference in every
  ///   coordinate (or not numbers) contribute nothing; duplicates and dominated points change nothing.
  /// - Precondition: Every point has as many coordinates as the reference.
  public static func of(_ points: [[Double]], reference: [Double]) -> Double {
    precondition(!reference.isEmpty, "a hypervolume needs a coordinate")
    precondition(
      points.allSatisfy { $0.count == reference.count },
      "every point needs the reference's \(reference.count) coordinates")
    let better = points.filter { point in zip(point, reference).allSatisfy { $0 < $1 } }
    return sliced(better, reference, coordinates: reference.count)
  }

  /// The volume in the first `coordinates` coordinates.
  private static func sliced(
    _ points: [[Double]], _ reference: [Double], coordinates: Int
  ) -> Double {
    let last = coordinates - 1
    guard last > 0 else { return points.map { reference[0] - $0[0] }.max() ?? 0 }
    let ordered = points.sorted { $0[last] < $1[last] }
    guard last > 1 else { return swept(ordered, reference) }
    var volume = 0.0
    for (index, point) in ordered.enumerated() {
      let top = index + 1 < ordered.count ? ordered[index + 1][last] : reference[last]
      guard top > point[last] else { continue }
      let slice = sliced(Array(ordered[...index]), reference, coordinates: last)
      volume += slice * (top - point[last])
    }
    return volume
  }

  /// The area in the first two coordinates of points ordered by the second.
  private static func swept(_ ordered: [[Double]], _ reference: [Double]) -> Double {
    var (area, reach) = (0.0, reference[0])
    for point in ordered where point[0] < reach {
      area += (reach - point[0]) * (reference[1] - point[1])
      reach = point[0]
    }
    return area
  }
}
