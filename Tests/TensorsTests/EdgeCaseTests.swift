import Foundation
import Tensors
import Testing

@Suite struct EdgeCaseTests {
  @Test func exponentialsOfTheEdges() {
    #expect(Elementary.exp(709.78) == exp(709.78))
    #expect(Elementary.exp(-.infinity) == 0 && Elementary.exp(.infinity) == .infinity)
    for x in stride(from: -745.0, to: -708, by: 0.37) {
      // Subnormal results are rounded twice.
      #expect((Elementary.exp(x) - exp(x)).magnitude <= Double.leastNonzeroMagnitude)
    }
  }

  @Test func logarithmsOfTheEdges() {
    for x in [
      Double.leastNonzeroMagnitude, .leastNormalMagnitude / 1024, .leastNormalMagnitude,
      .greatestFiniteMagnitude,
    ] {
      #expect((Elementary.log(x) - log(x)).magnitude <= 2 * log(x).magnitude.ulp)
    }
    #expect(Elementary.log(.infinity) == .infinity && Elementary.log(.nan).isNaN)
    #expect(Elementary.log(-.infinity).isNaN && Elementary.log(-0.0) == -.infinity)
  }

  @Test func powersOfTheEdges() {
    #expect(Elementary.power(0, -1) == .infinity && Elementary.power(0, 0) == 1)
    #expect(Elementary.power(1, .nan) == 1 && Elementary.power(.nan, 0) == 1)
    #expect(Elementary.power(-2, 1.5).isNaN && Elementary.power(-2, 1) == -2)
    #expect(Elementary.power(.nan, 2).isNaN)
  }

  @Test func numbersInWords() {
    #expect(Double.nan.words == "nan" && (-Double.nan).words == "nan")
    #expect(Double.infinity.words == "inf" && (-Double.infinity).words == "-inf")
    #expect((-0.5).words == "-0.5")
  }

  @Test func matricesAreMadeOfRows() {
    var matrix = Matrix(rows: 2, columns: 3)
    #expect(matrix.elements == Array(repeating: 0, count: 6))
    matrix[1, 2] = 5
    #expect(matrix == Matrix([[0, 0, 0], [0, 0, 5]]))
    #expect(Array(matrix.row(1)) == [0, 0, 5])
    #expect(Matrix([]).rows == 0 && Matrix([]).gramian == Matrix([]))
    #expect(Matrix([[], []]).gramian == Matrix([[0, 0], [0, 0]]))
    #expect(Matrix([[1, 2], [3, 4]]).combination(weightedBy: [0, -1]) == [-3, -4])
  }

  /// Streams differ in index and in the high half of the seed, and go on past a block's end.
  @Test func streamsKeepTheirNames() {
    func first(_ seed: UInt64, _ index: Int = 0) -> UInt64 {
      var stream = RandomStream(seed: seed, purpose: .data, index: index)
      return stream.next()
    }
    #expect(
      Set([first(1), first(1 << 32), first(1 << 63), first(1, 1), first(1, 1 << 20)]).count == 5)
    let expected = Philox.block(counter: (0, 0, 2, 3), key: (7, 9))
    #expect(first(9 << 32 | 7, 3) == UInt64(expected.0) | UInt64(expected.1) << 32)
  }
}
