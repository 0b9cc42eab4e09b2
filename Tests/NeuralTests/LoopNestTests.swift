import Tensors
import Testing

@testable import Neural

/// Laws of loop nests and views on random shapes.
@Suite struct LoopNestTests {
  @Test(arguments: 0..<60)
  func collapsedLoopsVisitTheSameElementsInTheSameOrder(_ seed: Int) {
    var random = RandomStream(seed: UInt64(seed), purpose: .data)
    let shape = randomShape(&random)
    let operands = (0..<3).map { _ in randomStrides(shape, &random) }
    let loops = LoopNest.collapse(shape, operands)
    #expect(loops.strides.count == operands.count)
    for (before, after) in zip(operands, loops.strides) {
      #expect(offsets(shape, before) == offsets(loops.extents, after))
    }
    #expect(!loops.extents.contains(1))
    // No two neighbors are left that could be one loop.
    for axis in loops.extents.indices.dropLast() {
      #expect(loops.strides.contains { $0[axis] != $0[axis + 1] * loops.extents[axis + 1] })
    }
  }

  @Test(arguments: 0..<60)
  func reshapedViewsShowTheSameElementsInTheSameOrder(_ seed: Int) {
    var random = RandomStream(seed: UInt64(1000 + seed), purpose: .data)
    let shape = randomShape(&random)
    let view = View(buffer: 0, offset: 7, strides: randomStrides(shape, &random), shape: shape)
    let before = offsets(shape, view.strides)
    let count = before.count
    for target in [[count], [1, count, 1], shape.reversed()] {
      guard let reshaped = view.reshaped(target) else {
        // Only elements that are not evenly spaced have to move.
        #expect(Set(zip(before, before.dropFirst()).map { $1 - $0 }).count > 1)
        continue
      }
      #expect(reshaped.shape == target && reshaped.offset == 7)
      #expect(offsets(target, reshaped.strides) == before)
    }
  }

  @Test func rowMajorViewsReshapeFreely() throws {
    let view = View(buffer: 0, contiguous: [2, 3, 4])
    #expect(try #require(view.reshaped([6, 4])).strides == [4, 1])
    #expect(try #require(view.reshaped([24])).strides == [1])
    let row = View(buffer: 0, offset: 0, strides: [0, 0], shape: [3, 4])
    #expect(try #require(row.reshaped([12])).strides == [0])
  }

  @Test func broadcastViewsRepeat() {
    let view = View(buffer: 0, contiguous: [3, 1]).broadcast(to: [2, 3, 4])
    #expect(view.strides == [0, 1, 0])
    #expect(View(buffer: 0, contiguous: []).broadcast(to: [2, 2]).strides == [0, 0])
  }

  private func randomShape(_ random: inout RandomStream) -> [Int] {
    (0..<Int(random.uniform(0, 6))).map { _ in Int(random.uniform(1, 4)) }
  }

  /// Row-major, permuted, or repeated along some axes.
  private func randomStrides(_ shape: [Int], _ random: inout RandomStream) -> [Int] {
    var strides = View.rowMajor(shape)
    if random.uniform() < 0.4 { strides.shuffle(using: &random) }
    if random.uniform() < 0.4 { strides = strides.map { random.uniform() < 0.5 ? 0 : $0 } }
    if random.uniform() < 0.3 { strides = strides.map { $0 * 3 } }
    return strides
  }

  private func offsets(_ shape: [Int], _ strides: [Int]) -> [Int] {
    zip(shape, strides).reduce([0]) { offsets, axis in
      offsets.flatMap { base in (0..<axis.0).map { base + $0 * axis.1 } }
    }
  }
}
