import Neural

/// The names that an expression may use, with their values.
struct ExpressionScope: Sendable {
  /// All values by name.
  var values: [String: Tensor]
  /// The names that messages list, in order.
  var listed: [String]
}

extension ExpressionTree {
  /// The most elements that a value may have on the way.
  private static let mostElements = 100_000_000

  /// Traces the expression.
  ///
  /// - Throws: ``ExpressionError`` for an unknown name, and for shapes that do not fit, at the
  ///   smallest part that has the fault.
  func tensor(in scope: ExpressionScope) throws(ExpressionError) -> Tensor {
    do {
      return try bounded(try compute(in: scope))
    } catch let error as ExpressionError {
      throw error
    } catch let error as ShapeError {
      throw ExpressionError("\(what): \(error)", at: range)
    } catch {
      throw ExpressionError("\(what): \(error)", at: range)
    }
  }

  private func compute(in scope: ExpressionScope) throws -> Tensor {
    switch form {
    case .number(let value): return Tensor(value)
    case .name(let name): return try value(of: name, in: scope)
    case .negate(let x): return -(try x.tensor(in: scope))
    case .binary(let sign, let x, let y):
      return try Tensor.apply(sign.binary, try x.tensor(in: scope), try y.tensor(in: scope))
    case .power(let x, let exponent): return try Self.power(try x.tensor(in: scope), exponent)
    case .elementwise(let function, let x):
      let value = try x.tensor(in: scope)
      return function.elementwise.map { Tensor.apply($0, value) } ?? value
    case .reduce(.mean, let x, let axes):
      return try Tensor.average(try x.tensor(in: scope), axes: axes)
    case .reduce(_, let x, let axes): return try Tensor.total(try x.tensor(in: scope), axes: axes)
    case .matmul(let x, let y):
      return try Tensor.product(try x.tensor(in: scope), try y.tensor(in: scope))
    case .reshape(let x, let shape): return try reshape(try x.tensor(in: scope), shape)
    case .transpose(let x): return try transpose(try x.tensor(in: scope))
    }
  }

  /// The operation as it is named in a message.
  private var what: String {
    switch form {
    case .binary(let sign, _, _): "`\(sign.rawValue)`"
    case .reduce(let function, _, _), .elementwise(let function, _): function.name
    case .matmul: "matmul"
    case .reshape: "reshape"
    case .transpose: "transpose"
    case .number, .name, .negate, .power: "expression"
    }
  }

  private func value(of name: String, in scope: ExpressionScope) throws -> Tensor {
    if let value = scope.values[name] { return value }
    if let function = ExpressionFunction(name) {
      throw ExpressionError("\(name) is a function; write \(function.usage)", at: range)
    }
    let hidden = scope.values.keys.filter { !scope.listed.contains($0) }.sorted()
    let guess = NearestName.of(name, among: scope.listed + hidden)
    throw ExpressionError(
      NearestName.sentence(unknown: "name", name, guess: guess, known: scope.listed), at: range)
  }

  private func reshape(_ x: Tensor, _ shape: [Int]) throws -> Tensor {
    guard shape.allSatisfy({ $0 > 0 }), Self.count(shape) != nil else {
      throw ShapeError("\(shape) is not a shape for \(x.count) elements of shape \(x.shape)")
    }
    return try x.reshaped(shape)
  }

  private func transpose(_ x: Tensor) throws -> Tensor {
    guard x.shape.count == 2 else {
      throw ShapeError("only a matrix is transposed, found shape \(x.shape)")
    }
    return x.transposed
  }

  /// A power by repeated squaring.
  private static func power(_ x: Tensor, _ exponent: Int) throws -> Tensor {
    if exponent == 1 { return x }
    let half = Tensor.apply(.square, try power(x, exponent / 2))
    return exponent.isMultiple(of: 2) ? half : try Tensor.apply(.multiply, half, x)
  }

  private func bounded(_ value: Tensor) throws -> Tensor {
    guard Self.count(value.shape) != nil else {
      throw ShapeError(
        "the result, of shape \(value.shape), has more than \(Self.mostElements) elements")
    }
    return value
  }

  /// The number of elements of a shape, or `nil` for too many.
  private static func count(_ shape: [Int]) -> Int? {
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      if overflow || product > mostElements { return nil }
      count = product
    }
    return count
  }
}

extension ExpressionTree.Operator {
  fileprivate var binary: Binary {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    }
  }
}
