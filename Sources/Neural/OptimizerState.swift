import CKernels

/// The memory of an optimizer over a block of lanes, and its step.
///
/// All that it remembers from one step to the next is the number of steps and the moments.
public final class OptimizerState<Number: LaneNumber> {
  /// The settings.
  public let optimizer: Optimizer
  /// The number of updates made.
  public private(set) var step = 0
  /// The moments, `[moments, n, R]`.
  private let moments: UnsafeMutablePointer<Number>
  /// The combined gradient where it is clipped, `[n, R]`.
  private let clipped: UnsafeMutablePointer<Number>
  /// What the clipped gradient of each lane is multiplied by.
  private let scales: UnsafeMutablePointer<Number>
  private let norms: UnsafeMutablePointer<Double>
  private let poison: UnsafeMutablePointer<Number>
  /// Numbers of one moment.
  private let count: Int
  private let width: Int
  /// `β₁ᵗ` and `β₂ᵗ`, multiplied up step by step.
  private var powers = (first: 1.0, second: 1.0)

  /// Begins with the moments that the rule begins with.
  public init(_ optimizer: Optimizer, for lanes: Lanes<Number>) {
    (self.optimizer, width) = (optimizer, lanes.width)
    count = max(lanes.program.layout.count, 1) * lanes.width
    let initial = optimizer.rule.initialMoments
    moments = Self.zeros(count * initial.count)
    for (i, value) in initial.enumerated() where value != 0 {
      (moments + i * count).update(repeating: Number(value), count: count)
    }
    clipped = Self.zeros(optimizer.clipping == nil ? 0 : count)
    (scales, poison) = (Self.zeros(width), Self.zeros(width))
    norms = .allocate(capacity: width)
    norms.initialize(repeating: 0, count: width)
  }

