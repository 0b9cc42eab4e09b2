import Foundation
import Poise

/// The front that the members of a seed are measured by: that of the problem, or where its distance
/// has many local minima, the best local front that one of the members' starts leads to.
struct MeasuredFront: Sendable {
  /// Gives about as many points of the front as it is asked for.
  let points: @Sendable (Int) -> [[Double]]
  /// The best and the worst cost of each objective on the front.
  let ideal: [Double]
  let nadir: [Double]
  /// The volume of all of it, for the reference point.
  let whole: Double

  /// A tenth of the front's range beyond its nadir, as for every known front.
  let reference: [Double]

  /// Costs that can be had and that some of the front are better than, among them perhaps those where
  /// a scalar is least.
  let others: [[Double]]

  /// The front of a problem.
  init(_ known: any KnownProblem, _ front: KnownFront) {
    others = Surface.points(known.card.id)
    points = { front.points($0) }
    (ideal, nadir, reference) = (front.ideal, front.nadir, front.reference)
    whole = front.wholeVolume(reference: front.reference).value
  }

  /// A local front of a problem.
  ///
  /// - Parameter lift: What becomes of a point, in each objective more where it was more.
  init(_ front: KnownFront, lifted lift: @escaping @Sendable ([Double]) -> [Double]) {
    others = []
    points = { front.points($0).map(lift) }
    (ideal, nadir) = (lift(front.ideal), lift(front.nadir))
    reference = zip(ideal, nadir).map { $1 + ($1 - $0) / 10 }
    // A lift stretches volumes alike everywhere.
    let stretch = zip(reference, ideal).map { $0 - $1 }.reduce(1, *)
    let flat = zip(front.reference, front.ideal).map { $0 - $1 }.reduce(1, *)
    whole = front.wholeVolume(reference: front.reference).value * stretch / flat
  }

  /// The share of the volume that points hold.
  func share(of points: [[Double]]) throws -> Double {
    points.isEmpty
      ? 0 : try Front(minimizing: points).hypervolume(reference: reference).value / whole
  }

  /// The share of the volume that so few of some points hold, those that hold most.
  func share(of points: [[Double]], best count: Int) throws -> Double {
    guard points.count > count else { return try share(of: points) }
    let best = try Front(minimizing: points).largestSubset(count, reference: reference)
    return try share(of: best.map { points[$0] })
  }
}

/// What can be had on fronts of pieces between and beside the pieces, at the least distance.
enum Surface {
  static func points(_ problem: String) -> [[Double]] {
    switch problem {
    case "zdt3":
      return grid(2000, 0...1).map { [$0, 1 - $0.squareRoot() - $0 * sin(10 * .pi * $0)] }
    case "dtlz7":
      func share(_ f: Double) -> Double { f * (1 + sin(3 * .pi * f)) }
      return plane(200, 0...1).map { [$0, $1, 6 - share($0) - share($1)] }
    case "vlmop3":
      return plane(600, -3...3).map { x, y in
        let square = x * x + y * y
        let (a, b) = (3 * x - 2 * y + 4, x - y + 1)
        return [
          square / 2 + sin(square), a * a / 8 + b * b / 27 + 15,
          1 / (square + 1) - 1.1 * exp(-square),
        ]
      }
    default: return []
    }
  }

  private static func grid(_ count: Int, _ range: ClosedRange<Double>) -> [Double] {
    let step = (range.upperBound - range.lowerBound) / Double(count)
    return (0...count).map { range.lowerBound + Double($0) * step }
  }

  private static func plane(
    _ count: Int, _ range: ClosedRange<Double>
  ) -> [(Double, Double)] {
    let line = grid(count, range)
    return line.flatMap { x in line.map { (x, $0) } }
  }
}

/// The local minima of the distances of ZDT4, DTLZ1 and DTLZ3, sums of waves along each variable:
///
///     ZDT4:   1 + Σ (x² − 10 cos 4πx + 10)            from x2 on
///     DTLZ:   100 Σ ((x − ½)² − cos 20π(x − ½) + 1)   from x3 on
///
/// Descent along the gradient keeps each variable in the valley that it begins in.
struct LocalFronts {
  private let known: any KnownProblem
  private let front: KnownFront
  private let plan: TrainingPlan

  /// - Returns: `nil` for a problem without local fronts.
  init?(_ known: any KnownProblem, _ front: KnownFront) throws {
    guard ["zdt4", "dtlz1", "dtlz3"].contains(known.card.id) else { return nil }
    (self.known, self.front) = (known, front)
    plan = try TrainingPlan(known.problem(), steps: 1)
  }

  /// The best local front that one of the beginnings of a seed leads to.
  func front(seed: Int, beginnings: Range<Int>) -> MeasuredFront {
    let distance = beginnings.map {
      self.distance(from: plan.initialParameters(seed: seed, beginning: $0))
    }.reduce(Double.infinity) { min($0, $1) }
    guard known.card.id == "zdt4" else {
      return MeasuredFront(front) { $0.map { $0 * (1 + distance) } }
    }
    // f2 = g (1 − √(f1/g)), of which the front has 1 − √f1.
    let root = distance.squareRoot()
    return MeasuredFront(front) { [$0[0], distance - root * (1 - $0[1])] }
  }

  /// The distance `g` in the valleys that a start lies in.
  private func distance(from start: [Double]) -> Double {
    if known.card.id == "zdt4" {
      let waves = Waves(center: 0, depth: 10, frequency: 4 * .pi, reach: -5...5)
      return start.dropFirst().reduce(1) { $0 + waves.value(waves.valley(from: $1)) }
    }
    let waves = Waves(center: 0.5, depth: 1, frequency: 20 * .pi, reach: 0...1)
    return start.dropFirst(front.nadir.count - 1).reduce(0) {
      $0 + 100 * waves.value(waves.valley(from: $1))
    }
  }

  /// `(x − c)² + d (1 − cos ω(x − c))`, kept in a box.
  private struct Waves {
    let center: Double
    let depth: Double
    let frequency: Double
    let reach: ClosedRange<Double>

    func value(_ x: Double) -> Double {
      let y = x - center
      return y * y + depth * (1 - cos(frequency * y))
    }

    /// Where descent comes to rest, by steps too short to leave the valley.
    func valley(from start: Double) -> Double {
      let steepest = 2 + depth * frequency * frequency
      return (0..<400).reduce(start) { x, _ in
        let y = x - center
        let slope = 2 * y + depth * frequency * sin(frequency * y)
        return min(max(x - slope / steepest, reach.lowerBound), reach.upperBound)
      }
    }
  }
}
