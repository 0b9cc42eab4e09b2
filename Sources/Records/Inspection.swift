/// What probing a problem showed before any strategy was tried: numbers and findings.
///
/// It is what `poise inspect --json` prints.
public struct Inspection: Codable, Hashable, Sendable {
  /// One objective.
  public struct ObjectiveView: Codable, Hashable, Sendable {
    /// The name.
    public var name: String
    /// Which way it improves.
    public var direction: Direction
    /// Its value on the evaluation set before the first step, over seeds.
    @Nullable public var start: Spread? = nil
    /// Its value on the evaluation set after the last step of the probe, over seeds.
    @Nullable public var end: Spread? = nil
    /// The norm of its gradient before the first step, over seeds.
    @Nullable public var gradientNorm: Spread? = nil
    /// `‖∇first‖/‖∇this‖` before the first step, over seeds: the weight that makes the gradient of
    /// this objective as long as that of the first.
    @Nullable public var weightAtStart: Spread? = nil
    /// The same over all recorded steps of all seeds, with 10 % and 90 % quantiles: a first bracket
    /// for alpha.
    @Nullable public var weight: Spread? = nil

    /// Names an objective.
    public init(name: String, direction: Direction) {
      (self.name, self.direction) = (name, direction)
    }
  }

  /// Two objectives, their gradients being those of costs.
  public struct PairView: Codable, Hashable, Sendable {
    /// The name of the one.
    public var first: String
    /// The name of the other.
    public var second: String
    /// The cosine of their gradients before the first step, over seeds.
    @Nullable public var cosineAtStart: Spread? = nil
    /// The same over all recorded steps of all seeds, with 10 % and 90 % quantiles.
    @Nullable public var cosine: Spread? = nil
    /// `2‖a‖‖b‖/(‖a‖² + ‖b‖²)` in (0, 1], over all recorded steps, with 10 % and 90 % quantiles.
    @Nullable public var magnitudeSimilarity: Spread? = nil
    /// The share of recorded steps with a negative cosine.
    @Nullable public var conflictShare: Double? = nil

    /// Names a pair.
    public init(first: String, second: String) { (self.first, self.second) = (first, second) }
  }

  /// A layer of rectified units.
  public struct LayerView: Codable, Hashable, Sendable {
    /// Its number among such layers, from 1, inputs before their users.
    public var layer: Int
    /// The number of units.
    public var units: Int
    /// The share of units that are 0 on the whole evaluation set before the first step, over seeds.
    @Nullable public var deadAtStart: Spread? = nil
    /// The same after the last step of the probe.
    @Nullable public var deadAtEnd: Spread? = nil

    /// Names a layer.
    public init(layer: Int, units: Int) { (self.layer, self.units) = (layer, units) }
  }

  /// The version of this schema.
  public var version = 1
  /// The name of the study.
  public var study: String
  /// The number of parameters.
  public var parameters: Int
  /// The precision in which the probe trained, `float32` or `float64`.
  public var precision: String
  /// The seeds that were probed.
  public var seeds: Int
  /// The steps of the probe.
  public var steps: Int
  /// How it stepped.
  public var optimizer: String
  /// The objectives, in order.
  public var objectives: [ObjectiveView] = []
  /// All pairs of objectives.
  public var pairs: [PairView] = []
  /// The layers of rectified units.
  public var layers: [LayerView] = []
  /// What there is to say, errors first, then warnings, then notes.
  public var findings: [Finding] = []

  /// Begins with the circumstances.
  public init(
    study: String, parameters: Int, precision: String, seeds: Int, steps: Int, optimizer: String
  ) {
    (self.study, self.parameters, self.precision) = (study, parameters, precision)
    (self.seeds, self.steps, self.optimizer) = (seeds, steps, optimizer)
  }
}
