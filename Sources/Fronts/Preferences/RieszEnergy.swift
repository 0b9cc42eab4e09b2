internal import QuasiRandom

/// Well-spaced points of the simplex for any number of points: they repel each other.
///
///     minimize E = Σ over pairs of ‖wᵢ − wⱼ‖^(−s),   s = m²
///
/// The corners stay; the others start from Halton's sequence and follow the projected gradient, each
/// step taken only where it lowers the energy, until steps no longer count.
///
/// Departs from the source in the optimizer: there Adam from a reduced random sample, here descent
/// with a checked step from a fixed start, so that the result repeats and the energy never rises.
///
/// - SeeAlso: Blank, Deb, Dhebar, Bandaru and Seada, IEEE TEVC 25 (2021), "Generating well-spaced
///   points on a unit simplex for evolutionary many-objective optimization".
public enum RieszEnergy {
  /// Finds the points.
  ///
  /// - Parameters:
  ///   - m: The number of objectives, at least 2.
  ///   - count: At least `m`.
  /// - Returns: The corners first, each point of shape `[m]`, none negative; sums are 1 up to
  ///   rounding.
  /// - Throws: ``FrontError/preferences(_:)`` for more objectives than Halton's sequence reaches.
  public static func points(_ m: Int, count: Int) throws(FrontError) -> [[Double]] {
    precondition(m >= 2 && count >= m, "the corners of the simplex are among the points")
    var points = try start(m, count)
    var step = 1 / Double(count)
    for _ in 0..<1000 where count > m && step > 1e-10 {
      let unit = nearest(points)
      let (energy, forces) = (energy(points, unit), forces(points, unit))
      let moved = move(points, forces, by: step)
      if self.energy(moved, unit) < energy {
        (points, step) = (moved, 1.2 * step)
      } else {
        step /= 4
      }
    }
    return points
  }

  /// The corners, then points of Halton's sequence.
  private static func start(_ m: Int, _ count: Int) throws(FrontError) -> [[Double]] {
    guard let cube = QuasiRandomSequence.halton.points(count - m, dimensions: m - 1) else {
      throw .preferences("repelling points know up to 1,230 objectives, found \(m)")
    }
    let corners = (0..<m).map { corner in (0..<m).map { $0 == corner ? 1.0 : 0 } }
    return corners + cube.map(SimplexMap.point)
  }

  private static func squaredDistance(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for k in a.indices { sum += (a[k] - b[k]) * (a[k] - b[k]) }
    return sum
  }

  /// The square of the least distance, the unit in which energies are compared.
  private static func nearest(_ points: [[Double]]) -> Double {
    var least = Double.infinity
    for i in points.indices {
      for j in 0..<i { least = min(least, squaredDistance(points[i], points[j])) }
    }
    return least
  }

  /// `(unit/d²)^(s/2)`: by squaring, as the exponent is a whole number of halves.
  private static func term(_ squared: Double, _ unit: Double, _ m: Int) -> Double {
    let ratio = unit / squared
    var (power, base, exponent) = (m % 2 == 0 ? 1 : ratio.squareRoot(), ratio, m * m / 2)
    while exponent > 0 {
      if exponent & 1 == 1 { power *= base }
      base *= base
      exponent >>= 1
    }
    return power
  }

  private static func energy(_ points: [[Double]], _ unit: Double) -> Double {
    var energy = 0.0
    for i in points.indices {
      for j in 0..<i {
        energy += term(squaredDistance(points[i], points[j]), unit, points[i].count)
      }
    }
    return energy
  }

  /// The descent directions within the simplex's plane, the longest of length 1; 0 for corners.
  private static func forces(_ points: [[Double]], _ unit: Double) -> [[Double]] {
    let m = points[0].count
    var forces = points.map { $0.map { _ in 0.0 } }
    for i in m..<points.count {
      for j in points.indices where j != i {
        let squared = squaredDistance(points[i], points[j])
        let push = term(squared, unit, m) / squared
        for k in 0..<m { forces[i][k] += push * (points[i][k] - points[j][k]) }
      }
    }
    let longest = forces.map { $0.reduce(0) { $0 + $1 * $1 } }.reduce(0, max).squareRoot()
    return longest > 0 ? forces.map { $0.map { $0 / longest } } : forces
  }

  private static func move(
    _ points: [[Double]], _ forces: [[Double]], by step: Double
  ) -> [[Double]] {
    zip(points, forces).enumerated().map { index, pair in
      index < points[0].count
        ? pair.0 : onSimplex(zip(pair.0, pair.1).map { $0 + step * $1 })
    }
  }

  /// The nearest point of the simplex.
  ///
  /// - SeeAlso: Held, Wolfe and Crowder, Math. Programming 6 (1974).
  private static func onSimplex(_ point: [Double]) -> [Double] {
    var (sum, shift) = (0.0, 0.0)
    for (index, value) in point.sorted(by: >).enumerated() {
      sum += value
      let candidate = (sum - 1) / Double(index + 1)
      if value > candidate { shift = candidate }
    }
    return point.map { max($0 - shift, 0) }
  }
}
