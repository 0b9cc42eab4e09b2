public import Neural
public import Strategies

/// One entry of a comparison: a strategy or sampler with its name and, if it has one, its own
/// optimizer.
public struct Arm: Sendable {
  /// The name; `nil` lets the study choose one from the settings.
  public let name: String?
  /// The strategy or sampler.
  public let sampler: any Sampler
  /// The arm's own optimizer; `nil` for the study's.
  public let optimizer: Optimizer?

  /// Describes an arm.
  public init(_ sampler: any Sampler, name: String? = nil, optimizer: Optimizer? = nil) {
    precondition(name?.isEmpty != true, "an arm's name is not empty")
    (self.sampler, self.name, self.optimizer) = (sampler, name, optimizer)
  }
}
