internal import Statistics

/// The final levels of an arm's survivors in units, each minus the arm's pseudomedian.
///
/// Two arms that reproduce equally well but end at different trade-offs must not look different when
/// runs are swapped between them. A median would not do: where seeds end in one of two places it jumps
/// from one to the other, and equal arms are then taken apart by the whole gap (the test keeps no more
/// than a tenth of its level).
struct CenteredEnds {
  /// By seed, `[n]`; `nil` for a failed run.
  let points: [[Double]?]

  init(points: [[Double]?]) { self.points = points }

  init(of arm: ArmScore) throws {
    let ends = arm.runs.compactMap { $0.measures?.end }
    let center = try (ends.first ?? []).indices.map { i in
      try FiniteSeries(ends.map { $0[i] }).pseudomedian
    }
    points = arm.runs.map { $0.measures.map { zip($0.end, center).map { $0 - $1 } } }
  }

  /// The distances from each of these to each of the others, `[n, n]` by rows; 0 to a failed run.
  func distances(to other: CenteredEnds) -> [Double] {
    points.flatMap { a in
      other.points.map { b in
        guard let a, let b else { return 0 }
        return zip(a, b).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      }
    }
  }
}
