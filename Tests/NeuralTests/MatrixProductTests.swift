import Tensors
import Testing

@testable import Neural

/// Matrix products beside the plain triple loop, sequential over the inner index, to the bit.
@Suite struct MatrixProductTests {
  /// Rows, inner length, columns: around the tiles of 4 × 4 and of 4 × 16 × 256.
  static let sizes =
    [1, 2, 3, 4, 5, 9].flatMap { [($0, 7, 3), ($0, 6, 17)] }
    + [1, 4, 5, 15, 16, 33].map { (5, 5, $0) }
    + [(2, 1, 2), (3, 255, 3), (4, 256, 16), (5, 257, 17), (3, 600, 2), (1, 513, 18)]

  @Test(arguments: everyKernel)
  func areThoseOfTheTripleLoop(_ set: InstructionSet, _ width: LaneWidth) {
    for (i, k, j) in Self.sizes {
      check(i, k, j, transposed: (i + j) % 2 == 0, Float.self, set, width)
      check(i, k, j, transposed: (i + j) % 2 == 1, Double.self, set, width)
    }
  }

  private func check<Number: LaneNumber>(
    _ rows: Int, _ inner: Int, _ columns: Int, transposed: Bool, _ type: Number.Type,
    _ set: InstructionSet, _ width: LaneWidth
  ) {
    var random = RandomStream(seed: UInt64(rows * 100 + columns), purpose: .data)
    let a: [Number] = wideNumbers(rows * inner, &random)
    let b: [Number] = wideNumbers(inner * columns, &random)
    let shapes =
      transposed ? [[inner, rows], [columns, inner]] : [[rows, inner], [inner, columns]]
    let elements = Elements<Number>(of: shapes, width: width, set: set) {
      transposed ? matmul($0[0].transposed, $0[1].transposed) : matmul($0[0], $0[1])
    }
    var expected: [Number] = []
    for i in 0..<rows {
      for j in 0..<columns {
        var total: Number = 0
        for k in 0..<inner {
          let x = transposed ? a[k * rows + i] : a[i * inner + k]
          let y = transposed ? b[j * inner + k] : b[k * columns + j]
          total += x * y
        }
        expected.append(total)
      }
    }
    let found = elements([a, b], lane: width.rawValue - 1)
    #expect(found == expected, "\(rows) × \(inner) × \(columns), \(type)")
  }
}
