import Tensors
import Testing

@testable import Neural

@Suite struct LayerTests {
  /// Layers in arrays of arrays, optionals, and a chain inside; parameters of its own between.
  struct Nested: Layer {
    let scale = Parameter([1], .constant(2))
    let branches = [[Dense(2, 3), Dense(2, 3, bias: false)], [Dense(2, 3)]]
    let extra: Dense? = Dense(3, 1)
    let missing: Dense? = nil
    let gains: [Parameter?] = [Parameter([1], .constant(1)), nil]
    let chain = Sequential {
      ReLU()
      Dense(3, 3)
    }
    let rate = 0.5

    func callAsFunction(_ input: Tensor) -> Tensor { chain(branches[0][0](input)) * scale.tensor }
  }

  /// One layer used twice, and once more beside.
  struct Tied: Layer {
    let first: Dense
    let second: Dense
    let alone = Dense(2, 2)

    init(_ layer: Dense) { (first, second) = (layer, layer) }

    func callAsFunction(_ input: Tensor) -> Tensor { alone(second(tanh(first(input)))) }
  }

  @Test func parametersAreNamedByTheirPath() {
    #expect(
      Nested().namedParameters.map(\.name) == [
        "scale", "branches.0.0.weight", "branches.0.0.bias", "branches.0.1.weight",
        "branches.1.0.weight", "branches.1.0.bias", "extra.weight", "extra.bias", "gains.0",
        "chain.1.weight", "chain.1.bias",
      ])
  }

  @Test func partsOfADictionaryStandInTheOrderOfTheirKeys() {
    struct Headed: Layer {
      let trunk = Dense(2, 2, bias: false)
      let heads = Dictionary(
        uniqueKeysWithValues: ["d", "b", "e", "a", "c"].map { ($0, Dense(2, 1, bias: false)) })

      func callAsFunction(_ input: Tensor) -> Tensor { trunk(input) }
    }
    #expect(
      Headed().namedParameters.map(\.name) == [
        "trunk.weight", "heads.a.weight", "heads.b.weight", "heads.c.weight", "heads.d.weight",
        "heads.e.weight",
      ])
  }

  @Test func chainsOfChainsAreNamedByPosition() {
    let flag = true
    let net = Sequential {
      Dense(2, 4)
      if flag { Tanh() } else { ReLU() }
      Sequential {
        for _ in 0..<2 { Dense(4, 4) }
      }
      if !flag { Sigmoid() }
      Dense(4, 1, bias: false)
    }
    #expect(
      net.namedParameters.map(\.name) == [
        "0.weight", "0.bias", "2.0.weight", "2.0.bias", "2.1.weight", "2.1.bias", "3.weight",
      ])
    #expect(net(Tensor.data("x", shape: [5, 2])).shape == [5, 1])
    #expect(net(Tensor.data("x", shape: [2])).shape == [1])
  }

  @Test func aLayerUsedTwiceCountsOnceUnderItsFirstName() {
    let tied = Tied(Dense(2, 2))
    #expect(
      tied.namedParameters.map(\.name) == [
        "first.weight", "first.bias", "alone.weight", "alone.bias",
      ])
    #expect(tied.parameters.shape == [12])
  }

  /// The gradient by a shared parameter is the sum of those by two copies of it.
  @Test func gradientsOfSharedParametersAddUp() {
    let (a, b) = (Parameter([2, 2], .constant(0)), Parameter([2, 2], .constant(0)))
    func value(_ first: Parameter, _ second: Parameter) -> Tensor {
      let x = Tensor.data("x", shape: [3, 2])
      return mean(square(matmul(tanh(matmul(x, first.tensor)), second.tensor)))
    }
    let tied = OneLane([value(a, a)], [("a", a)])
    let apart = OneLane([value(a, b)], [("a", a), ("b", b)])
    let x = [0.5, -1, 2, 0.25, -0.75, 1]
    let w = [0.3, -0.7, 1.1, 0.2]
    tied.lanes.setData("x", x, lane: 0)
    apart.lanes.setData("x", x, lane: 0)
    #expect(tied.values(at: w) == apart.values(at: w + w))
    let parts = apart.gradient(0)
    for (k, element) in tied.gradient(0).enumerated() {
      #expect((element - parts[k] - parts[k + 4]).magnitude < 1e-14)
    }
  }

  /// Parameters that do not stand together in the flat vector are gathered.
  @Test func parametersOfOneLayerAmongOthers() {
    let (a, b, c) = (Dense(1, 2), Dense(2, 1), Dense(1, 1))
    let chosen = Sequential([a, c]).parameters
    let named = Sequential([a, b, c]).namedParameters
    let run = OneLane([sum(square(chosen)), sum(chosen)], named)
    let point = (1...9).map(Double.init)
    // 1 + 4 + 9 + 16 + 64 + 81 and 10 + 17.
    #expect(run.values(at: point) == [175, 27])
    #expect(run.gradient(0) == [2, 4, 6, 8, 0, 0, 0, 16, 18])
  }

  @Test func initialValuesFollowTheirInitializer() {
    var random = RandomStream(seed: 4, purpose: .initialization)
    var copy = random
    #expect(Parameter([2], .constant(3)).initialValues(from: &random) == [3, 3])
    #expect(Parameter([2, 1], .values([5, 6])).initialValues(from: &random) == [5, 6])
    #expect(random == copy, "given numbers draw nothing")
    let uniform = Parameter([3], .uniform(-2, 4)).initialValues(from: &random)
    #expect(uniform == (0..<3).map { _ in copy.uniform(-2, 4) })
    let normal = Parameter([3], .normal(mean: 1, deviation: 0.5)).initialValues(from: &random)
    #expect(normal == (0..<3).map { _ in 1 + 0.5 * copy.normal() })
  }

  @Test func denseBeginsAsPyTorch() {
    let layer = Dense(16, 3)
    #expect(layer.weight.initializer == .uniform(-0.25, 0.25))
    #expect(layer.bias?.initializer == .uniform(-0.25, 0.25))
    #expect(layer.weight.shape == [3, 16])
  }
}
