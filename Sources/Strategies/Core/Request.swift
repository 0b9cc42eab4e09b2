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

  /// What gradients are taken by.
  public enum Place: String, Codable, CaseIterable, Sendable {
    /// The parameters of the request.
    case parameters
    /// The shared representation: the last tensor of the forward pass that every path from a
    /// parameter which all objectives reach to an objective goes through.
    case representation
  }

  /// The parameters whose gradients are compared.
  public var parameters: Parameters
  /// Whether gradients are taken by parameters or by the shared representation.
  public var place: Place
  /// How many batches, drawn independently of each other, a step takes gradients on: one to
  /// three. The first is the batch that is descended on; inner products of gradients are those of
  /// the last two.
  public var batches: Int
  /// Whether the gradient norms of the run's first step are wanted, as units of the costs.
  public var initialNorms: Bool

  /// Asks for gradients by the given parameters.
  ///
  /// - Precondition: There are one to three batches.
  public init(
    parameters: Parameters = .allShared, place: Place = .parameters, batches: Int = 1,
    initialNorms: Bool = false
  ) {
    precondition((1...3).contains(batches), "a step takes gradients on one to three batches")
    (self.parameters, self.place) = (parameters, place)
    (self.batches, self.initialNorms) = (batches, initialNorms)
  }
}

/// How far a run has come.
public struct Position: Hashable, Codable, Sendable {
  /// Updates made so far.
  public var step: Int
  /// Passes over the data made so far; equal to `step` for a full batch.
  public var epoch: Int
  /// The updates of the whole run; `nil` where nobody knows.
  public var steps: Int?

  /// Names a position.
  public init(step: Int, epoch: Int, of steps: Int? = nil) {
    (self.step, self.epoch, self.steps) = (step, epoch, steps)
  }

  /// Whether at least so many steps are still to come, or nobody knows.
  func leaves(_ count: Int) -> Bool { steps.map { step + 1 + count <= $0 } ?? true }

  /// Whether a quarter of the run has passed, or nobody knows.
  var hasPassedAQuarter: Bool { steps.map { 4 * (step + 1) >= $0 } ?? true }

  /// Whether at least a quarter of the run is still to come.
  var leavesAQuarter: Bool { steps.map { 4 * (step + 1) <= 3 * $0 } ?? false }
}
