import Fronts
import Records
import Testing

@Suite("Dominance and ranks")
struct DominanceTests {
  @Test(arguments: 1...6)
  func `ranks are those of peeling front after front`(m: Int) throws {
    for (count, levels) in [(1, nil), (40, nil), (150, nil), (150, 3), (150, 8), (150, 2)]
      as [(Int, Int?)]
    {
      for seed in 0..<4 as Range<UInt64> {
        let points = Points.random(count, m, seed: seed, levels: levels)
        let front = try Front(minimizing: points)
        #expect(front.ranks() == Points.ranks(points), "\(count) \(seed)")
        #expect(front.nondominatedMask() == Points.nondominated(points))
      }
    }
  }

  @Test(arguments: 2...6)
  func `points of a sphere are nondominated, shifted copies come after`(m: Int) throws {
    let points = Points.sphere(300, m, seed: 1)
    let shifted = points.map { $0.map { $0 + 1e-9 } }
    let ranks = try Front(minimizing: shifted + points + points).ranks()
    #expect(ranks[300...].allSatisfy { $0 == 0 } && ranks[..<300].allSatisfy { $0 == 1 })
  }

  @Test func `a chain has a rank for each point`() throws {
    let places: [Int] = (0..<500).map { $0 * 7 % 500 }
    let chain: [[Double]] = places.map { [Double($0), Double($0), 1] }
    #expect(try Front(minimizing: chain).ranks() == places)
  }

  @Test func `signs of zero do not matter`() throws {
    let front = try Front(minimizing: [[-0.0, 1], [0.0, 1], [0, 2]])
    #expect(front.ranks() == [0, 0, 1])
    let turned = try Front([[0, 1], [-0.0, 1]], directions: [.maximize, .minimize])
    #expect(turned.ranks() == [0, 0])
  }

  @Test func `points of some indices`() throws {
    let front = try Front([[1, 2], [3, 4]], directions: [.maximize, .minimize])
    #expect(front.subset([1])?.point(0) == [3, 4] && front.subset([]) == nil)
    #expect(front.nondominated() == [0, 1])
  }
}
