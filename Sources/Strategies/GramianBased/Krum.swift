public import Records
import Tensors

/// Krum and multi-Krum: the mean of the gradients that lie closest to their neighbors.
///
///     scoreᵢ = Σ ‖gᵢ − gⱼ‖ over the m − f − 2 nearest j;   d = mean of the k lowest
///
/// Departs from the paper, which adds squared distances, as TorchJD does; `distance: squared`
/// follows the paper.
public struct Krum: Pure {
  /// What is added up.
  public enum Distance: String, Codable, CaseIterable, Sendable {
    /// Euclidean distances.
    case euclidean
    /// Their squares.
    case squared
  }

  /// The catalogue entry.
  public static let card = StrategyCard(
    id: "krum", title: "Krum", rule: "mean of the k gradients nearest to their m − f − 2 neighbors",
    reference: Reference(
      "Blanchard et al. (NeurIPS 2017), Sec. 4", url: "https://arxiv.org/abs/1703.02757"),
    claims: [.deterministic, .convexWeights, .homogeneous, .rotationEquivariant], weightSum: "1",
    settings: [
      SettingCard("byzantine", .count(0...1_000), "gradients f that may be outliers"),
      SettingCard("selected", .count(1...1_000), "gradients k that are averaged"),
      SettingCard(
        "distance", oneOf: Distance.self, "squared, or euclidean as TorchJD"),
    ],
    degenerate: "an objective without a gradient counts like any other" + StrategyCard.cancels,
    departures: [
      "squared distances are the paper's, euclidean ones TorchJD's; byzantine = 0 and "
        + "selected = 1 by default"
    ])

  /// The number `f` of gradients that may be outliers.
  public let byzantine: Int
  /// The number `k` of gradients that are averaged.
  public let selected: Int
  /// What is added up.
  public let distance: Distance

  /// Chooses the settings.
  public init(byzantine: Int = 0, selected: Int = 1, distance: Distance = .squared) {
    precondition(byzantine >= 0 && selected >= 1, "at least one gradient is averaged")
    (self.byzantine, self.selected, self.distance) = (byzantine, selected, distance)
  }

  /// Checks that there are enough objectives.
  public func validate(for objectives: [Objective]) throws(SettingError) {
    let m = objectives.count
    guard m >= byzantine + 3 else {
      throw SettingError(
        "byzantine", "krum needs \(byzantine + 3) objectives or more for \(byzantine), found \(m)")
    }
    guard m >= selected else {
      throw SettingError("selected", "found \(selected), wanted at most \(m), the objectives")
    }
  }

  /// Averages the gradients of the lowest scores; of equal ones the first.
  public func decide(_ evidence: Gramian, into decision: inout Decision) {
    decision.solve(evidence.matrix) { gramian, x in
      let m = gramian.count
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * m) { memory in
        let (scores, distances) = (memory[0..<m], memory[m...])
        for i in 0..<m { memory[i] = score(i, evidence.matrix, distances) }
        for i in 0..<m {
          let better = scores.indices.count { (scores[$0], $0) < (scores[i], i) }
          if better < selected { x[i] = evidence.norm(i) / Double(selected) }
        }
      }
      return nil
    }
  }

  /// The sum of the distances to the nearest neighbors.
  private func score(
    _ i: Int, _ gramian: Matrix, _ memory: Slice<UnsafeMutableBufferPointer<Double>>
  ) -> Double {
    var distances = memory
    for (j, place) in memory.indices.enumerated() {
      distances[place] = j == i ? .infinity : distance(gramian, i, j)
    }
    distances.sort()
    return distances.prefix(gramian.rows - byzantine - 2).reduce(0, +)
  }

  private func distance(_ gramian: Matrix, _ i: Int, _ j: Int) -> Double {
    let square = max(0, gramian[i, i] + gramian[j, j] - 2 * gramian[i, j])
    return distance == .squared ? square : square.squareRoot()
  }
}
