import Tensors
import Testing

@testable import Neural

/// Matrix products beside the plain triple loop, sequential over the inner index, to the bit.
@Suite struct MatrixProductTests {
  /// Rows, inner length, columns: around the tiles of 4 × 4 lanes, of four or six rows by one to four
  /// vectors, and around the panels of 128 inner indices, packed from 65 rows on.
  static let sizes =
    [1, 2, 3, 4, 5, 9].flatMap { [($0, 7, 3), ($0, 6, 17)] }
    + [1, 4, 5, 15, 16, 33].map { (5, 5, $0) }
    + [(2, 1, 2), (3, 255, 3), (4, 256, 16), (5, 257, 17), (3, 600, 2), (1, 513, 18)]
    + [(7, 130, 40), (13, 50, 64), (65, 20, 17)]

  /// Two factors, and their product by the triple loop.
  private struct Product<Number: LaneNumber> {
    let shapes: [[Int]]
    let isTransposed: Bool
    let factors: [[Number]]
    let expected: [Number]

    init(_ rows: Int, _ inner: Int, _ columns: Int, isTransposed: Bool) {
      var random = RandomStream(seed: UInt64(rows * 100 + columns), purpose: .data)
      let a: [Number] = wideNumbers(rows * inner, &random)
      let b: [Number] = wideNumbers(inner * columns, &random)
      shapes =
        isTransposed ? [[inner, rows], [columns, inner]] : [[rows, inner], [inner, columns]]
      self.isTransposed = isTransposed
      factors = [a, b]
      var expected: [Number] = []
      for i in 0..<rows {
        for j in 0..<columns {
          var total: Number = 0
          for k in 0..<inner {
            let x = isTransposed ? a[k * rows + i] : a[i * inner + k]
            let y = isTransposed ? b[j * inner + k] : b[k * columns + j]
            total += x * y
          }
          expected.append(total)
        }
      }
      self.expected = expected
    }

    func check(_ set: InstructionSet, _ width: LaneWidth) {
      let elements = Elements<Number>(of: shapes, width: width, set: set) {
        isTransposed ? matmul($0[0].transposed, $0[1].transposed) : matmul($0[0], $0[1])
      }
      let found = elements(factors, lane: width.rawValue - 1)
      #expect(found == expected, "\(shapes), \(Number.self)")
    }
  }

  private static let float = sizes.map { i, k, j in
    Product<Float>(i, k, j, isTransposed: (i + j) % 2 == 0)
  }
  private static let double = sizes.map { i, k, j in
    Product<Double>(i, k, j, isTransposed: (i + j) % 2 == 1)
  }

  @Test(arguments: everyKernel)
  func areThoseOfTheTripleLoop(_ set: InstructionSet, _ width: LaneWidth) {
    for product in Self.float { product.check(set, width) }
    for product in Self.double { product.check(set, width) }
  }

  /// What becomes of a product before it is written; `c` is a row, a column or a whole matrix.
  static let finishes:
    [(name: String, @Sendable (Node, Node) -> Node, @Sendable (Double, Double) -> Double)] = [
      ("x + c", { $0 + $1 }, { $0 + $1 }), ("c + x", { $1 + $0 }, { $0 + $1 }),
      ("relu(x)", { x, _ in relu(Tensor(x)).node }, { x, _ in x <= 0 ? 0 : x }),
      ("relu(x + c)", { relu(Tensor($0 + $1)).node }, { $0 + $1 <= 0 ? 0 : $0 + $1 }),
      ("gate(c, x)", { Node.gate($1, $0) }, { $1 > 0 ? $0 : 0 }),
    ]

  @Test(arguments: everyKernel, finishes.indices)
  func areFinishedBeforeTheyAreWritten(_ kernel: (InstructionSet, LaneWidth), _ index: Int) {
    let (name, traced, plain) = Self.finishes[index]
    for (rows, inner, columns) in [(3, 5, 10), (1, 1, 1), (5, 7, 3), (9, 40, 33), (2, 300, 17)] {
      for shape in [[rows, columns], [columns], [rows, 1]] {
        var random = RandomStream(seed: UInt64(rows * columns), purpose: .data)
        let a: [Double] = wideNumbers(rows * inner, &random)
        let b: [Double] = wideNumbers(inner * columns, &random)
        let c: [Double] = wideNumbers(shape.reduce(1, *), &random)
        let shapes = [[rows, inner], [inner, columns], shape]
        let elements = Elements<Double>(of: shapes, width: kernel.1, set: kernel.0) {
          let wide = $0[2].node.broadcast(to: [rows, columns])
          return Tensor(traced(matmul($0[0], $0[1]).node, wide))
        }
        let expected = (0..<rows * columns).map { place in
          let (i, j) = (place / columns, place % columns)
          var x = a[i * inner] * b[j]
          for k in 1..<max(inner, 1) where k < inner { x += a[i * inner + k] * b[k * columns + j] }
          return plain(x, shape.count == 1 ? c[j] : shape[1] == 1 ? c[i] : c[place])
        }
        #expect(
          elements([a, b, c], lane: kernel.1.rawValue - 1) == expected,
          "\(name) of \(rows) × \(inner) × \(columns), c of \(shape)")
      }
    }
  }

  /// A product that is wanted by itself, too, is written by itself.
  @Test func isNotFinishedWhereItIsWantedTwice() {
    let (a, b) = (Parameter([2, 3], .constant(1)), Parameter([3, 2], .constant(2)))
    let product = matmul(a.tensor, b.tensor)
    let values = [sum(relu(product - 7)), sum(product)]
    let program = Program(
      values: values, parameters: [("a", a), ("b", b)], gradients: .each)
    let lanes = Lanes<Double>(program, width: .one)
    lanes.setParameters([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3], lane: 0)
    lanes.forward()
    #expect(lanes.value(0, lane: 0) == 0)
    #expect(lanes.value(1, lane: 0) == 26)
  }
}
