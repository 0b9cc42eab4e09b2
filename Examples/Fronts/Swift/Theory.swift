import Foundation
import Poise

/// The points of a known front that a method's theory leads its members to.
enum Theory: Sendable {
  /// Each member goes to the point where a scalar of the costs and its preference is least.
  ///
  /// - Parameters:
  ///   - measured: Whether costs are measured from the front's ideal to its nadir.
  ///   - behind: Whether it is the least of all that can be had: a distance from a ray may be less where
  ///     points of the front are better.
  case least(
    measured: Bool, behind: Bool = false,
    scalar: @Sendable (_ costs: [Double], _ r: [Double]) -> Double)
  /// As another, and further members as they bisect the widest gaps of what the others come to, in two
  /// rounds of three; of several draws the one that holds least, for many gaps are as wide as each other.
  indirect case refining(Theory)
  /// As another, with preferences that are moved a hundred times, as often as in the study, while what they
  /// lead to is uneven; of several draws the one that holds least.
  indirect case evening(Theory)
  /// Each member goes to some point of its part of the front, that nearest to the ray along its
  /// preference; none to a part that is empty.
  case parts
  /// Each member goes where ever shorter steps lead it from its start.
  case descent
  /// Members spread over what is stationary: anywhere on the front, if nothing else is; and if they descend
  /// what their neighbors descend, nothing says which valley they come to rest in.
  ///
  /// - Parameter restsOnFaces: Whether to a member all is stationary where one gradient is 0.
  case stationary(restsOnFaces: Bool)
  /// Members can be anywhere on the front.
  case anywhere

  /// Whether it is that of single descents.
  var isDescent: Bool {
    if case .descent = self { true } else { false }
  }

  /// Whether the theory says where members come to; else it says but how much so many can hold.
  var saysWhere: Bool {
    switch self {
    case .least, .refining, .evening, .descent: true
    case .parts, .anywhere, .stationary: false
    }
  }

  /// The share of the whole front's hypervolume that the theory allows; `nil` where a scalar has no
  /// value on the front, or where the front alone does not tell.
  ///
  /// - Parameters:
  ///   - hasIdleFaces: Whether away from the front a gradient is 0 in places.
  ///   - hasValleys: Whether there are local fronts.
  func share(
    of front: MeasuredFront, points: Int, preferences: [[Double]], hasIdleFaces: Bool = false,
    hasValleys: Bool = false
  ) throws -> Double? {
    let isPlane = front.nadir.count == 2
    switch self {
    case .descent: return nil
    case .stationary(let restsOnFaces) where hasValleys || restsOnFaces && hasIdleFaces: return nil
    case .anywhere, .stationary:
      return try front.share(of: front.points(isPlane ? 1001 : 500), best: points)
    case .parts:
      return try Self.most(front.points(isPlane ? 1001 : 500), ofParts: preferences, front)
    case .least:
      return try ends(on: front, preferences).map { try front.share(of: $0, best: points) }
    case .refining, .evening:
      return try (0..<8).compactMap { draw in
        var noise = Noise(draw)
        return try ends(on: front, preferences, &noise).map {
          try front.share(of: $0, best: points)
        }
      }.min()
    }
  }

  /// Where a scalar's theory leads each preference; `nil` where the scalar has no value.
  private func ends(on front: MeasuredFront, _ preferences: [[Double]]) -> [[Double]]? {
    guard case .least(let measured, let behind, let scalar) = self else { return nil }
    let all = front.points(front.nadir.count == 2 ? 2001 : 2000) + (behind ? front.others : [])
    let seen = measured ? all.map { Self.measured($0, on: front) } : all
    let places = preferences.compactMap { r in Self.least(seen) { scalar($0, r) } }
    return places.count == preferences.count ? places.map { all[$0] } : nil
  }

  /// Where it leads each preference, and those that a rule finds by costs a little beside the front's.
  private func ends(
    on front: MeasuredFront, _ preferences: [[Double]], _ noise: inout Noise
  ) -> [[Double]]? {
    var all = preferences
    switch self {
    case .refining(let base):
      for _ in 0..<2 {
        guard let ends = base.ends(on: front, all) else { return nil }
        let costs = noise.beside(ends, front)
        let next = PreferenceRefinement.next(3, preferences: all, costs: costs)
        all += next.isEmpty ? PreferenceRefinement.next(3, preferences: all, costs: all) : next
      }
      return base.ends(on: front, all)
    case .evening(let base):
      for _ in 0..<100 {
        guard let ends = base.ends(on: front, all) else { return nil }
        all = PreferenceSpacing.evened(all, costs: noise.beside(ends, front))
      }
      return base.ends(on: front, all)
    default: return nil
    }
  }