  deinit {
    for place in [moments, clipped, scales, poison] { place.deallocate() }
    norms.deallocate()
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Number> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Number>.stride, alignment: 64)
    let place = raw.bindMemory(to: Number.self, capacity: count)
    place.initialize(repeating: 0, count: count)
    return place
  }

  /// Updates the parameters of all lanes by a gradient `[n, R]`; those with bounds are then moved
  /// into them.
  public func update(_ lanes: Lanes<Number>, gradient: UnsafePointer<Number>) {
    update(lanes, Gradients(rows: gradient, weights: nil, count: 1))
  }

  /// Updates the parameters of all lanes by the gradient of the program.
  ///
  /// - Parameter combining: Whether the rows are combined by the lanes' weights on the way;
  ///   otherwise the first row is the gradient.
  public func update(_ lanes: Lanes<Number>, combining: Bool) {
    let rows = Gradients(
      rows: lanes.gradients, weights: combining ? UnsafePointer(lanes.weights) : nil,
      count: Int64(lanes.program.gradientRows))
    update(lanes, rows)
  }

  /// Whether every element of the last gradient of each of the lanes was finite.
  public func gradientsWereFinite(lanes: [Int]) -> Bool {
    Number.areZero(poison, count: width) || lanes.allSatisfy { poison[$0] == 0 }
  }

  /// Whether every element of the last gradient of a lane was finite.
  public func gradientWasFinite(lane: Int) -> Bool { poison[lane] == 0 }

  // MARK: Saving and resuming

  /// The moments of one lane, exactly, of shape `[moments, n]`.
  public func moments(lane: Int) -> [Double] {
    stride(from: lane, to: count * optimizer.rule.initialMoments.count, by: width).map {
      Double(moments[$0])
    }
  }

  /// The moments that a lane begins with, of shape `[moments, n]`.
  public var initialMoments: [Double] {
    optimizer.rule.initialMoments.flatMap { Array(repeating: $0, count: count / width) }
  }

  /// Sets the moments of one lane.
  ///
  /// - Precondition: They are as many as ``moments(lane:)`` gives.
  public func setMoments(_ values: [Double], lane: Int) {
    precondition(values.count * width == count * optimizer.rule.initialMoments.count)
    for (k, value) in values.enumerated() { moments[k * width + lane] = Number(value) }
  }

  /// Counts updates that were made before.
  public func resume(after updates: Int) {
    step = updates
    guard let (beta1, beta2) = optimizer.rule.decays else { return }
    powers = (1, 1)
    for _ in 0..<updates { powers = (powers.first * beta1, powers.second * beta2) }
  }

  // MARK: One step

  /// Rows that are combined by weights of `[rows, R]`; without weights the first is the gradient.
  private struct Gradients {
    var rows: UnsafePointer<Number>
    var weights: UnsafePointer<Number>?
    var count: Int64
  }

  private func update(_ lanes: Lanes<Number>, _ gradients: Gradients) {
    defer { lanes.projectParameters() }
    let rate = optimizer.learningRate(step: step)
    step += 1
    guard let clipping = optimizer.clipping else { return apply(lanes, gradients, rate) }
    let n = Int64(lanes.program.layout.count)
    var gradient = gradients.rows
    if let weights = gradients.weights {
      lanes.kernels.combine(clipped, gradients.rows, weights, gradients.count, n)
      gradient = UnsafePointer(clipped)
    }
    switch clipping {
    case .value(let limit):
      lanes.kernels.clamp(clipped, gradient, limit, n)
      apply(lanes, Gradients(rows: clipped, weights: nil, count: 1), rate)
    case .norm(let limit):
      norms.update(repeating: 0, count: width)
      lanes.kernels.dot(norms, gradient, gradient, n)
      for lane in 0..<width {
        scales[lane] = Number(min(1, limit / (norms[lane].squareRoot() + 1e-6)))
      }
      apply(lanes, Gradients(rows: gradient, weights: scales, count: 1), rate)
    }
  }

  private func apply(_ lanes: Lanes<Number>, _ g: Gradients, _ rate: Double) {
    let (p, n, kernels) = (lanes.parameters, Int64(lanes.program.layout.count), lanes.kernels)
    switch optimizer.rule {
    case .sgd(_, let momentum, let dampening, let nesterov, let weightDecay):
      var constants = poise_sgd(
        learning_rate: rate, momentum: momentum, gain: step == 1 ? 1 : 1 - dampening,
        fresh: nesterov ? 1 : 0, kept: nesterov ? momentum : 1, weight_decay: weightDecay)
      kernels.sgd(p, g.rows, g.weights, g.count, moments, n, &constants, poison)
    case .adam(_, let beta1, let beta2, let epsilon, let weightDecay):
      var constants = adam(rate, beta1, beta2, epsilon)
      constants.weight_decay = weightDecay
      kernels.adam(
        p, g.rows, g.weights, g.count, moments, moments + count, n, &constants, poison)
    case .adamW(_, let beta1, let beta2, let epsilon, let weightDecay):
      var constants = adam(rate, beta1, beta2, epsilon)
      constants.keep = 1 - rate * weightDecay
      kernels.adam(
        p, g.rows, g.weights, g.count, moments, moments + count, n, &constants, poison)
    case .rmsprop(_, let smoothing, let epsilon, let momentum, let centered, let weightDecay):
      var constants = poise_rmsprop(
        learning_rate: rate, smoothing: smoothing, rest: 1 - smoothing, epsilon: epsilon,
        momentum: momentum, centering: centered ? 1 : 0, weight_decay: weightDecay)
      let isPlain = momentum == 0 && !centered
      kernels.rmsprop(
        p, g.rows, g.weights, g.count, moments, isPlain ? nil : moments + count,
        isPlain ? nil : moments + 2 * count, n, &constants, poison)
    case .adagrad(_, let rateDecay, _, let epsilon, let weightDecay):
      var constants = poise_rmsprop(
        learning_rate: rate / (1 + Double(step - 1) * rateDecay), smoothing: 1, rest: 1,
        epsilon: epsilon, momentum: 0, centering: 0, weight_decay: weightDecay)
      kernels.rmsprop(
        p, g.rows, g.weights, g.count, moments, nil, nil, n, &constants, poison)
    }
  }

  private func adam(
    _ rate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double
  ) -> poise_adam {
    powers = (powers.first * beta1, powers.second * beta2)
    return poise_adam(
      step_size: rate / (1 - powers.first), beta1_rest: 1 - beta1, beta2: beta2,
      beta2_rest: 1 - beta2, inverse_root: 1 / (1 - powers.second).squareRoot(),
      epsilon: epsilon, weight_decay: 0, keep: 1)
  }
}
