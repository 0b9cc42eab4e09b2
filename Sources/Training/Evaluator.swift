import Neural

/// Evaluates the objectives on data that are not those of a training step, or without the dropout of
/// training, where a problem has such.
///
/// All rows at once may need far more memory than a batch: the evaluation has a lane width of its
/// own, by the same rule, and goes through the lanes in training by groups.
final class Evaluator<Number: LaneNumber> {
  private let lanes: Lanes<Number>?
  private let data: [[(name: String, values: [Double])]]
  /// Whether all lanes see the same data, which then stay where they are.
  private let isShared: Bool
  /// The values of all lanes in training, `[m, R]`.
  private let values: LaneBuffer<Double>
  private let m: Int
  private let width: Int
  private let inputs: [String]
  /// What the network of each lane in training reads as its preference; none where it reads none.
  private let preferences: [[Double]]

  init(
    _ plan: TrainingPlan, seeds: [Int], width: LaneWidth, set: InstructionSet,
    preferences: [[Double]] = []
  ) {
    (m, self.width) = (plan.objectives.count, width.rawValue)
    (inputs, self.preferences) = (plan.preferenceInputs, preferences)
    values = LaneBuffer(m * width.rawValue)
    let isCut = plan.problem.evaluation == nil
    isShared = !(isCut ? plan.problem.data : plan.problem.evaluation ?? [:]).values
      .contains(where: \.isDrawn)
    guard let program = plan.evaluation else {
      (lanes, data) = (nil, [])
      return
    }
    let bytes = MemoryLayout<Number>.size
    let own = LaneWidth.forProgram(program, bytesPerNumber: bytes)
    let lanes = Lanes<Number>(
      program, width: own.rawValue < width.rawValue ? own : width, set: set,
      blas: plan.blas)
    data = (isShared ? Array(seeds.prefix(1)) : seeds).map { plan.evaluationData(seed: $0) }
    self.lanes = lanes
    for lane in 0..<lanes.width { give(lane, to: lane) }
  }

  /// Computes the values at the parameters of the lanes in training.
  func evaluate(_ training: Lanes<Number>) {
    guard let lanes else { return }
    let n = training.program.layout.count
    let (from, to) = (training.parameters, lanes.parameters)
    for first in stride(from: 0, to: width, by: lanes.width) {
      if !isShared && lanes.width < width {
        for lane in 0..<lanes.width { give(first + lane, to: lane) }
      }
      lanes.setPreferences(preferences.dropFirst(first).prefix(lanes.width), inputs)
      for k in 0..<n {
        (to + k * lanes.width).update(from: from + k * width + first, count: lanes.width)
      }
      lanes.forward()
      for i in 0..<m {
        for lane in 0..<lanes.width {
          values.start[i * width + first + lane] = lanes.value(i, lane: lane)
        }
      }
    }
  }

  /// One value: of the evaluation, or of the training where that serves.
  func value(_ i: Int, lane: Int, or training: Lanes<Number>) -> Double {
    lanes == nil ? training.value(i, lane: lane) : values.start[i * width + lane]
  }

  /// Gives a lane the data of a run; lanes without a run stay as they are.
  private func give(_ run: Int, to lane: Int) {
    guard let lanes, let parts = isShared ? data.first : run < data.count ? data[run] : nil else {
      return
    }
    for part in parts { lanes.setData(part.name, part.values, lane: lane) }
  }
}
