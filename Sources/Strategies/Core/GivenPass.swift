public import Records
public import Tensors

/// A step whose costs and gradients were computed elsewhere: by your own training loop.
public final class GivenPass: BackwardPass, Sendable {
  /// How far your loop has come.
  public let position: Position
  private let costs: Costs
  private let jacobian: Matrix?
  private let gramian: Matrix?

  /// A step with the gradients of the costs.
  ///
  /// - Parameters:
  ///   - costs: The costs, of shape `[m]`; made by `[Objective].costs(of:)`.
  ///   - jacobian: Their gradients, of shape `[m, n]`, turned like the costs.
  ///   - step: The number of updates made so far.
  public init(costs: Costs, jacobian: Matrix, step: Int) {
    precondition(jacobian.rows == costs.values.count, "one gradient for each cost")
    (self.costs, self.jacobian, gramian) = (costs, jacobian, jacobian.gramian)
    position = Position(step: step, epoch: step)
  }

  /// A step with the inner products of the gradients only.
  public init(costs: Costs, gramian: Matrix, step: Int) {
    precondition(
      gramian.rows == costs.values.count && gramian.columns == gramian.rows,
      "a Gramian of one row and column for each cost")
    (self.costs, jacobian, self.gramian) = (costs, nil, gramian)
    position = Position(step: step, epoch: step)
  }

  /// A step with the costs only.
  public init(costs: Costs, step: Int) {
    (self.costs, jacobian, gramian) = (costs, nil, nil)
    position = Position(step: step, epoch: step)
  }

  /// The costs.
  public func readLosses(lane: Int, into losses: inout [Double]) { losses = costs.values }

  /// The Gramian.
  ///
  /// - Throws: ``StrategyFailure`` if none was given.
  public func readGramian(lane: Int, request: Request, into matrix: inout Matrix) throws {
    guard let gramian else { throw StrategyFailure("no gradients were given to this step") }
    matrix = gramian
  }

  /// The Jacobian.
  ///
  /// - Throws: ``StrategyFailure`` if none was given.
  public func readJacobian(lane: Int, request: Request, into matrix: inout Matrix) throws {
    guard let jacobian else { throw StrategyFailure("no Jacobian was given to this step") }
    matrix = jacobian
  }

  /// The columns of the Jacobian; 0 without one.
  public func parameterCount(_ request: Request) -> Int { jacobian?.columns ?? 0 }
}
