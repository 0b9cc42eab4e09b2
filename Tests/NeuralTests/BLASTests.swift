import Tensors
import Testing

@testable import Neural

/// A library's products beside our own.
@Suite struct BLASTests {
  /// Where it is not installed, or will not do, the error says what to do.
  @Test func saysWhatToInstall() throws {
    do {
      let blas = try BLAS(.openblas)
      #expect(blas.name.hasPrefix("openblas "))
      #expect(blas.name.split(separator: " ").count == 3)
    } catch {
      #expect(error.description.contains("libopenblas0-pthread"))
    }
  }

  /// A network whose products are large, in both precisions: values and gradients agree.
  @Test(.enabled(if: (try? BLAS(.openblas)) != nil, "OpenBLAS is not installed"))
  func agreesWithOurOwn() throws {
    let blas = try BLAS(.openblas)
    try check(Double.self, blas, within: 1e-13)
    try check(Float.self, blas, within: 1e-5)
  }

  private func check<Number: LaneNumber>(
    _ type: Number.Type, _ blas: BLAS, within tolerance: Double
  ) throws {
    let shapes = [[64, 96], [128, 96], [128], [64, 128]]
    let parts = shapes.map { Parameter($0, .constant(0)) }
    let hidden = relu(matmul(parts[0].tensor, parts[1].tensor.transposed) + parts[2].tensor)
    let out = matmul(hidden, parts[3].tensor.transposed)
    let program = Program(
      values: [mean(square(out)), sum(out)],
      parameters: parts.enumerated().map { ("p\($0)", $1) }, gradients: .each)
    let each = [BLAS?.none, blas].map { Lanes<Number>(program, width: .one, blas: $0) }
    var random = RandomStream(seed: 1, purpose: .data)
    let numbers = (0..<program.layout.count).map { _ in random.normal() * 0.1 }
    for lanes in each {
      lanes.setParameters(numbers, lane: 0)
      lanes.forward()
      lanes.backward()
    }
    for row in 0..<2 {
      #expect(each[0].value(row, lane: 0).isClose(to: each[1].value(row, lane: 0), tolerance * 100))
      let gradients = each.map { $0.gradient(row, lane: 0, elements: 0..<numbers.count) }
      let scale = gradients[0].map(abs).max() ?? 0
      let gap = zip(gradients[0], gradients[1]).map { abs($0 - $1) }.max() ?? .infinity
      #expect(gap <= tolerance * scale * 10)
      // Other sums, or the library was not asked.
      #expect(gap > 0)
    }
  }
}

extension Double {
  fileprivate func isClose(to other: Double, _ tolerance: Double) -> Bool {
    abs(self - other) <= tolerance * max(abs(self), abs(other))
  }
}
