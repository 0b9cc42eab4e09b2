import Neural
import Tensors

/// Runs a program of one lane in double precision on given parameters and data.
struct OneLane {
  let lanes: Lanes<Double>

  init(
    _ values: [Tensor], _ parameters: [(name: String, parameter: Parameter)],
    gradients: Program.Gradients = .each, width: LaneWidth = .one,
    set: InstructionSet = .best
  ) {
    let program = Program(values: values, parameters: parameters, gradients: gradients)
    lanes = Lanes<Double>(program, width: width, set: set)
  }

  func values(at parameters: [Double]) -> [Double] {
    lanes.setParameters(parameters, lane: 0)
    lanes.forward()
    return (0..<lanes.program.valueCount).map { lanes.value($0, lane: 0) }
  }

  /// Needs the values once more: a backward pass uses up what its forward pass left.
  func gradient(_ row: Int) -> [Double] {
    lanes.forward()
    lanes.backward()
    return lanes.gradient(row, lane: 0, elements: 0..<lanes.program.layout.count)
  }
}

/// Numbers in a range that keep a distance from 0, where some functions have a kink.
func awayFromZero(_ count: Int, _ random: inout RandomStream, positive: Bool) -> [Double] {
  (0..<count).map { _ in
    let x = random.uniform(0.2, 2)
    return positive || random.uniform() < 0.5 ? x : -x
  }
}
