public import Records

/// The volume that a set of points dominates, with the reference point that it is measured from.
///
///     HV(P, r) = volume of the union over p in P of the box between p and r
///
/// A volume says nothing without its reference, so it never goes without it.
///
/// - SeeAlso: Zitzler and Thiele (PPSN 1998).
public struct Hypervolume: Hashable, Codable, Sendable {
  /// The volume, in the product of the objectives' units; 0 where no point is better than the
  /// reference in every objective.
  public let value: Double
  /// The reference point, in the objectives' own directions, of shape `[m]`.
  public let reference: [Double]
  /// Which way each objective improves, of shape `[m]`.
  public let directions: [Direction]
}

extension Front {
  /// The exact hypervolume.
  ///
  /// Dominated points, duplicates and points that are not better than the reference in every
  /// objective change nothing. Time grows as `n log n` for up to three objectives, as `n²` for four;
  /// beyond, exponentially in the number of objectives.
  ///
  /// - Parameter reference: In the objectives' own directions, of shape `[m]`, finite.
  /// - Throws: ``FrontError/referenceLength(found:wanted:)`` and
  ///   ``FrontError/referenceNotFinite(objective:found:)``.
  /// - SeeAlso: ``VolumeWorkspace`` for the algorithms and their sources.
  public func hypervolume(reference: [Double]) throws(FrontError) -> Hypervolume {
    let turned = try costs(ofReference: reference)
    let workspace = VolumeWorkspace(objectives: objectives, capacity: count)
    let value = costs.withUnsafeBufferPointer { costs in
      costs.baseAddress.map { workspace.volume(of: $0, count: count, reference: turned) } ?? 0
    }
    return Hypervolume(value: value, reference: reference, directions: directions)
  }

  /// What each nondominated point adds to the hypervolume, of shape `[count]`.
  ///
  ///     cᵢ = HV(N, r) − HV(N ∖ {pᵢ}, r),   N the nondominated points
  ///
  /// All at once, not by `n + 1` volumes.
  ///
  /// Edge cases: 0 for a dominated point, for every copy of a duplicate, and for a point that is not
  /// better than the reference in every objective.
  ///
  /// - Parameter reference: In the objectives' own directions, of shape `[m]`, finite.
  /// - Throws: As ``hypervolume(reference:)``.
  public func contributions(reference: [Double]) throws(FrontError) -> [Double] {
    let turned = try costs(ofReference: reference)
    let members = nondominated()
    let rows = members.flatMap { cost($0) }
    let workspace = VolumeWorkspace(objectives: objectives, capacity: members.count)
    var shares = Array(repeating: 0.0, count: members.count)
    rows.withUnsafeBufferPointer { rows in
      shares.withUnsafeMutableBufferPointer { shares in
        guard let rows = rows.baseAddress, let shares = shares.baseAddress else { return }
        workspace.contributions(of: rows, count: members.count, reference: turned, into: shares)
      }
    }
    var contributions = Array(repeating: 0.0, count: count)
    for (member, share) in zip(members, shares) { contributions[member] = share }
    return contributions
  }

  /// The derivative of the hypervolume with respect to every value of every point, by points, of
  /// shape `[count][m]`, in the objectives' own directions.
  ///
  /// - Parameter reference: In the objectives' own directions, of shape `[m]`, finite.
  /// - Returns: Nothing positive for a minimized objective, nothing negative for a maximized one;
  ///   0 for points that contribute nothing.
  /// - Throws: As ``hypervolume(reference:)``.
  /// - SeeAlso: ``VolumeWorkspace/gradient(of:count:reference:into:)``.
  public func hypervolumeGradient(reference: [Double]) throws(FrontError) -> [[Double]] {
    let turned = try costs(ofReference: reference)
    let workspace = VolumeWorkspace(objectives: objectives, capacity: count)
    var gradient = Array(repeating: 0.0, count: costs.count)
    costs.withUnsafeBufferPointer { costs in
      gradient.withUnsafeMutableBufferPointer { gradient in
        guard let costs = costs.baseAddress, let gradient = gradient.baseAddress else { return }
        workspace.gradient(of: costs, count: count, reference: turned, into: gradient)
      }
    }
    return (0..<count).map { index in
      self.turned(gradient[index * objectives..<(index + 1) * objectives])
    }
  }
}
