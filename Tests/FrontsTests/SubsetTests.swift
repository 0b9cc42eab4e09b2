import Fronts
import Records
import Testing

/// The points of a front that together hold the most.
@Suite struct SubsetTests {
  /// All subsets of a size.
  private static func subsets(_ items: [Int], _ size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return items.indices.flatMap { k in
      subsets(Array(items[(k + 1)...]), size - 1).map { [items[k]] + $0 }
    }
  }

  private static func largest(
    _ front: Front, _ size: Int, _ reference: [Double]
  ) throws -> Double {
    try subsets(Array(0..<front.count), size).map { chosen in
      try Front(chosen.map { front.point($0) }, directions: front.directions)
        .hypervolume(reference: reference).value
    }.max() ?? 0
  }

  private static func volume(
    _ front: Front, _ chosen: [Int], _ reference: [Double]
  ) throws -> Double {
    try Front(chosen.map { front.point($0) }, directions: front.directions)
      .hypervolume(reference: reference).value
  }

  /// Against all subsets: of two objectives none is larger, of three none by much.
  @Test(arguments: [(2, 1.0), (3, 0.99)], 1...4)
  func noSubsetIsLarger(_ kind: (objectives: Int, least: Double), _ size: Int) throws {
    for seed in 0..<6 {
      let points = Points.random(11, kind.objectives, seed: UInt64(seed))
      let front = try Front(minimizing: points)
      let reference = Array(repeating: 1.1, count: kind.objectives)
      let chosen = try front.largestSubset(size, reference: reference)
      let most = try Self.largest(front, size, reference)
      let found = try Self.volume(front, chosen, reference)
      #expect(found >= kind.least * most * (1 - 1e-12), "\(found) \(most)")
      #expect(chosen == chosen.sorted() && Set(chosen).count == chosen.count)
    }
  }

  @Test func maximizedObjectivesAreTurned() throws {
    let front = try Front(
      [[0, 0], [1, 5], [2, 6], [3, 9], [9, 1]], directions: [.minimize, .maximize])
    #expect(try front.largestSubset(9, reference: [10, 0]) == [0, 1, 2, 3])
    #expect(try front.largestSubset(1, reference: [10, 0]) == [3])
    #expect(try front.largestSubset(2, reference: [10, 0]) == [1, 3])
  }

  @Test func pointsBeyondTheReferenceAreNotChosenBeforeOthers() throws {
    let front = try Front(minimizing: [[0, 3], [1, 1], [3, 0], [0.5, 1.5]])
    #expect(try front.largestSubset(2, reference: [2, 2]) == [1, 3])
  }
}
