extension Tensor {
  /// Limits that every element keeps, whatever the data and the parameters: interval arithmetic
  /// along the trace.
  ///
  ///     x² ∈ [0, ∞),  sigmoid x ∈ [0, 1],  [a, b] + [c, d] = [a + c, b + d], …
  ///
  /// - Note: Edge cases: an infinite end says that none was found, not that there is none; a tensor
  ///   that is used twice counts as two that know nothing of each other.
  /// - SeeAlso: Moore (1966), "Interval analysis".
  public var bounds: ClosedRange<Double> {
    var known: [Node: ClosedRange<Double>] = [:]
    for node in Node.order([self.node]) {
      known[node] = node.bounds(of: node.inputs.map { known[$0] ?? Node.anything })
    }
    return known[node] ?? Node.anything
  }
}

extension Node {
  fileprivate static let anything = -Double.infinity...Double.infinity

  /// The limits of the elements, given those of the inputs'.
  fileprivate func bounds(of x: [ClosedRange<Double>]) -> ClosedRange<Double> {
    switch primitive {
    case .constant(let value): return Self.range(value, value)
    case .constants(let values): return Self.range(values.min() ?? .nan, values.max() ?? .nan)
    case .input(.mask(let probability)): return 0...1 / (1 - probability)
    case .input, .parameter, .parameters, .matmul: return Self.anything
    case .unary(let function): return function.bounds(x[0])
    case .binary(let function): return bounds(function, x[0], x[1])
    case .sum:
      let terms = Double(inputs[0].count / count)
      return Self.range(terms * x[0].lowerBound, terms * x[0].upperBound)
    case .largest, .transpose, .reshape, .broadcast, .slice, .detach: return x[0]
    case .concatenate:
      return Self.range(x.map(\.lowerBound).min() ?? .nan, x.map(\.upperBound).max() ?? .nan)
    }
  }

  private func bounds(
    _ function: Binary, _ a: ClosedRange<Double>, _ b: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    switch function {
    case .add: return Self.range(a.lowerBound + b.lowerBound, a.upperBound + b.upperBound)
    case .subtract: return Self.range(a.lowerBound - b.upperBound, a.upperBound - b.lowerBound)
    case .multiply where inputs[0] == inputs[1]: return Unary.square.bounds(a)
    case .multiply: return Self.corners(a, b) { $0 == 0 || $1 == 0 ? 0 : $0 * $1 }
    case .divide where b.lowerBound > 0 || b.upperBound < 0: return Self.corners(a, b, /)
    // A denominator that may be 0 on one side only keeps the sign.
    case .divide where b.lowerBound == 0 && a.lowerBound >= 0: return 0...Double.infinity
    case .maximum, .atLeast:
      return max(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    case .minimum, .atMost:
      return min(a.lowerBound, b.lowerBound)...min(a.upperBound, b.upperBound)
    case .equals: return 0...1
    case .power where a.lowerBound >= 0: return 0...Double.infinity
    case .divide, .power, .gate, .signed: return Self.anything
    }
  }

  private static func corners(
    _ a: ClosedRange<Double>, _ b: ClosedRange<Double>, _ f: (Double, Double) -> Double
  ) -> ClosedRange<Double> {
    let all = [
      f(a.lowerBound, b.lowerBound), f(a.lowerBound, b.upperBound), f(a.upperBound, b.lowerBound),
      f(a.upperBound, b.upperBound),
    ]
    guard !all.contains(where: \.isNaN) else { return anything }
    return range(all.min() ?? .nan, all.max() ?? .nan)
  }

  /// The range between two numbers; anything where one is NaN.
  private static func range(_ lower: Double, _ upper: Double) -> ClosedRange<Double> {
    lower <= upper ? lower...upper : anything
  }
}

extension Unary {
  /// The limits of the function over a range.
  fileprivate func bounds(_ x: ClosedRange<Double>) -> ClosedRange<Double> {
    switch self {
    case .negate: return -x.upperBound...(-x.lowerBound)
    case .square, .abs:
      let ends = [x.lowerBound.magnitude, x.upperBound.magnitude]
      let (near, far) = (x.contains(0) ? 0 : ends.min() ?? 0, ends.max() ?? .infinity)
      return self == .abs ? near...far : near * near...far * far
    case .sqrt:
      return max(x.lowerBound, 0).squareRoot()...max(x.upperBound, 0).squareRoot()
    case .relu: return max(x.lowerBound, 0)...max(x.upperBound, 0)
    case .exp, .softplus: return 0...Double.infinity
    case .sigmoid: return 0...1
    case .tanh, .erf, .sin, .cos: return -1...1
    case .expm1: return -1...Double.infinity
    case .logSigmoid: return -Double.infinity...0
    case .log where x.lowerBound >= 1: return 0...Double.infinity
    case .log1p where x.lowerBound >= 0: return 0...Double.infinity
    case .log, .log1p: return Node.anything
    }
  }
}
