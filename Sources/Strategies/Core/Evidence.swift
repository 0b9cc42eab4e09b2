public import Tensors

/// What a trainer has to compute so that evidence can be collected.
public struct Demand: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: Int
  /// Makes a set from bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Every objective's gradient by itself: `m` pullbacks instead of one.
  public static let gradients = Demand(rawValue: 1)
  /// Their inner products.
  public static let gramian = Demand(rawValue: 2)
}

/// Where evidence is taken.
public struct Request: Hashable, Codable, Sendable {
  /// A choice of parameters.
  public enum Parameters: Hashable, Codable, Sendable {
    /// All parameters: the whole vector.
    case allShared
    /// The weight matrices of the last layer that every objective reaches.
    case lastSharedLayer
    /// Parameters by name.
    case named([String])
  }

  /// The parameters whose gradients are compared.
  public var parameters: Parameters

  /// Asks for gradients by the given parameters.
  public init(parameters: Parameters = .allShared) { self.parameters = parameters }
}

/// How far a run has come.
public struct Position: Hashable, Codable, Sendable {
  /// Updates made so far.
  public var step: Int
  /// Passes over the data made so far; equal to `step` for a full batch.
  public var epoch: Int

  /// Names a position.
  public init(step: Int, epoch: Int) { (self.step, self.epoch) = (step, epoch) }
}

/// A differentiable step of one or more lanes, from which evidence is collected.
///
/// A trainer adapts its lanes to this protocol; your own loop uses ``GivenPass``.
public protocol BackwardPass: AnyObject {
  /// How far the run has come.
  var position: Position { get }
  /// Writes the costs of a lane, of shape `[m]`.
  func readLosses(lane: Int, into losses: inout [Double]) throws
  /// Writes the Gramian of the requested gradients, of shape `[m, m]`.
  func readGramian(lane: Int, request: Request, into gramian: inout Matrix) throws
  /// Writes the Jacobian of the costs, of shape `[m, n]`.
  func readJacobian(lane: Int, request: Request, into jacobian: inout Matrix) throws
  /// The number of elements of the requested gradients, `n`.
  func parameterCount(_ request: Request) -> Int
}

/// What one training step reveals to a strategy: a declaration of need and its own collector.
public protocol Evidence: Sendable {
  /// What the trainer has to compute.
  static var demand: Demand { get }
  /// The costs `[m]`, which every strategy sees.
  var losses: [Double] { get }
  /// Empty evidence about `m` objectives.
  init(objectives m: Int)
  /// Fills itself from a step, reusing its buffers, and asking for nothing more than it keeps.
  mutating func collect(from pass: any BackwardPass, lane: Int, request: Request) throws
}

/// The costs alone; no gradient is computed for them.
public struct Losses: Evidence {
  /// Nothing beyond the forward pass.
  public static var demand: Demand { [] }
  /// The costs, of shape `[m]`.
  public private(set) var losses: [Double]
  /// How far the run has come.
  public private(set) var position = Position(step: 0, epoch: 0)

  /// Empty evidence.
  public init(objectives m: Int) { losses = Array(repeating: 0, count: m) }

  /// Reads the costs.
  public mutating func collect(
    from pass: any BackwardPass, lane: Int, request: Request
  ) throws {
    position = pass.position
    try pass.readLosses(lane: lane, into: &losses)
  }
}

/// The costs and the inner products of their gradients.
public struct Gramian: Evidence {
  /// `m` pullbacks and their inner products.
  public static var demand: Demand { [.gradients, .gramian] }
  /// The costs, of shape `[m]`.
  public private(set) var losses: [Double]
  /// `G = J Jᵀ`, of shape `[m, m]`.
  public private(set) var matrix: Matrix
  /// How far the run has come.
  public private(set) var position = Position(step: 0, epoch: 0)

  /// Empty evidence.
  public init(objectives m: Int) {
    losses = Array(repeating: 0, count: m)
    matrix = Matrix(rows: m, columns: m)
  }

  /// Reads the costs and the Gramian.
  public mutating func collect(
    from pass: any BackwardPass, lane: Int, request: Request
  ) throws {
    position = pass.position
    try pass.readLosses(lane: lane, into: &losses)
    try pass.readGramian(lane: lane, request: request, into: &matrix)
  }

  /// The norm of one objective's gradient, `√Gᵢᵢ`.
  public func norm(_ i: Int) -> Double { matrix[i, i].squareRoot() }
}

/// The costs and every coordinate of their gradients.
public struct Jacobian: Evidence {
  /// `m` pullbacks.
  public static var demand: Demand { [.gradients] }
  /// The costs, of shape `[m]`.
  public private(set) var losses: [Double]
  /// `J`, of shape `[m, n]`.
  public private(set) var matrix: Matrix
  /// How far the run has come.
  public private(set) var position = Position(step: 0, epoch: 0)

  /// Empty evidence.
  public init(objectives m: Int) {
    losses = Array(repeating: 0, count: m)
    matrix = Matrix(rows: m, columns: 0)
  }

  /// Reads the costs and the Jacobian.
  public mutating func collect(
    from pass: any BackwardPass, lane: Int, request: Request
  ) throws {
    position = pass.position
    try pass.readLosses(lane: lane, into: &losses)
    let n = pass.parameterCount(request)
    if matrix.columns != n { matrix = Matrix(rows: losses.count, columns: n) }
    try pass.readJacobian(lane: lane, request: request, into: &matrix)
  }
}
