/// A trace made ready to run: a flat list of operations with fixed shapes and planned memory.
///
/// It is independent of lane width and precision; ``Lanes`` runs it.
public struct Program: Sendable {
  /// Which gradients a program computes.
  public enum Gradients: Hashable, Sendable {
    /// None: values only.
    case none
    /// That of `Σᵢ wᵢ vᵢ` for weights given at each step: one pullback.
    case combined
    /// That of each value by itself: `m` pullbacks over one forward pass.
    case each
  }

  /// The number of values, `m`.
  public let valueCount: Int
  /// Where the parameters stand.
  public let layout: ParameterLayout
  /// Which gradients are computed.
  public let gradients: Gradients
  /// The shape of the value by which gradients are computed too; `nil` without one.
  public let representationShape: [Int]?
  /// The parts of the batch: name and number of elements.
  public let inputs: [(name: String, count: Int)]

  /// The gradient rows that no pass writes: they hold the same numbers for ever.
  public let constantRows: Set<Int>

  /// Steps that depend on constants alone: they are run once.
  let invariantSteps: [Step]
  /// The steps of every pass.
  let steps: [Step]
  /// Those that compute the values; the rest compute gradients.
  let forwardCount: Int
  let memory: MemoryPlan
  let constants: [Double]
  let inputBuffers: [Int]
  let masks: [Lowering.Mask]

  /// Compiles a trace.
  ///
  /// - Parameters:
  ///   - values: The values, one element each, `m` of them.
  ///   - parameters: The parameters to differentiate by, in the order of the flat vector.
  ///   - gradients: Which gradients to compute.
  ///   - representation: A tensor of the trace by which the gradient of each value is computed too.
  ///   - dropout: Whether dropout is at work, as in training; otherwise it lets everything through.
  public init(
    values: [Tensor], parameters: [(name: String, parameter: Parameter)], gradients: Gradients,
    representation: Tensor? = nil, dropout: Bool = true
  ) {
    precondition(values.allSatisfy { $0.count == 1 }, "a value of a program is one number")
    let layout = ParameterLayout(parameters)
    let seeded = values.enumerated().map { i, value in
      (root: value.node, seed: Self.seed(i, gradients, shape: value.shape))
    }
    let groups: [[(root: Node, seed: Node)]] =
      switch gradients {
      case .none: []
      case .combined: [seeded]
      case .each: seeded.map { [$0] }
      }
    let rows = groups.map { Gradient.of($0, by: layout) }
    let representationRows =
      representation.map { by in
        values.map {
          Gradient.of([($0.node, Self.seed(0, .each, shape: $0.shape))], by: by.node)
        }
      } ?? []
    let roots =
      values.map(\.node) + rows.flatMap(\.values) + representationRows.compactMap(\.self)
    var lowering = Lowering(
      layout: layout, values: values.count, gradients: gradients,
      representation: representation?.count ?? 0, drawsMasks: dropout, fusion: Fusion(roots))
    for (i, value) in values.enumerated() { lowering.storeValue(value.node, index: i) }
    var forwardCount = lowering.steps.count
    for (i, row) in rows.enumerated() { lowering.storeGradient(row, row: i) }
    for (i, row) in representationRows.enumerated() { lowering.storeRepresentation(row, row: i) }
    invariantSteps = lowering.takeInvariantSteps(forward: &forwardCount)
    self.forwardCount = forwardCount
    representationShape = representation?.shape
    (valueCount, self.layout, self.gradients) = (values.count, layout, gradients)
    (steps, inputs, constants) = (lowering.steps, lowering.inputs, lowering.constants)
    (inputBuffers, masks) = (lowering.inputBuffers, lowering.masks)
    memory = lowering.plan()
    let written = steps.filter { $0.out.buffer == Lowering.Fixed.gradients.rawValue }
    constantRows = Set(rows.indices).subtracting(written.map { $0.out.offset / layout.count })
  }

  /// The number of gradient rows that are kept.
  public var gradientRows: Int {
    switch gradients {
    case .none: 0
    case .combined: 1
    case .each: valueCount
    }
  }

  /// Whether dropout is at work, so that the values depend on ``Lanes/draw(step:)``.
  public var drawsMasks: Bool { !masks.isEmpty }

  /// Numbers of memory that one lane needs.
  public var numbersPerLane: Int { memory.count }

  private static func seed(_ i: Int, _ gradients: Gradients, shape: [Int]) -> Node {
    let one = gradients == .combined ? Node(.input(.weight(i)), shape: []) : Node.constant(1)
    return one.reshaped(shape)
  }
}
