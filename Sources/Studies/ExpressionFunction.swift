import Neural

/// A function that expressions may call.
enum ExpressionFunction: String, Hashable, Sendable, CaseIterable {
  case mean, sum, square, sqrt, exp, log, abs, relu, tanh, sigmoid, matmul, reshape, transpose
  case max, min, variance, deviation, logSumExp, softmax, logSoftmax, normalized
  case maximum, minimum, clip, power, expm1, log1p, erf, sin, cos, softplus, logSigmoid
  case gelu, geluTanh, silu, leakyReLU, elu, dropout, concatenate, slice, detached
  case meanSquaredError, meanAbsoluteError, huber, crossEntropy, binaryCrossEntropy
  case binaryCrossEntropyOfLogits

  /// The name as it is written.
  var name: String { rawValue }

  /// The function of a name, or `nil`.
  init?(_ name: String) { self.init(rawValue: name) }

  /// How many tensors it takes.
  var operands: ClosedRange<Int> {
    switch self {
    case .matmul, .maximum, .minimum, .power, .meanSquaredError, .meanAbsoluteError, .huber,
      .crossEntropy, .binaryCrossEntropy, .binaryCrossEntropyOfLogits:
      2...2
    case .clip: 3...3
    case .concatenate: 2...100
    default: 1...1
    }
  }

  /// What may follow the tensors.
  var settings: [ExpressionSetting] {
    switch self {
    case .mean, .sum, .max, .min, .logSumExp: [.axes]
    case .variance, .deviation: [.axes, .whole("correction", 0...1_000_000)]
    case .softmax, .logSoftmax, .concatenate: [.axis]
    case .slice: [.axis, .whole("from", nil), .whole("to", nil)]
    case .reshape: [.shape]
    case .normalized: [.number("epsilon", 0..<Double.infinity)]
    case .leakyReLU: [.number("slope", -Double.infinity..<Double.infinity)]
    case .elu: [.number("alpha", -Double.infinity..<Double.infinity)]
    case .huber: [.number("delta", Double.leastNonzeroMagnitude..<Double.infinity)]
    case .dropout: [.number("probability", 0..<1)]
    default: []
    }
  }

  /// How it is called.
  var usage: String {
    switch self {
    case .mean, .sum, .max, .min, .logSumExp:
      "\(name)(x), \(name)(x, axis: 0) or \(name)(x, axes: [0, 1])"
    case .variance, .deviation: "\(name)(x), \(name)(x, axis: 0) or \(name)(x, correction: 0)"
    case .softmax, .logSoftmax: "\(name)(x) or \(name)(x, axis: 0)"
    case .slice: "slice(x, axis: 1, from: 0, to: 2)"
    case .concatenate: "concatenate(a, b) or concatenate(a, b, axis: 1)"
    case .reshape: "reshape(x, [3, 2])"
    case .normalized: "normalized(x) or normalized(x, epsilon: 0.00001)"
    case .leakyReLU: "leakyReLU(x) or leakyReLU(x, slope: 0.01)"
    case .elu: "elu(x) or elu(x, alpha: 1)"
    case .huber: "huber(a, b) or huber(a, b, delta: 1)"
    case .dropout: "dropout(x) or dropout(x, probability: 0.5)"
    case .clip: "clip(x, -1, 1)"
    case .power: "power(x, 1.5)"
    case .crossEntropy: "crossEntropy(logits, classes) or crossEntropy(logits, probabilities)"
    case .binaryCrossEntropy: "binaryCrossEntropy(probabilities, targets)"
    case .binaryCrossEntropyOfLogits: "binaryCrossEntropyOfLogits(logits, targets)"
    case .matmul, .maximum, .minimum, .meanSquaredError, .meanAbsoluteError: "\(name)(a, b)"
    default: "\(name)(x)"
    }
  }
}

/// Something that a call may say behind its tensors.
enum ExpressionSetting: Hashable, Sendable {
  /// `axis: 0` or `axes: [0, 1]`.
  case axes
  /// `axis: 0`.
  case axis
  /// `[3, 2]`, without a name; it must be there.
  case shape
  /// A whole number by a name, in a range or any.
  case whole(String, ClosedRange<Int>?)
  /// A number by a name, in a range.
  case number(String, Range<Double>)

  /// The names that begin it.
  var names: [String] {
    switch self {
    case .axes: ["axis", "axes"]
    case .axis: ["axis"]
    case .shape: []
    case .whole(let name, _), .number(let name, _): [name]
    }
  }
}

/// What a call says behind its tensors.
struct ExpressionSettings: Hashable, Sendable {
  /// The axes, or the one axis.
  var axes: [Int]?
  /// The shape.
  var shape: [Int] = []
  /// The numbers by their names.
  var numbers: [String: Double] = [:]

  /// The one axis, or another if none is given.
  func axis(or standard: Int) -> Int { axes?.first ?? standard }

  /// A whole number, if it is given.
  func whole(_ name: String) -> Int? { numbers[name].map { Int($0) } }
}
