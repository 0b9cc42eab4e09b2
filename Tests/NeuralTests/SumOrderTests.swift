import Tensors
import Testing

@testable import Neural

/// Sums beside a reference in the documented order, to the bit.
@Suite struct SumOrderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let shape: @Sendable (Int) -> [Int]
    let axes: [Int]
    var isTransposed = false
  }

  static let cases = [
    Case(testDescription: "a vector", shape: { [$0] }, axes: [0]),
    Case(testDescription: "inner axis", shape: { [3, $0] }, axes: [1]),
    Case(testDescription: "outer axis", shape: { [$0, 5] }, axes: [0]),
    Case(testDescription: "middle axis", shape: { [2, $0, 3] }, axes: [1]),
    Case(testDescription: "both ends", shape: { [2, 3, $0] }, axes: [0, 2]),
    Case(testDescription: "two inner axes", shape: { [3, 2, $0] }, axes: [1, 2]),
    Case(
      testDescription: "all of a transposed", shape: { [$0, 3] }, axes: [0, 1], isTransposed: true),
    Case(
      testDescription: "rows of a transposed", shape: { [$0, 3] }, axes: [1], isTransposed: true),
    Case(
      testDescription: "columns of a transposed", shape: { [3, $0] }, axes: [0], isTransposed: true),
    Case(testDescription: "five axes", shape: { [2, 2, 2, $0, 2] }, axes: [1, 3]),
  ]

  @Test(arguments: everyKernel)
  func followTheDocumentedOrder(_ set: InstructionSet, _ width: LaneWidth) throws {
    for one in Self.cases {
      for length in [1, 2, 15, 16, 17, 33, 100] {
        try check(one, length, Float.self, set, width)
        try check(one, length, Double.self, set, width)
      }
    }
  }

  @Test(arguments: everyKernel)
  func longSums(_ set: InstructionSet, _ width: LaneWidth) throws {
    try check(Self.cases[0], 5003, Float.self, set, width)
    try check(Self.cases[2], 1009, Double.self, set, width)
  }

  private func check<Number: LaneNumber>(
    _ one: Case, _ length: Int, _ type: Number.Type, _ set: InstructionSet, _ width: LaneWidth
  ) throws {
    let shape = one.shape(length)
    var random = RandomStream(seed: UInt64(length), purpose: .data)
    let x: [Number] = wideNumbers(shape.reduce(1, *), &random)
    let elements = Elements<Number>(of: [shape], width: width, set: set) {
      sum(one.isTransposed ? $0[0].transposed : $0[0], axes: one.axes)
    }
    let expected = reference(x, shape, one)
    let found = elements([x], lane: width.rawValue / 2)
    #expect(found == expected, "\(one.testDescription), length \(length), \(type)")
  }

  /// The sums of the (transposed) array, summed axes in row-major order.
  private func reference<Number: LaneNumber>(
    _ x: [Number], _ shape: [Int], _ one: Case
  ) -> [Number] {
    let strides = View.rowMajor(shape)
    let order = one.isTransposed ? [1, 0] : Array(shape.indices)
    let (lengths, steps) = (order.map { shape[$0] }, order.map { strides[$0] })
    func walk(_ axes: [Int]) -> [Int] {
      axes.reduce([0]) { offsets, axis in
        offsets.flatMap { base in (0..<lengths[axis]).map { base + $0 * steps[axis] } }
      }
    }
    let kept = shape.indices.filter { !one.axes.contains($0) }
    return walk(kept).map { base in sixteenWaySum(walk(one.axes).map { x[base + $0] }) }
  }
}
