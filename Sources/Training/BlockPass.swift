import Neural
import Strategies
import Tensors

/// One step of a block of lanes as strategies see it: costs, not values.
final class BlockPass<Number: LaneNumber>: BackwardPass {
  private(set) var position = Position(step: 0, epoch: 0)
  private let lanes: Lanes<Number>
  /// What is seen on further batches of the step, where strategies ask for such.
  private let further: FurtherBatches<Number>?
  private let places: EvidencePlaces
  private let demand: Demand
  private let signs: [Double]
  private let m: Int
  /// The costs of the step, and those of the batch before with the parameters of now, `[m, R]`.
  private let costs: LaneBuffer<Double>
  private let hindsight: LaneBuffer<Double>
  /// The lowest and the highest costs since the last row of the record, `[m, R]`.
  private let lowest: LaneBuffer<Double>
  private let highest: LaneBuffer<Double>
  /// The gradient norms of the first step, `[m, R]`.
  private let initialNorms: LaneBuffer<Double>
  /// Inner products of the costs' gradients: `[places, m, m, R]`, the half up to the diagonal.
  private let products: LaneBuffer<Double>
  /// Whether the products of gradients that never change are known.
  private var knowsConstants = false
  /// Where parameters are held by their box at this step, and the gradients there, `[m]` a place.
  private var held: [Int] = []
  private var heldGradients: [Number] = []
  /// Whether the trainer looks back: where data are cut into batches and a strategy asks for it.
  private let looksBack: Bool

  init(
    _ lanes: Lanes<Number>, further: FurtherBatches<Number>?, places: EvidencePlaces,
    demand: Demand, looksBack: Bool, signs: [Double]
  ) {
    (self.lanes, self.further, self.places) = (lanes, further, places)
    self.looksBack = looksBack
    (self.demand, self.signs, m) = (demand, signs, signs.count)
    costs = LaneBuffer(m * lanes.width)
    hindsight = LaneBuffer(m * lanes.width)
    (lowest, highest) = (LaneBuffer(m * lanes.width), LaneBuffer(m * lanes.width))
    initialNorms = LaneBuffer(m * lanes.width)
    products = LaneBuffer(places.elements.count * m * m * lanes.width)
  }

  // MARK: What the trainer tells

  /// Begins a step after the forward pass: reads the costs of all lanes.
  func begin(step: Int, epoch: Int, of steps: Int) {
    position = Position(step: step, epoch: epoch, of: steps)
    lanes.readCosts(signs: signs, into: costs.start)
  }

  /// Looks back at the step's batch after the update: reads the costs after one more forward pass.
  func lookBack() { lanes.readCosts(signs: signs, into: hindsight.start) }

  /// Begins to look for extremes with the costs of this step.
  func beginExtremes() {
    lowest.copy(from: costs.start)
    highest.copy(from: costs.start)
  }

  /// Takes the costs of this step for extremes where they are.
  func noteExtremes() {
    let (costs, lowest, highest) = (costs.start, lowest.start, highest.start)
    for k in 0..<m * lanes.width {
      lowest[k] = costs[k] < lowest[k] ? costs[k] : lowest[k]
      highest[k] = costs[k] > highest[k] ? costs[k] : highest[k]
    }
  }

  /// The lowest and the highest value of an objective since, in its own direction.
  func extremes(_ i: Int, lane: Int) -> (lowest: Double, highest: Double) {
    let (low, high) = (
      lowest.start[i * lanes.width + lane], highest.start[i * lanes.width + lane]
    )
    return signs[i] > 0 ? (low, high) : (-high, -low)
  }

  /// Goes on from extremes that were found before.
  func resumeExtremes(_ i: Int, lane: Int, _ low: Double, _ high: Double) {
    let place = i * lanes.width + lane
    (lowest.start[place], highest.start[place]) = signs[i] > 0 ? (low, high) : (-high, -low)
  }

  /// Computes what was asked for, after the backward passes.
  ///
  /// Until ``release()`` gradients are those of what can move: a parameter that its box holds takes
  /// no part in what strategies see. With it a gradient that leads out of the box would look like
  /// one that every other objective has to give way to.
  func compareGradients() {
    hold()
    further?.look(from: lanes, places: places.elements)
    guard demand.contains(.gramian) || demand.contains(.crossGramian) else { return }
    // In a box what is held changes even where a gradient does not.
    let known = knowsConstants && !lanes.program.layout.hasBoxes ? lanes.program.constantRows : []
    knowsConstants = true
    for (place, ranges) in places.elements.enumerated() {
      for i in 0..<m {
        for j in 0...i where !(known.contains(i) && known.contains(j)) {
          let out = products.start + ((place * m + i) * m + j) * lanes.width
          lanes.dot(i, j, over: ranges, into: out)
          if signs[i] != signs[j] {
            for lane in 0..<lanes.width { out[lane].negate() }
          }
        }
      }
    }
  }

  /// Sets the gradients by held parameters to 0.
  private func hold() {
    guard lanes.program.layout.hasBoxes else { return }
    lanes.findHeld(signs: signs, into: &held)
    heldGradients.removeAll(keepingCapacity: true)
    for place in held {
      for i in 0..<m {
        heldGradients.append(lanes.gradientRow(i)[place])
        lanes.gradientRow(i)[place] = 0
      }
    }
  }

