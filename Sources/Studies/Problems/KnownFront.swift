import Foundation
import Fronts
import Records

/// The front of a problem, known beforehand; less is better in every objective.
public struct KnownFront: Sendable {
  /// How a front bends, seen from the ideal point.
  public enum Bend: String, Sendable {
    /// Bent to the ideal: linear scalarization reaches all of it.
    case convex
    /// Bent away from the ideal: linear scalarization reaches its ends alone.
    case concave
    /// A plane: linear scalarization reaches its corners, or all of it at once.
    case linear
    /// Several pieces: linear scalarization reaches those on the convex hull.
    case disconnected
    /// One point, the best for every objective.
    case point
  }

  /// How it bends.
  public let bend: Bend
  /// The best value of each objective, of shape `[m]`.
  public let ideal: [Double]
  /// The worst value of each objective on the front, of shape `[m]`.
  public let nadir: [Double]
  private let sample: @Sendable (Int) -> [[Double]]
  private let volume: (@Sendable ([Double]) -> Double)?

  /// Describes a front.
  ///
  /// - Parameters:
  ///   - bend: How it bends.
  ///   - ideal: The best value of each objective.
  ///   - nadir: The worst value of each objective on the front.
  ///   - sample: Gives about as many points of the front as it is asked for.
  ///   - volume: The hypervolume for a reference point that the nadir is not worse than; `nil`
  ///     where it has no closed form.
  init(
    _ bend: Bend, ideal: [Double], nadir: [Double],
    sample: @escaping @Sendable (Int) -> [[Double]],
    volume: (@Sendable ([Double]) -> Double)? = nil
  ) {
    (self.bend, self.ideal, self.nadir) = (bend, ideal, nadir)
    (self.sample, self.volume) = (sample, volume)
  }

  /// Points of the front, about `count` of them, none dominated by another.
  ///
  /// - Parameter count: How many are wanted, at least 2.
  /// - Returns: Points of `m` coordinates.
  public func points(_ count: Int) -> [[Double]] {
    precondition(count >= 2, "a front is sampled at two points or more")
    let all = sample(count)
    // Where one piece of a front ends, its last point may be no better than the next one's first.
    guard let mask = try? Front(minimizing: all).nondominatedMask() else { return all }
    return zip(all, mask).filter(\.1).map(\.0)
  }

  /// The volume between the whole front and a reference point, in closed form.
  ///
  /// - Parameter reference: A point of `m` coordinates.
  /// - Returns: The volume; `nil` where there is no closed form, or the reference is better than the
  ///   nadir in some coordinate.
  public func hypervolume(reference: [Double]) -> Double? {
    precondition(reference.count == nadir.count, "a reference of one coordinate an objective")
    guard zip(reference, nadir).allSatisfy({ $0 >= $1 }) else { return nil }
    return volume?(reference)
  }

  /// The volume between the whole front and a reference point: in closed form, or where there is
  /// none that of many points of the front, which is a little less.
  ///
  /// - Parameter reference: A point of `m` coordinates.
  /// - Returns: The volume, and whether it is exact.
  public func wholeVolume(reference: [Double]) -> (value: Double, isExact: Bool) {
    if let exact = hypervolume(reference: reference) { return (exact, true) }
    return (Self.volume(of: points(nadir.count == 2 ? 20_000 : 5_000), reference), false)
  }

  /// The largest volume that so few points of the front can hold, so that what a set of so many
  /// members holds can be judged: of two objectives among 1001 points of the front, exactly; of more,
  /// among about 500, by exchanging one at a time.
  ///
  /// - Parameters:
  ///   - count: How many points, at least 1.
  ///   - reference: A point of `m` coordinates.
  /// - SeeAlso: `Front.largestSubset(_:reference:)`.
  public func hypervolume(ofBest count: Int, reference: [Double]) -> Double {
    let all = points(nadir.count == 2 ? 1001 : 500)
    let chosen =
      (try? Front(minimizing: all).largestSubset(count, reference: reference)) ?? []
    return Self.volume(of: chosen.map { all[$0] }, reference)
  }

  private static func volume(of points: [[Double]], _ reference: [Double]) -> Double {
    (try? Front(minimizing: points).hypervolume(reference: reference).value) ?? 0
  }

  /// The reference point by which fronts of the problem are measured unless another is given:
  ///
  ///     rᵢ = nadirᵢ + (nadirᵢ − idealᵢ)/10,   and 1/10 where both are the same
  public var reference: [Double] {
    zip(ideal, nadir).map { $1 + ($1 > $0 ? $1 - $0 : 1) / 10 }
  }

  /// The objectives of the catalogue's problems.
  static func objective(_ i: Int) -> Objective { Objective("f\(i + 1)", .minimize) }

  /// A curve `t ↦ (f1, f2)`, sampled at equal steps of `t` from 0 to 1.
  static func curve(
    _ count: Int, _ point: (Double) -> [Double]
  ) -> [[Double]] {
    (0..<count).map { point(Double($0) / Double(count - 1)) }
  }
}
