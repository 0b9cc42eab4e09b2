import Neural
import Tensors
import Testing

/// Every operation's gradient beside central differences, in double precision.
@Suite struct GradientTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let shapes: [[Int]]
    var positive = false
    let apply: @Sendable ([Tensor]) -> Tensor
  }

  static let cases: [Case] =
    Unary.allCases.map { function in
      Case(
        testDescription: function.rawValue, shapes: [[3, 4]],
        positive: function == .sqrt || function == .log
      ) { .apply(function, $0[0]) }
    } + [
      Case(testDescription: "add", shapes: [[3, 4], [3, 4]]) { $0[0] + $0[1] },
      Case(testDescription: "subtract rows", shapes: [[3, 4], [4]]) { $0[0] - $0[1] },
      Case(testDescription: "multiply columns", shapes: [[3, 1], [3, 4]]) { $0[0] * $0[1] },
      Case(testDescription: "multiply by itself", shapes: [[5]]) { $0[0] * $0[0] },
      Case(testDescription: "divide by scalar", shapes: [[2, 3, 4], []]) { $0[0] / $0[1] },
      Case(testDescription: "divide both ways", shapes: [[2, 1, 4], [3, 1]]) { $0[0] / $0[1] },
      Case(testDescription: "five axes", shapes: [[2, 1, 3, 1, 2], [1, 2, 1, 2, 1]]) {
        $0[0] * $0[1]
      },
      Case(testDescription: "matmul", shapes: [[3, 4], [4, 5]]) { matmul($0[0], $0[1]) },
      Case(testDescription: "matmul wide", shapes: [[5, 18], [18, 17]]) { matmul($0[0], $0[1]) },
      Case(testDescription: "matmul long", shapes: [[2, 300], [300, 3]]) { matmul($0[0], $0[1]) },
      Case(testDescription: "matmul transposed", shapes: [[4, 3], [5, 4]]) {
        matmul($0[0].transposed, $0[1].transposed)
      },
      Case(testDescription: "vector times matrix", shapes: [[4], [4, 5]]) { matmul($0[0], $0[1]) },
      Case(testDescription: "matrix times vector", shapes: [[3, 4], [4]]) { matmul($0[0], $0[1]) },
      Case(testDescription: "inner product", shapes: [[4], [4]]) { matmul($0[0], $0[1]) },
      Case(testDescription: "sum of all", shapes: [[3, 4]]) { square(sum($0[0])) },
      Case(testDescription: "sum over rows", shapes: [[3, 4]]) { square(sum($0[0], axes: [0])) },
      Case(testDescription: "sum over columns", shapes: [[3, 40]]) {
        square(sum($0[0], axes: [-1]))
      },
      Case(testDescription: "sum over outer axes", shapes: [[3, 4, 5]]) {
        square(sum($0[0], axes: [0, 2]))
      },
      Case(testDescription: "mean over rows", shapes: [[3, 4]]) { square(mean($0[0], axes: [0])) },
      Case(testDescription: "mean of transposed", shapes: [[3, 4]]) {
        square(mean($0[0].transposed, axes: [0]))
      },
      Case(testDescription: "reshape", shapes: [[3, 4]]) {
        Tensor.reshapedForTest(square($0[0].transposed), [2, 6])
      },
    ]

  @Test(arguments: cases, [1, 8, 32])
  func agreesWithCentralDifferences(_ one: Case, _ width: Int) throws {
    var random = RandomStream(seed: 11, purpose: .data)
    let parameters = one.shapes.enumerated().map {
      (name: "p\($0)", parameter: Parameter($1, .constant(0)))
    }
    let result = one.apply(parameters.map { $0.parameter.tensor })
    // A random direction of the output makes every element count.
    let weights = Parameter([result.count], .constant(0))
    let flat = try result.reshaped([result.count])
    let value = sum(flat * weights.tensor)
    let all = parameters + [(name: "weights", parameter: weights)]
    let run = OneLane([value], all, width: try #require(LaneWidth(rawValue: width)))
    let n = parameters.reduce(0) { $0 + $1.parameter.count }
    var point = awayFromZero(n, &random, positive: one.positive)
    point += awayFromZero(result.count, &random, positive: false)
    _ = run.values(at: point)
    let gradient = run.gradient(0)
    for k in stride(from: 0, to: n, by: max(1, n / 100)) {
      let h = 1e-6
      var (up, down) = (point, point)
      up[k] += h
      down[k] -= h
      let difference = (run.values(at: up)[0] - run.values(at: down)[0]) / (2 * h)
      let scale = max(1, difference.magnitude)
      #expect((gradient[k] - difference).magnitude < 2e-7 * scale, "element \(k)")
    }
  }

  /// As PyTorch has it.
  @Test(arguments: [Unary.relu, .abs], LaneWidth.allCases)
  func kinksHaveNoGradient(_ function: Unary, _ width: LaneWidth) {
    let p = Parameter([2], .constant(0))
    let run = OneLane([sum(.apply(function, p.tensor))], [(name: "p", parameter: p)], width: width)
    #expect(run.values(at: [0, -0.0]) == [0])
    #expect(run.gradient(0) == [0, 0])
  }

  @Test func unreachedParametersHaveNoGradient() {
    let (a, b) = (Parameter([2], .constant(1)), Parameter([3], .constant(1)))
    let named = [(name: "a", parameter: a), (name: "b", parameter: b)]
    let run = OneLane([sum(square(a.tensor)), sum(b.tensor)], named)
    _ = run.values(at: [1, 2, 3, 4, 5])
    #expect(run.gradient(0) == [2, 4, 0, 0, 0])
    #expect(run.gradient(1) == [0, 0, 1, 1, 1])
  }

  @Test func sharedParametersAddUp() {
    let a = Parameter([2], .constant(1))
    let run = OneLane([sum(a.tensor * a.tensor) + sum(a.tensor)], [(name: "a", parameter: a)])
    #expect(run.values(at: [3, 4]) == [32])
    #expect(run.gradient(0) == [7, 9])
  }

  @Test func combinedGradientIsTheWeightedSum() {
    let a = Parameter([3], .constant(1))
    let values = [sum(square(a.tensor)), sum(exp(a.tensor)), mean(a.tensor)]
    let each = OneLane(values, [(name: "a", parameter: a)])
    let combined = OneLane(values, [(name: "a", parameter: a)], gradients: .combined)
    let point = [0.5, -1, 2]
    _ = each.values(at: point)
    _ = combined.values(at: point)
    let weights = [0.25, -3, 10]
    for (i, w) in weights.enumerated() { combined.lanes.setWeight(i, lane: 0, w) }
    let rows = (0..<3).map { each.gradient($0) }
    for (k, element) in combined.gradient(0).enumerated() {
      let expected = (0..<3).reduce(0) { $0 + weights[$1] * rows[$1][k] }
      #expect((element - expected).magnitude < 1e-12)
    }
  }
}

extension Tensor {
  static func reshapedForTest(_ x: Tensor, _ shape: [Int]) -> Tensor {
    (try? x.reshaped(shape)) ?? x
  }
}
