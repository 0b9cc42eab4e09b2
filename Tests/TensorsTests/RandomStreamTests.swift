import Foundation
import Tensors
import Testing

@Suite struct RandomStreamTests {
  /// Random123 1.14, kat_vectors, lines `philox4x32 10`.
  @Test(
    arguments: [
      ([0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
      (
        Array(repeating: 0xffff_ffff, count: 4), [0xffff_ffff, 0xffff_ffff],
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ] as [([UInt32], [UInt32], [UInt32])])
  func matchesKnownAnswers(_ c: [UInt32], _ k: [UInt32], _ expected: [UInt32]) {
    let block = Philox.block(counter: (c[0], c[1], c[2], c[3]), key: (k[0], k[1]))
    #expect([block.0, block.1, block.2, block.3] == expected)
  }

  @Test func drawsAllFourWordsOfABlock() {
    var stream = RandomStream(seed: 0, purpose: .initialization)
    let first = Philox.block(counter: (0, 0, 1, 0), key: (0, 0))
    #expect(stream.next() == UInt64(first.0) | UInt64(first.1) << 32)
    #expect(stream.next() == UInt64(first.2) | UInt64(first.3) << 32)
    let second = Philox.block(counter: (1, 0, 1, 0), key: (0, 0))
    #expect(stream.next() == UInt64(second.0) | UInt64(second.1) << 32)
  }

  @Test func streamsOfDifferentNamesDiffer() {
    var streams: Set<[UInt64]> = []
    for seed in 0..<5 {
      for purpose in RandomStream.Purpose.allCases {
        for index in 0..<3 {
          var stream = RandomStream(seed: UInt64(seed), purpose: purpose, index: index)
          streams.insert((0..<4).map { _ in stream.next() })
        }
      }
    }
    #expect(streams.count == 5 * RandomStream.Purpose.allCases.count * 3)
  }

  @Test func goesOnAfterBeingSaved() throws {
    var stream = RandomStream(seed: 7, purpose: .strategy)
    for _ in 0..<3 { _ = stream.normal() }
    let data = try JSONEncoder().encode(stream)
    var restored = try JSONDecoder().decode(RandomStream.self, from: data)
    for _ in 0..<9 { #expect(stream.normal() == restored.normal()) }
  }

  @Test func hasTheMomentsOfItsDistributions() {
    var stream = RandomStream(seed: 3, purpose: .data)
    let n = 100_000
    let uniform = (0..<n).map { _ in stream.uniform(-1, 3) }
    #expect(uniform.allSatisfy { $0 >= -1 && $0 < 3 })
    #expect((uniform.reduce(0, +) / Double(n) - 1).magnitude < 0.02)
    let normal = (0..<n).map { _ in stream.normal() }
    let mean = normal.reduce(0, +) / Double(n)
    let variance = normal.reduce(0) { $0 + $1 * $1 } / Double(n)
    let fourth = normal.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(n)
    #expect(mean.magnitude < 0.015)
    #expect((variance - 1).magnitude < 0.02)
    #expect((fourth - 3).magnitude < 0.12)
  }
}

@Suite struct ElementaryTests {
  @Test func agreesWithTheLibraryWithinTwoUlps() {
    var stream = RandomStream(seed: 1, purpose: .data)
    for _ in 0..<20_000 {
      let x = stream.uniform(-700, 700)
      #expect((Elementary.exp(x) - exp(x)).magnitude <= 2 * exp(x).ulp)
      let y = exp(x)
      #expect((Elementary.log(y) - log(y)).magnitude <= 2 * log(y).ulp)
      let z = stream.uniform(0.5, 2)
      #expect((Elementary.log(z) - log(z)).magnitude <= 2 * log(z).ulp)
      #expect((Elementary.power(z, 1.5) - pow(z, 1.5)).magnitude <= 4 * pow(z, 1.5).ulp)
    }
  }

  @Test func keepsItsEdgeCases() {
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.exp(800) == .infinity)
    #expect(Elementary.exp(-800) == 0)
    #expect(Elementary.exp(.nan).isNaN)
    #expect(Elementary.log(1) == 0)
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.power(0, 2) == 0)
    #expect(Elementary.power(3, 0) == 1)
    #expect(Elementary.power(3, 1) == 3)
  }
}

@Suite struct MatrixTests {
  @Test func multiplies() {
    let a = Matrix([[-4, 1, 1], [6, 1, 1]])
    #expect(a.gramian == Matrix([[18, -22], [-22, 38]]))
    #expect(a.combination(weightedBy: [1, 2]) == [8, 3, 3])
  }
}
