import Records

/// A recorded quantity of which a figure shows the median over seeds, arm by arm.
struct EvidenceQuantity {
  /// The name of the figure.
  let name: String
  let title: String
  let label: String
  /// The upright axis.
  let axis: EvidenceAxis
  /// Where a line of reference goes, if anywhere.
  var zero: Double?
  /// The quantity, one value for each recorded step; `nil` where it was not recorded.
  let column: (Trace) -> [Double]?

  /// All of which there are figures.
  static func all(_ objectives: [String]) -> [EvidenceQuantity] {
    conflicts(objectives) + weights(objectives) + updates
  }
}

/// What figures show of what was recorded beside the objectives' values, gathered arm by arm: the
/// evidence of all arms at once would not fit into memory.
struct EvidenceCurves {
  /// The curves of each figure, by its name, of the arms that have a place in it.
  private(set) var curves: [String: [(arm: String, curve: Quantiles)]] = [:]
  /// The cosines of each pair of objectives in the order of ``EvidenceQuantity/pairs(_:)``: of the
  /// arms that recorded some, the share in each bin.
  private(set) var hills: [[(arm: String, shares: [Double])]]

  private let quantities: [EvidenceQuantity]
  private let pairs: [(a: String, b: String)]

  init(objectives: [String]) {
    quantities = EvidenceQuantity.all(objectives)
    pairs = EvidenceQuantity.pairs(objectives)
    hills = pairs.map { _ in [] }
  }

  /// Adds an arm, the steadiest first.
  mutating func add(_ arm: String, _ runs: [Run], isFront: Bool) {
    for quantity in quantities where !isFront && !isFull(quantity) {
      let curve = Quantiles(runs, column: quantity.column)
      if curve.points.count > 1 { curves[quantity.name, default: []].append((arm, curve)) }
    }
    for (index, pair) in pairs.enumerated() {
      let cosines = runs.lazy.flatMap { $0.trace.cosine(pair.a, pair.b) ?? [] }
      if let shares = Self.shares(of: cosines) { hills[index].append((arm, shares)) }
    }
  }

  private func isFull(_ quantity: EvidenceQuantity) -> Bool {
    (curves[quantity.name]?.count ?? 0) >= Material.armsInOnePicture
  }

  /// The share of cosines in each of 32 bins of equal width; `nil` if there are none.
  private static func shares(of cosines: some Sequence<Double>) -> [Double]? {
    var counts = Array(repeating: 0.0, count: 32)
    for cosine in cosines where cosine.isFinite {
      let place = (cosine + 1) / 2 * Double(counts.count)
      counts[min(max(Int(place), 0), counts.count - 1)] += 1
    }
    let all = counts.reduce(0, +)
    return all > 0 ? counts.map { $0 / all } : nil
  }
}

extension EvidenceQuantity {
  /// The pairs of objectives of which figures are drawn.
  static func pairs(_ objectives: [String]) -> [(a: String, b: String)] {
    let pairs = objectives.indices.flatMap { first in
      objectives.indices.filter { $0 > first }.map { (a: objectives[first], b: objectives[$0]) }
    }
    return Array(pairs.prefix(6))
  }
}
