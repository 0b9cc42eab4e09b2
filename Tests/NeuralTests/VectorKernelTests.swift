import Tensors
import Testing

@testable import Neural

/// Inner products, combinations and distances beside references in the documented order.
@Suite struct VectorKernelTests {
  static let sizes = [1, 15, 16, 17, 47, 100]

  @Test(arguments: everyKernel)
  func agreeWithTheReference(_ set: InstructionSet, _ width: LaneWidth) {
    for n in Self.sizes {
      for m in 1...3 {
        check(Float.self, n, m, set, width)
        check(Double.self, n, m, set, width)
      }
    }
  }

  private func check<Number: LaneNumber>(
    _ type: Number.Type, _ n: Int, _ m: Int, _ set: InstructionSet, _ width: LaneWidth
  ) {
    let p = Parameter([n], .constant(0))
    let program = Program(
      values: (0..<m).map { _ in sum(p.tensor) }, parameters: [("p", p)], gradients: .each)
    let lanes = Lanes<Number>(program, width: width, set: set)
    var random = RandomStream(seed: UInt64(n * 10 + m), purpose: .data)
    let lane = width.rawValue - 1
    var rows: [[Number]] = []
    for i in 0..<m {
      let row: [Number] = wideNumbers(n, &random)
      fill(lanes.gradientRow(i), row, width.rawValue)
      rows.append(row)
    }
    let weights: [Number] = wideNumbers(m, &random)
    fill(lanes.weights, weights, width.rawValue)

    let scratch = Scratch<Number>(n * width.rawValue)
    lanes.combine(weights: lanes.weights, into: scratch.numbers)
    let combined = (0..<n).map { k in
      (1..<max(m, 1)).reduce(weights[0] * rows[0][k]) { $0 + weights[$1] * rows[$1][k] }
    }
    let found = (0..<n).map { scratch.numbers[$0 * width.rawValue + lane] }
    #expect(found == combined, "combination of \(m) × \(n), \(type)")

    let (a, b) = (rows[0].map { Double($0) }, rows[m - 1].map { Double($0) })
    let ranges = n > 20 ? [0..<9, 12..<n] : [0..<n]
    lanes.dot(0, m - 1, over: ranges, into: scratch.doubles)
    let dot = ranges.reduce(0.0) { total, range in
      total + sixteenWaySum(range.map { a[$0] * b[$0] })
    }
    #expect(scratch.doubles[lane] == dot, "inner product of \(n), \(type)")

    fill(lanes.parameters, rows[0], width.rawValue)
    fill(scratch.numbers, rows[m - 1].map { $0 * 0.5 }, width.rawValue)
    lanes.distance(from: scratch.numbers, into: scratch.doubles)
    let squares = zip(rows[0], rows[m - 1]).map { x, y -> Double in
      let difference = Double(x) - Double(y * 0.5)
      return difference * difference
    }
    #expect(scratch.doubles[lane] == sixteenWaySum(squares).squareRoot(), "distance, \(n), \(type)")
  }

  /// The last lane gets the numbers, the others something else.
  private func fill<Number: LaneNumber>(
    _ place: UnsafeMutablePointer<Number>, _ numbers: [Number], _ width: Int
  ) {
    for (k, x) in numbers.enumerated() {
      for lane in 0..<width { place[k * width + lane] = lane == width - 1 ? x : x * 7 + 1 }
    }
  }

  /// Memory that goes with its owner.
  private final class Scratch<Number: LaneNumber> {
    let numbers: UnsafeMutablePointer<Number>
    let doubles: UnsafeMutablePointer<Double>

    init(_ count: Int) {
      numbers = .allocate(capacity: count)
      doubles = .allocate(capacity: 32)
      numbers.initialize(repeating: 0, count: count)
      // Inner products must begin at 0 whatever was there.
      doubles.initialize(repeating: 99, count: 32)
    }

    deinit {
      numbers.deallocate()
      doubles.deallocate()
    }
  }
}
