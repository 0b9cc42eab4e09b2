import Foundation
import Neural
import Tensors
import Testing

/// A lane's numbers depend neither on the width, nor on its neighbors, nor on the processor.
@Suite struct SameBitsTests {
  static let net = Sequential {
    Dense(3, 17)
    Tanh()
    Dense(17, 33)
    ReLU()
    Dense(33, 9)
    Sigmoid()
    Dense(9, 2)
  }

  static let classes = Tensor((0..<20).map { Double($0 % 6) })

  static func train<Number: LaneNumber>(
    _ type: Number.Type, width: LaneWidth, set: InstructionSet, lane: Int
  ) -> [UInt64] {
    let x = Tensor.data("x", shape: [20, 3])
    let out = net(x)
    let parameters = net.parameters
    let values = [
      mean(square(out - 1), axes: [0]), sum(exp(abs(out)), axes: [0]),
      log(sum(square(parameters))) + sqrt(mean(square(parameters)))
        + crossEntropy(concatenate([gelu(out), elu(out), softplus(out)], axis: 1), Self.classes)
        + huber(normalized(out), power(softmax(out, axis: 0), 1.5))
        + binaryCrossEntropy(logits: out, sigmoid(out)) + max(log1p(expm1(maximum(out, 0.1)))),
    ].map { sum($0 / 3) }
    let program = Program(values: values, parameters: net.namedParameters, gradients: .each)
    let lanes = Lanes<Number>(program, width: width, set: set)
    for other in 0..<width.rawValue {
      // The lane under test has seed 5, its neighbors others.
      let seed = UInt64(other == lane ? 5 : 100 + other)
      var random = RandomStream(seed: seed, purpose: .initialization)
      lanes.setParameters(
        net.namedParameters.flatMap { $0.parameter.initialValues(from: &random) }, lane: other)
      lanes.setData("x", (0..<60).map { _ in random.normal() }, lane: other)
    }
    let n = program.layout.count
    let state = OptimizerState<Number>(.adam(weightDecay: 0.01), for: lanes)
    let gradient = UnsafeMutablePointer<Number>.allocate(capacity: n * width.rawValue)
    let dots = UnsafeMutablePointer<Double>.allocate(capacity: width.rawValue)
    let weights = UnsafeMutablePointer<Number>.allocate(capacity: 3 * width.rawValue)
    defer {
      gradient.deallocate()
      dots.deallocate()
      weights.deallocate()
    }
    var seen: [UInt64] = []
    flushingSubnormals {
      for _ in 0..<30 {
        lanes.forward()
        lanes.backward()
        for i in 0..<3 {
          lanes.dot(i, (i + 1) % 3, over: [0..<20, 30..<n], into: dots)
          seen.append(dots[lane].bitPattern)
          seen.append(lanes.value(i, lane: lane).bitPattern)
          for l in 0..<width.rawValue { weights[i * width.rawValue + l] = Number(i + 1) / 7 }
        }
        lanes.combine(weights: weights, into: gradient)
        state.update(lanes, gradient: gradient)
      }
    }
    return seen + lanes.parameterValues(lane: lane).map(\.bitPattern)
  }

  private static let float = train(Float.self, width: .one, set: .baseline, lane: 0)
  private static let double = train(Double.self, width: .one, set: .baseline, lane: 0)

  @Test(arguments: InstructionSet.allCases.filter(\.isAvailable), LaneWidth.allCases)
  func everyWidthAndSetAgree(_ set: InstructionSet, _ width: LaneWidth) {
    for lane in Set([0, width.rawValue - 1]) {
      #expect(Self.train(Float.self, width: width, set: set, lane: lane) == Self.float)
      #expect(Self.train(Double.self, width: width, set: set, lane: lane) == Self.double)
    }
  }
}

