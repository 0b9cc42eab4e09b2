/// What a strategy decides at one step. It is reused from step to step, so that deciding allocates
/// nothing.
public struct Decision: Hashable, Sendable {
  /// The two forms of a decision.
  public enum Form: Hashable, Sendable {
    /// Descend `Jᵀ w` for the weights `w`.
    case weights
    /// Descend a vector.
    case direction
  }

  /// How an iterative solver fared.
  public struct SolverReport: Hashable, Codable, Sendable {
    /// What is left of the equations, relative to their scale.
    public var residual: Double
    /// Iterations made.
    public var iterations: Int
    /// Whether a fallback answered in the solver's place.
    public var usedFallback: Bool
    /// Whether no direction is left to descend: the terms of `Jᵀ w` cancel, `‖d‖` being rounding
    /// beside `Σ |wᵢ| ‖gᵢ‖`. The decision is then exactly 0.
    public var isStationary: Bool

    /// Reports on a solve.
    public init(
      residual: Double, iterations: Int, usedFallback: Bool = false, isStationary: Bool = false
    ) {
      (self.residual, self.iterations) = (residual, iterations)
      (self.usedFallback, self.isStationary) = (usedFallback, isStationary)
    }
  }

  /// Which of the two is meant; set by ``setDirection(count:_:)``.
  public private(set) var form = Form.weights
  /// The weights `w`, of shape `[m]`.
  public var weights: [Double]
  /// The direction to descend, of shape `[n]`; empty unless the form says so.
  public private(set) var direction: [Double] = []
  /// The solver's report; `nil` for a closed form.
  public var solver: SolverReport?

  /// A decision about `m` objectives, all weights 0.
  public init(objectives m: Int) { weights = Array(repeating: 0, count: m) }

  /// Whether every number that counts is finite; asked at every step of every lane.
  @inline(__always) var isFinite: Bool {
    form == .weights ? Self.areFinite(weights) : Self.areFinite(direction)
  }

  @inline(__always) private static func areFinite(_ numbers: borrowing [Double]) -> Bool {
    var poison = 0.0
    for i in 0..<numbers.count { poison += numbers[i] * 0 }
    return poison == 0
  }

  /// Prepares the value for the next step: weights, and no solver's report.
  mutating func begin() {
    form = .weights
    solver = nil
  }

  /// Multiplies what is descended.
  mutating func scale(by factor: Double) {
    switch form {
    case .weights: for i in weights.indices { weights[i] *= factor }
    case .direction: for k in direction.indices { direction[k] *= factor }
    }
  }

  /// Makes this a direction of which `element` gives each.
  mutating func setDirection(count n: Int, elements element: (Int) -> Double) {
    setDirection(count: n) { for k in 0..<n { $0[k] = element(k) } }
  }

  /// Makes this a direction, written by `fill`.
  public mutating func setDirection(
    count n: Int, _ fill: (inout [Double]) throws -> Void
  ) rethrows {
    if direction.count != n { direction = Array(repeating: 0, count: n) }
    try fill(&direction)
    form = .direction
  }
}
