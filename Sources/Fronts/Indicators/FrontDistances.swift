/// How far a set of points is from a true front: distances, both ways, and epsilon indicators.
///
/// With `P` the points (all of them, dominated ones too) and `F` the true front, in the objectives'
/// own units:
///
///     d(p, f) = ‖p − f‖,   d⁺(p, f) = ‖(p − f)₊‖ as costs
///     IGD = mean over f of min over p of d,   IGD⁺ the same with d⁺
///     GD = mean over p of min over f of d,   GD⁺ the same with d⁺
///     average Hausdorff = max(GD, IGD)
///     ε₊ = max over f of min over p of maxᵢ (pᵢ − fᵢ) as costs
///     ε× = max over f of min over p of maxᵢ pᵢ/fᵢ (minimize) or fᵢ/pᵢ (maximize)
///
/// - SeeAlso: Van Veldhuizen and Lamont (1998), GD; Coello and Reyes (2004), IGD; Ishibuchi et al.
///   (EMO 2015), IGD⁺ and GD⁺; Schütze et al., IEEE TEVC 16 (2012), average Hausdorff with p = 1;
///   Zitzler et al., IEEE TEVC 7 (2003), epsilon.
public struct FrontDistances: Hashable, Sendable {
  /// The inverted generational distance.
  public let igd: Double
  /// The inverted generational distance plus, which charges only what falls short.
  public let igdPlus: Double
  /// The generational distance.
  public let gd: Double
  /// The generational distance plus.
  public let gdPlus: Double
  /// The additive epsilon indicator; negative where the points are better everywhere.
  public let epsilonAdditive: Double
  /// The multiplicative epsilon indicator; `nil` unless all values are positive.
  public let epsilonMultiplicative: Double?
  /// The average Hausdorff distance.
  public var averageHausdorff: Double { max(gd, igd) }

  /// Measures a set of points against a true front.
  ///
  /// - Throws: ``FrontError/otherObjectives(found:wanted:)`` where the directions differ.
  public init(of points: Front, to truth: Front) throws(FrontError) {
    try points.requireSameDirections(in: truth)
    let pairs = PointPairs(points, truth)
    igd = pairs.meanOverTruth { PointPairs.squared($0 - $1) }
    igdPlus = pairs.meanOverTruth { PointPairs.squared(max($0 - $1, 0)) }
    gd = pairs.meanOverPoints { PointPairs.squared($0 - $1) }
    gdPlus = pairs.meanOverPoints { PointPairs.squared(max($0 - $1, 0)) }
    epsilonAdditive = pairs.greatest { $0 - $1 }
    let isPositive = points.isPositive && truth.isPositive
    // As costs, maximized values are negative, and the ratio is the other way round.
    epsilonMultiplicative =
      isPositive ? pairs.greatest { $0 > 0 ? $0 / $1 : $1 / $0 } : nil
  }
}

/// All pairs of a point and a point of the true front, as costs.
private struct PointPairs {
  let points: Front
  let truth: Front

  init(_ points: Front, _ truth: Front) { (self.points, self.truth) = (points, truth) }

  @inline(__always)
  static func squared(_ x: Double) -> Double { x * x }

  /// The mean over the true front of the distance to the nearest point.
  @inline(__always)
  func meanOverTruth(_ part: (Double, Double) -> Double) -> Double {
    mean(truth, points) { f, p in part(p, f) }
  }

  /// The mean over the points of the distance to the nearest point of the true front.
  @inline(__always)
  func meanOverPoints(_ part: (Double, Double) -> Double) -> Double {
    mean(points, truth, part)
  }

  /// `mean over a of min over b of √Σᵢ part(aᵢ, bᵢ)`.
  @inline(__always)
  private func mean(_ a: Front, _ b: Front, _ part: (Double, Double) -> Double) -> Double {
    let m = a.objectives
    var sum = 0.0
    a.costs.withUnsafeBufferPointer { a in
      b.costs.withUnsafeBufferPointer { b in
        for i in stride(from: 0, to: a.count, by: m) {
          var least = Double.infinity
          for j in stride(from: 0, to: b.count, by: m) {
            var distance = 0.0
            for k in 0..<m { distance += part(a[i &+ k], b[j &+ k]) }
            least = min(least, distance)
          }
          sum += least.squareRoot()
        }
      }
    }
    return sum / Double(a.count)
  }

  /// `max over f of min over p of maxᵢ part(pᵢ, fᵢ)`.
  @inline(__always)
  func greatest(_ part: (Double, Double) -> Double) -> Double {
    let m = points.objectives
    var greatest = -Double.infinity
    for f in stride(from: 0, to: truth.costs.count, by: m) {
      var least = Double.infinity
      for p in stride(from: 0, to: points.costs.count, by: m) {
        var most = -Double.infinity
        for k in 0..<m { most = max(most, part(points.costs[p &+ k], truth.costs[f &+ k])) }
        least = min(least, most)
      }
      greatest = max(greatest, least)
    }
    return greatest
  }
}
