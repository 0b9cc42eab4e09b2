import CKernels
import Tensors
import Testing

@testable import Neural

/// Chains of elementwise operations beside the same operations one by one, to the bit.
@Suite struct ChainTests {
  /// Around the blocks of 512 numbers in single and 256 in double precision, with operands that are
  /// repeated along rows and columns.
  static let shapes = [[3, 700], [3, 1], [700], [3, 700]]

  @Test(arguments: everyKernel, 0..<4)
  func computeWhatTheirLinksDo(_ kernel: (InstructionSet, LaneWidth), _ seed: Int) {
    check(Float.self, seed, kernel.0, kernel.1)
    check(Double.self, seed, kernel.0, kernel.1)
  }

  private func check<Number: LaneNumber>(
    _ type: Number.Type, _ seed: Int, _ set: InstructionSet, _ width: LaneWidth
  ) {
    var random = RandomStream(seed: UInt64(seed), purpose: .data)
    let parameters = Self.shapes.map { Parameter($0, .constant(0)) }
    let whole = Self.shapes[0]
    var nodes = parameters.map { $0.tensor.node.broadcast(to: whole) }
    let given: [[Number]] = parameters.map { wideNumbers($0.count, &random) }
    var numbers = zip(given, Self.shapes).map { Self.broadcast($0, $1, to: whole) }
    for _ in 0..<12 {
      let operation = Self.operations[Int(random.uniform(0, Double(Self.operations.count)))]
      let (i, j) = (nodes.count - 1, Int(random.uniform(0, Double(nodes.count))))
      nodes.append(operation.traced(nodes[i], nodes[j]))
      numbers.append(zip(numbers[i], numbers[j]).map { Number.make(operation.plain, $0, $1) })
    }
    // Enough places to see every block's beginning and end.
    let places = [0, 1, 7, 8, 255, 256, 511, 512, 699, 700, 1399, 1400, 2098, 2099]
    let flat = nodes[nodes.count - 1].reshaped([2100])
    let named = parameters.enumerated().map { (name: "p\($0)", parameter: $1) }
    let program = Program(
      values: places.map { Tensor(flat.slice(axis: 0, $0..<$0 + 1)) }, parameters: named,
      gradients: .none)
    #expect(program.steps.contains { $0.links.count > 1 })
    #expect(program.steps.flatMap(\.links).compactMap(\.slot).allSatisfy { $0 < POISE_SLOTS })
    let lanes = Lanes<Number>(program, width: width, set: set)
    let lane = width.rawValue - 1
    let parts = given.flatMap { $0 }.map { Double($0) }
    for other in 0..<width.rawValue {
      lanes.setParameters(other == lane ? parts : parts.map { $0 * 3 - 1 }, lane: other)
    }
    lanes.forward()
    for (value, place) in places.enumerated() {
      let (found, wanted) = (lanes.value(value, lane: lane), Double(numbers.last?[place] ?? 0))
      #expect(found == wanted || (found.isNaN && wanted.isNaN), "element \(place), \(type)")
    }
  }

  /// Operations that round to nearest, so that plain Swift gives the same bits.
  enum Plain { case add, subtract, multiply, divide, gate, maximum, negate, relu, abs, square }

  static let operations: [(traced: @Sendable (Node, Node) -> Node, plain: Plain)] = [
    ({ $0 + $1 }, .add), ({ $0 - $1 }, .subtract), ({ $0 * $1 }, .multiply), ({ $0 / $1 }, .divide),
    ({ Node.gate($1, $0) }, .gate), ({ Node.largest($0, $1) }, .maximum), ({ x, _ in -x }, .negate),
    ({ x, _ in Node(.unary(.relu), [x], shape: x.shape) }, .relu),
    ({ x, _ in Node(.unary(.abs), [x], shape: x.shape) }, .abs),
    ({ x, _ in Node(.unary(.square), [x], shape: x.shape) }, .square),
  ]

  private static func broadcast<Number>(
    _ x: [Number], _ shape: [Int], to whole: [Int]
  ) -> [Number] {
    (0..<whole[0] * whole[1]).map { place in
      shape.count == 1 ? x[place % whole[1]] : shape[1] == 1 ? x[place / whole[1]] : x[place]
    }
  }

  // MARK: What is linked

  private func program(
    _ values: [Tensor], _ parameters: [Parameter], _ gradients: Program.Gradients = .none
  ) -> Program {
    let named = parameters.enumerated().map { (name: "p\($0)", parameter: $1) }
    return Program(values: values, parameters: named, gradients: gradients)
  }

  @Test func aLossAndItsPullbackAreOnePassEach() {
    let (a, b) = (Parameter([40], .constant(1)), Parameter([40], .constant(2)))
    let value = sum(tanh(square(a.tensor - 3) * b.tensor))
    let made = program([value], [a, b], .each)
    let forward = made.steps.prefix(made.forwardCount)
    // What the pullback needs is written; tanh and its argument are made together.
    #expect(forward.map(\.links.count) == [0, 0, 2, 0])
    let pulled = made.steps.dropFirst(made.forwardCount)
    #expect(pulled.map(\.links.count).sorted() == [0, 2, 3])
  }

  @Test func whatIsWantedTwiceIsWrittenOnce() {
    let a = Parameter([40], .constant(1))
    let shared = exp(a.tensor * 2)
    let made = program([sum(square(shared) + 1), sum(shared - 1)], [a])
    let codes = made.steps.flatMap { [$0.code] + $0.links.map(\.code) }
    #expect(codes.filter { $0 == Int32(POISE_EXP) }.count == 1)
    #expect(made.steps.map(\.links.count).filter { $0 > 0 } == [2, 2])
  }

  @Test func constantsAreStillComputedOnce() {
    let a = Parameter([3], .constant(1))
    let made = program([sum(exp(Tensor([1, 2, 3])) * a.tensor + 1)], [a])
    #expect(made.invariantSteps.count == 1)
    #expect(made.steps.map(\.links.count) == [2, 0])
  }

  @Test func aLongChainIsCut() {
    let a = Parameter([5], .constant(1))
    let long = (0..<30).reduce(a.tensor) { x, k in k % 2 == 0 ? x + a.tensor : x * a.tensor }
    let made = program([sum(long)], [a])
    #expect(made.steps.flatMap(\.links).count + made.steps.filter(\.links.isEmpty).count == 31)
    #expect(made.steps.allSatisfy { $0.links.count <= Chain.longest })
    #expect(made.steps.count < 8)
  }

  /// The gradient of a weight matrix is computed in place, not turned afterwards.
  @Test func noGradientOfALayerIsCopied() {
    let net = Sequential {
      Dense(3, 7)
      ReLU()
      Dense(7, 2)
    }
    let value = mean(square(net(Tensor.data("x", shape: [4, 3]))))
    let made = Program(values: [value], parameters: net.namedParameters, gradients: .each)
    #expect(!made.steps.contains { $0.code == Int32(POISE_COPY) })
  }
}

extension LaneNumber {
  /// What the kernels document, by the operators of the language.
  fileprivate static func make(_ operation: ChainTests.Plain, _ a: Self, _ b: Self) -> Self {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .gate: b > 0 ? a : 0
    case .maximum: a > b ? a : b >= a ? b : a + b
    case .negate: -a
    case .relu: a <= 0 ? 0 : a
    case .abs: a < 0 ? -a : a == 0 ? 0 : a
    case .square: a * a
    }
  }
}
