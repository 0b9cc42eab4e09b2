import Neural
import Tensors
import Testing

/// Networks that read further numbers: the same as with further columns of data.
@Suite struct ConditioningTests {
  private static func values(
    _ values: [Tensor], _ parameters: [(name: String, parameter: Parameter)],
    _ elements: [Double], _ data: [(String, [Double])]
  ) -> [Double] {
    let program = Program(values: values, parameters: parameters, gradients: .each)
    let lanes = Lanes<Double>(program, width: .one)
    lanes.setParameters(elements, lane: 0)
    for (name, numbers) in data { lanes.setData(name, numbers, lane: 0) }
    lanes.forward()
    return values.indices.map { lanes.value($0, lane: 0) }
  }

  @Test func numbersJoinTheDataAsColumns() throws {
    let first = Parameter([3, 2], .constant(0))
    let bias = Parameter([3], .constant(0))
    let x = Tensor.data("x", shape: [4, 2])
    let plain = sum(tanh(matmul(x, first.tensor.transposed) + bias.tensor))
    let conditioned = Tensor.conditioned([plain], on: ["r", "s"])
    #expect(conditioned.rows.map(\.input) == [0, 1])
    #expect(conditioned.rows.allSatisfy { $0.matrix == first && $0.row.shape == [3] })

    let wide = Parameter([3, 4], .constant(0))
    let joined = sum(
      tanh(matmul(Tensor.data("x", shape: [4, 4]), wide.tensor.transposed) + bias.tensor))
    let w: [Double] = [0.1, -0.2, 0.3, 0.4, -0.5, 0.6]
    let (v, u, b): ([Double], [Double], [Double]) = (
      [1, -2, 3], [0.5, 0.25, -1], [0.01, 0.02, 0.03]
    )
    let rows: [Double] = [1, 2, -1, 0.5, 0, 3, 2, -2]
    let (r, s) = (0.3, 0.7)
    let found = Self.values(
      conditioned.values,
      [("w", first), ("b", bias)] + conditioned.rows.map { ("row", $0.row) }, w + b + v + u,
      [("x", rows), ("r", [r]), ("s", [s])])
    var (matrix, table): ([Double], [Double]) = ([], [])
    for k in 0..<3 { matrix += [w[2 * k], w[2 * k + 1], v[k], u[k]] }
    for k in 0..<4 { table += [rows[2 * k], rows[2 * k + 1], r, s] }
    let wanted = Self.values([joined], [("w", wide), ("b", bias)], matrix + b, [("x", table)])
    #expect((found[0] - wanted[0]).magnitude < 1e-14)
  }

  @Test func aMatrixThatMeetsDataTwiceHasOneRowAndLaterLayersNone() {
    let net = Sequential {
      Dense(2, 3)
      ReLU()
      Dense(3, 1)
    }
    let values = ["x", "y"].map { sum(net(Tensor.data($0, shape: [4, 2]))) }
    let conditioned = Tensor.conditioned(values, on: ["r"])
    #expect(conditioned.rows.count == 1)
    for value in conditioned.values {
      #expect(value.isReached(byAnyOf: conditioned.rows.map(\.row)))
    }
  }

  @Test func parametersAloneHaveNoNetwork() {
    let x = Parameter([2], .constant(1))
    let m = Parameter([2, 2], .constant(1))
    let values = [sum(matmul(x.tensor, m.tensor))]
    #expect(Tensor.conditioned(values, on: ["r"]).rows.isEmpty)
  }
}