  /// Ends what strategies see of the step: gradients are whole again.
  func release() {
    for (index, place) in held.enumerated() {
      for i in 0..<m { lanes.gradientRow(i)[place] = heldGradients[index * m + i] }
    }
    held.removeAll(keepingCapacity: true)
  }

  /// Keeps the gradient norms of the first step, where they are wanted.
  func keepInitialNorms(_ norm: (_ objective: Int, _ lane: Int) -> Double) {
    for i in 0..<m {
      for lane in 0..<lanes.width { initialNorms.start[i * lanes.width + lane] = norm(i, lane) }
    }
  }

  // MARK: What is saved and resumed

  /// What one lane keeps from step to step, of shape `[2m]`.
  func memory(lane: Int) -> [Double] {
    [hindsight, initialNorms].flatMap { buffer in
      (0..<m).map { buffer.start[$0 * lanes.width + lane] }
    }
  }

  /// Sets what one lane keeps, of shape `[2m]`.
  func remember(_ memory: [Double], lane: Int) {
    for (part, buffer) in [hindsight, initialNorms].enumerated() {
      for i in 0..<m { buffer.start[i * lanes.width + lane] = memory[part * m + i] }
    }
  }

  // MARK: What the trainer asks

  /// Whether every cost of every lane is finite.
  var costsAreFinite: Bool {
    var poison = 0.0
    for k in 0..<m * lanes.width { poison += costs.start[k] * 0 }
    return poison == 0
  }

  /// The cost of one objective in one lane.
  func cost(_ i: Int, lane: Int) -> Double { costs.start[i * lanes.width + lane] }

  // MARK: What strategies ask

  func readLosses(lane: Int, into losses: inout [Double]) {
    read(costs, lane: lane, into: &losses)
  }

  func readHindsight(lane: Int, into after: inout [Double]) {
    // Of whole data, the previous batch is this one.
    read(position.step == 0 || !looksBack ? costs : hindsight, lane: lane, into: &after)
  }

  func readInitialNorms(lane: Int, into norms: inout [Double]) {
    read(initialNorms, lane: lane, into: &norms)
  }

  func readLosses(lane: Int, batch: Int, into losses: inout [Double]) {
    guard batch > 0, let further else { return readLosses(lane: lane, into: &losses) }
    for i in 0..<m { losses[i] = further.cost(i, batch: batch, lane: lane) }
  }

  func readGramian(lane: Int, request: Request, into gramian: inout Matrix) {
    let place = places.place(lane: lane, request)
    let (m, width) = (m, lanes.width)
    let products = self.products.start + place * m * m * width + lane
    gramian.elements.withUnsafeMutableBufferPointer { elements in
      for i in 0..<m {
        for j in 0...i {
          let product = products[(i * m + j) * width]
          elements[i * m + j] = product
          elements[j * m + i] = product
        }
      }
    }
  }

  func readCrossGramian(lane: Int, request: Request, into product: inout Matrix) {
    guard request.batches > 1, let further else {
      return readGramian(lane: lane, request: request, into: &product)
    }
    let place = places.place(lane: lane, request)
    for i in 0..<m {
      for j in 0..<m {
        product[i, j] = further.product(
          i, j, batches: request.batches, place: place, lane: lane)
      }
    }
  }

  func readJacobian(lane: Int, request: Request, into jacobian: inout Matrix) {
    if request.place == .representation {
      return readRepresentation(lane: lane, into: &jacobian)
    }
    for i in 0..<m {
      let row = lanes.gradientRow(i)
      var column = 0
      for range in places.elements[places.place(lane: lane, request)] {
        for k in range {
          jacobian[i, column] = signs[i] * Double(row[k * lanes.width + lane])
          column += 1
        }
      }
    }
  }

  func parameterCount(_ request: Request) -> Int {
    request.place == .representation
      ? lanes.program.representationShape?.reduce(1, *) ?? 0 : places.count(request)
  }

  func itemCount(_ request: Request) -> Int {
    request.place == .representation ? lanes.program.representationShape?.first ?? 1 : 1
  }

  private func readRepresentation(lane: Int, into jacobian: inout Matrix) {
    for i in 0..<m {
      for k in 0..<jacobian.columns {
        let place = (i * jacobian.columns + k) * lanes.width + lane
        jacobian[i, k] = signs[i] * Double(lanes.representationGradients[place])
      }
    }
  }

  private func read(_ buffer: LaneBuffer<Double>, lane: Int, into out: inout [Double]) {
    let (column, m, width) = (buffer.start + lane, m, lanes.width)
    out.withUnsafeMutableBufferPointer { out in
      for i in 0..<m { out[i] = column[i * width] }
    }
  }
}

extension Lanes {
  /// Reads the values of all lanes, turned so that less is better, `[m, R]`.
  func readCosts(signs: [Double], into costs: UnsafeMutablePointer<Double>) {
    readValues(into: costs)
    for i in signs.indices where signs[i] < 0 {
      let row = costs + i * width
      for lane in 0..<width { row[lane] = -row[lane] }
    }
  }
}