/// The kernels' own elementary functions beside the C library.
@Suite struct ElementaryKernelTests {
  @Test(arguments: InstructionSet.allCases.filter(\.isAvailable))
  func areAccurate(_ set: InstructionSet) {
    var random = RandomStream(seed: 2, purpose: .data)
    for _ in 0..<40 {
      let wide = (0..<64).map { _ in random.uniform(-80, 80) }
      let narrow = (0..<64).map { _ in random.uniform(-2, 2) }
      let positive = wide.map { exp($0 / 2) }
      let tiny = wide.map { $0 < 0 ? -exp($0 / 4) : exp(-$0 / 4) }
      check(wide, .exp, set, exp, ulps: 2)
      check(narrow, .exp, set, exp, ulps: 2)
      check(positive, .log, set, log, ulps: 2)
      check(narrow.map { $0 + 2.001 }, .log, set, log, ulps: 2)
      check(narrow, .tanh, set, tanh, ulps: 4)
      check(wide, .tanh, set, tanh, ulps: 4)
      check(wide, .sigmoid, set, { 1 / (1 + exp(-$0)) }, ulps: 4)
      check(wide, .expm1, set, expm1, ulps: 2)
      check(narrow, .expm1, set, expm1, ulps: 2)
      check(tiny, .expm1, set, expm1, ulps: 2)
      check(positive, .log1p, set, log1p, ulps: 2)
      check(narrow.map { $0 + 1.001 }, .log1p, set, log1p, ulps: 2)
      check(tiny, .log1p, set, log1p, ulps: 2)
      check(narrow, .erf, set, erf, ulps: 2)
      check(wide.map { $0 / 10 }, .erf, set, erf, ulps: 2)
      check(tiny, .erf, set, erf, ulps: 2)
      check(wide, .sin, set, sin, ulps: 3)
      check(wide, .cos, set, cos, ulps: 3)
      check(tiny, .sin, set, sin, ulps: 1)
      check(wide, .softplus, set, { $0 > 20 ? $0 : log1p(exp($0)) }, ulps: 3)
      check(narrow, .softplus, set, { log1p(exp($0)) }, ulps: 3)
      check(wide, .logSigmoid, set, { $0 < 0 ? $0 - log1p(exp($0)) : -log1p(exp(-$0)) }, ulps: 3)
    }
  }

  @Test(arguments: InstructionSet.allCases.filter(\.isAvailable))
  func keepEdgeCases(_ set: InstructionSet) {
    #expect(
      apply([0, 800, -800, .infinity], .exp, set, Double.self) == [1, .infinity, 0, .infinity])
    #expect(apply([1, 0, .infinity], .log, set, Double.self) == [0, -.infinity, .infinity])
    #expect(apply([0, 100, -100], .exp, set, Float.self) == [1, .infinity, 0])
    for wave in [Unary.sin, .cos] {
      #expect(apply([1.1e6, -.infinity], wave, set, Double.self).filter(\.isNaN).count == 2)
      #expect(apply([1.1e6, .infinity], wave, set, Float.self).filter(\.isNaN).count == 2)
    }
    let outside = apply([-1, .nan], .log, set, Double.self)
    #expect(outside.filter(\.isNaN).count == 2)
    for function in Unary.allCases {
      #expect(apply([.nan], function, set, Double.self)[0].isNaN, "\(function)")
      #expect(apply([.nan], function, set, Float.self)[0].isNaN, "\(function)")
    }
  }

  private func check(
    _ x: [Double], _ function: Unary, _ set: InstructionSet, _ expected: (Double) -> Double,
    ulps: Double
  ) {
    for (a, y) in zip(x, apply(x, function, set, Double.self)) {
      let e = expected(a)
      #expect((y - e).magnitude <= ulps * e.ulp, "\(function)(\(a)) = \(y), wanted \(e)")
    }
    for (a, y) in zip(x, apply(x, function, set, Float.self)) {
      let e = expected(Double(Float(a)))
      let error = ulps * Double(Float(e).ulp)
      #expect((y - e).magnitude <= error, "\(function)(\(a)) = \(y), wanted \(e) in float")
    }
  }

  private func apply<Number: LaneNumber>(
    _ x: [Double], _ function: Unary, _ set: InstructionSet, _ type: Number.Type
  ) -> [Double] {
    let one = Parameter([1], .constant(0))
    let program = Program(
      values: [sum(Tensor.apply(function, one.tensor))], parameters: [("x", one)],
      gradients: .none)
    let lanes = Lanes<Number>(program, width: .thirtyTwo, set: set)
    return stride(from: 0, to: x.count, by: 32).flatMap { start in
      let part = x[start..<min(start + 32, x.count)]
      for (lane, element) in part.enumerated() { lanes.setParameters([element], lane: lane) }
      flushingSubnormals { lanes.forward() }
      return part.indices.map { lanes.value(0, lane: $0 - start) }
    }
  }
}
