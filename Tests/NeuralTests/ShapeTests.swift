import Testing

@testable import Neural

/// Shapes of results, and the sentences for shapes that do not fit.
@Suite struct ShapeTests {
  private func tensor(_ shape: [Int]) -> Tensor { Tensor.data("x\(shape)", shape: shape) }

  @Test func resultsHaveTheShapesOfNumPy() {
    #expect((tensor([3, 1]) + tensor([4])).shape == [3, 4])
    #expect((tensor([2, 1, 4]) * tensor([3, 1])).shape == [2, 3, 4])
    #expect(matmul(tensor([4]), tensor([4, 5])).shape == [5])
    #expect(matmul(tensor([4]), tensor([4])).shape == [])
    #expect(sum(tensor([2, 3, 4]), axes: [-1, 0]).shape == [3])
    #expect(mean(tensor([2, 3])).shape == [])
    #expect(sum(tensor([2, 3]), axes: []).shape == [2, 3])
    #expect(tensor([2, 3]).transposed.shape == [3, 2])
  }

  @Test func faultsAreOneSentence() {
    refuses("shapes [3, 2] and [4] do not broadcast: lengths 2 and 4 differ") {
      try Tensor.apply(.add, tensor([3, 2]), tensor([4]))
    }
    refuses("a matrix product needs equal inner lengths, found shapes [2, 3] and [2, 3]") {
      try Tensor.product(tensor([2, 3]), tensor([2, 3]))
    }
    refuses("a matrix product takes matrices or vectors, found shapes [2, 3, 4] and [4]") {
      try Tensor.product(tensor([2, 3, 4]), tensor([4]))
    }
    refuses("axis 2 is not an axis of shape [2, 3]") {
      try Tensor.total(tensor([2, 3]), axes: [2])
    }
    refuses("axis -3 is not an axis of shape [2, 3]") {
      try Tensor.total(tensor([2, 3]), axes: [-3])
    }
    refuses("axis -1 is given twice") { try Tensor.total(tensor([2, 3]), axes: [1, -1]) }
    refuses("6 elements of shape [2, 3] do not fill shape [4]") {
      try tensor([2, 3]).reshaped([4])
    }
  }

  private func refuses(_ message: String, _ attempt: () throws -> Tensor) {
    let error = #expect(throws: ShapeError.self) { try attempt() }
    #expect(error?.description == message)
  }
}

@Suite struct TraceListingTests {
  @Test func listsOperationsInOrder() {
    let w = Parameter([2], .constant(1))
    let layout = ParameterLayout([("w", w)])
    let x = Tensor.data("x", shape: [2])
    let value = sum(square(x * w.tensor - 0.5))
    #expect(
      TraceListing.text([("fit", value)], layout: layout) == """
        %0 = data x [2]
        %1 = parameter w [2]
        %2 = multiply %0 %1 [2]
        %3 = constant 0.5 []
        %4 = subtract %2 %3 [2]
        %5 = square %4 [2]
        %6 = sum over [0] %5 []
        fit = %6
        """)
  }

  /// Every operation, and every number within one, shows.
  @Test func differentTracesHaveDifferentListings() {
    let w = Parameter([2, 2], .constant(1))
    let layout = ParameterLayout([("w", w)])
    let x = w.tensor
    let values =
      Unary.allCases.map { sum(Tensor.apply($0, x)) }
      + [
        sum(x + x), sum(x - x), sum(x * x), sum(x / x), sum(matmul(x, x)), sum(x.transposed),
        sum(sum(x, axes: [0])), sum(sum(x, axes: [1])), sum(x * 2), sum(x * 3), sum(2 * x),
        sum((try? x.reshaped([4])) ?? x), sum(Tensor.data("x", shape: [2]) + x),
        sum(Tensor.data("y", shape: [2]) + x), sum(Tensor.data("x", shape: [2, 2]) + x),
      ]
    let listings = Set(values.map { TraceListing.text([("v", $0)], layout: layout) })
    #expect(listings.count == values.count)
  }
}