  /// Draws of costs that are known to a thousandth of the front's range, by Knuth's linear congruences.
  private struct Noise {
    private var state: UInt64

    init(_ draw: Int) { state = UInt64(draw + 1) }

    mutating func beside(_ points: [[Double]], _ front: MeasuredFront) -> [[Double]] {
      points.map { point in
        point.indices.map { k in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let part = Double(state >> 11) / 9_007_199_254_740_992 - 0.5
          return point[k] + 1e-3 * part * (front.nadir[k] - front.ideal[k])
        }
      }
    }
  }

  /// About the largest share that one point of each part holds: the points are exchanged one by one.
  private static func most(
    _ all: [[Double]], ofParts rays: [[Double]], _ front: MeasuredFront
  ) throws -> Double {
    let part = all.map { point in
      rays.indices.min { parts(point, rays[$0]).angle < parts(point, rays[$1]).angle } ?? 0
    }
    var chosen = [[Double]?](repeating: nil, count: rays.count)
    var most = 0.0
    for _ in 0..<3 {
      for (point, j) in zip(all, part) {
        var other = chosen
        other[j] = point
        let share = try front.share(of: other.compactMap(\.self))
        if share > most { (chosen, most) = (other, share) }
      }
    }
    return most
  }

  private static func least(_ points: [[Double]], by scalar: ([Double]) -> Double) -> Int? {
    let values = points.map(scalar)
    guard !values.contains(where: \.isNaN) else { return nil }
    guard let least = values.min() else { return nil }
    // Of points that are as good but for rounding, the first.
    return values.firstIndex { $0 <= least + 1e-12 * least.magnitude }
  }

  private static func measured(_ costs: [Double], on front: MeasuredFront) -> [Double] {
    costs.indices.map { i in
      let range = front.nadir[i] - front.ideal[i]
      return (costs[i] - front.ideal[i]) / (range > 0 ? range : 1)
    }
  }

  // MARK: Scalars

  static func sum(_ x: [Double], _ r: [Double]) -> Double {
    zip(x, r).reduce(0) { $0 + $1.0 * $1.1 }
  }

  static let linear = Theory.least(measured: false, scalar: sum)

  /// The p-norm of weighted costs, `p` infinite for the largest, and `rho` times their sum.
  static func norm(_ p: Double, rho: Double = 0) -> Theory {
    .least(measured: true) { x, r in
      let weighted = zip(x, r).map { max($0 * $1, 0) }
      let largest = weighted.max() ?? 0
      let norm =
        largest == 0 || p == .infinity
        ? largest
        : largest
          * Elementary.power(weighted.reduce(0) { $0 + Elementary.power($1 / largest, p) }, 1 / p)
      return norm + rho * sum(x, r) + tie * x.reduce(0, +)
    }
  }

  static func smoothMaximum(_ mu: Double) -> Theory {
    .least(measured: true) { x, r in
      let weighted = zip(x, r).map { $0 * $1 / mu }
      let largest = weighted.max() ?? 0
      let sum = weighted.reduce(0) { $0 + Elementary.exp($1 - largest) }
      return mu * (largest + Elementary.log(sum)) + tie * x.reduce(0, +)
    }
  }

  static let boundary = Theory.least(measured: true, behind: true) { x, r in
    let (along, beside, _) = parts(x, r)
    return along + 5 * beside
  }

  static let bounds = Theory.least(measured: true) { x, r in
    guard r[0] > 0 else { return sum(x, r) + tie * x.reduce(0, +) }
    let keeps = x.indices.dropFirst().allSatisfy { r[$0] == 0 || x[$0] <= r[0] / (r[0] + r[$0]) }
    return keeps ? x[0] + tie * x.reduce(0, +) : .infinity
  }

  static let ray = Theory.least(measured: false, behind: true) { x, r in parts(x, r).beside }

  static func exact(measured: Bool) -> Theory {
    .least(measured: measured) { x, r in
      guard x.allSatisfy({ $0 >= 0 }) else { return .nan }
      let weighted = zip(x, r).map { max($0, 1e-9) * max($1, 1e-6) }
      let total = weighted.reduce(0, +)
      return weighted.reduce(0) { $0 + $1 / total * Elementary.log($1 / total) }
    }
  }

  /// What tells points apart that a scalar does not.
  private static let tie = 1e-3

  private static func parts(
    _ x: [Double], _ r: [Double]
  ) -> (along: Double, beside: Double, angle: Double) {
    let length = sum(r, r).squareRoot()
    let along = sum(x, r) / length
    let beside = max(sum(x, x) - along * along, 0).squareRoot()
    return (along, beside, atan2(beside, along))
  }
}
