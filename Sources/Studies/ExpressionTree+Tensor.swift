import Neural
import Records

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
    case .power(let x, let exponent):
      return try Tensor.power(try x.tensor(in: scope), Tensor(Double(exponent)))
    case .call(let function, let operands, let settings):
      return try function.tensor(try operands.map { try $0.tensor(in: scope) }, settings)
    }
  }

  /// The operation as it is named in a message.
  private var what: String {
    switch form {
    case .binary(let sign, _, _): "`\(sign.rawValue)`"
    case .call(let function, _, _): function.name
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

  private func bounded(_ value: Tensor) throws -> Tensor {
    guard Self.count(value.shape) != nil else {
      throw ShapeError(
        "the result, of shape \(value.shape), has more than \(Self.mostElements) elements")
    }
    return value
  }

  /// The number of elements of a shape, or `nil` for too many.
  static func count(_ shape: [Int]) -> Int? {
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
