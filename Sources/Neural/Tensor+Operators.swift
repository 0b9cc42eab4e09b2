/// Arithmetic with broadcasting.
extension Tensor {
  /// `x + y`.
  public static func + (x: Tensor, y: Tensor) -> Tensor { fitting(try apply(.add, x, y)) }
  /// `x − y`.
  public static func - (x: Tensor, y: Tensor) -> Tensor { fitting(try apply(.subtract, x, y)) }
  /// `x · y`, elementwise.
  public static func * (x: Tensor, y: Tensor) -> Tensor { fitting(try apply(.multiply, x, y)) }
  /// `x / y`, elementwise.
  public static func / (x: Tensor, y: Tensor) -> Tensor { fitting(try apply(.divide, x, y)) }
  /// `−x`.
  public static prefix func - (x: Tensor) -> Tensor { apply(.negate, x) }

  /// A matrix with rows and columns exchanged.
  public var transposed: Tensor {
    precondition(shape.count == 2, "only a matrix is transposed, found shape \(shape)")
    return Tensor(Node(.transpose, [node], shape: [shape[1], shape[0]]))
  }

  /// Runs a shape-checked operation whose failure is the programmer's mistake.
  static func fitting(_ operation: @autoclosure () throws -> Tensor) -> Tensor {
    do { return try operation() } catch { preconditionFailure("\(error)") }
  }
}

/// The matrix product of matrices or vectors; see ``Tensor/product(_:_:)``.
public func matmul(_ x: Tensor, _ y: Tensor) -> Tensor {
  Tensor.fitting(try Tensor.product(x, y))
}

/// The sum over axes (all by default), which disappear; see ``Tensor/total(_:axes:)``.
public func sum(_ x: Tensor, axes: [Int]? = nil) -> Tensor {
  Tensor.fitting(try Tensor.total(x, axes: axes))
}

/// The mean over axes (all by default), which disappear; see ``Tensor/average(_:axes:)``.
public func mean(_ x: Tensor, axes: [Int]? = nil) -> Tensor {
  Tensor.fitting(try Tensor.average(x, axes: axes))
}

/// `x²`, elementwise.
public func square(_ x: Tensor) -> Tensor { .apply(.square, x) }
/// `√x`, elementwise.
public func sqrt(_ x: Tensor) -> Tensor { .apply(.sqrt, x) }
/// `eˣ`, elementwise.
public func exp(_ x: Tensor) -> Tensor { .apply(.exp, x) }
/// `ln x`, elementwise.
public func log(_ x: Tensor) -> Tensor { .apply(.log, x) }
/// `|x|`, elementwise.
public func abs(_ x: Tensor) -> Tensor { .apply(.abs, x) }
/// `max(x, 0)`, elementwise.
public func relu(_ x: Tensor) -> Tensor { .apply(.relu, x) }
/// `tanh x`, elementwise.
public func tanh(_ x: Tensor) -> Tensor { .apply(.tanh, x) }
/// `1 / (1 + e⁻ˣ)`, elementwise.
public func sigmoid(_ x: Tensor) -> Tensor { .apply(.sigmoid, x) }
