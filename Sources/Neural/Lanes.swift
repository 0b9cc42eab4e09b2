import CKernels
import Tensors

/// A block of independent trainings of one program, advanced in lockstep.
///
/// Every scalar of the program is a vector of ``width`` lanes, innermost in memory. A lane's
/// numbers do not depend on the width, on the other lanes or on the processor.
///
/// Subnormal numbers count as zero: bracket its use by ``flushingSubnormals(_:)``.
public final class Lanes<Number: LaneNumber> {
  /// What is run.
  public let program: Program
  /// The number of lanes, `R`.
  public let width: Int

  /// The parameters, `[n, R]`.
  public let parameters: UnsafeMutablePointer<Number>
  /// The gradient rows, `[rows, n, R]`.
  public let gradients: UnsafeMutablePointer<Number>
  /// The values, `[m, R]`.
  public let values: UnsafeMutablePointer<Number>
  /// The weights of the combined gradient, `[m, R]`.
  public let weights: UnsafeMutablePointer<Number>
  /// The gradients of the values by the program's representation, `[m, elements, R]`.
  public let representationGradients: UnsafeMutablePointer<Number>

  let kernels: poise_kernels
  private let code: [poise_instruction]
  /// The instructions that compute the values; the rest compute gradients.
  private let forwardCount: Int
  /// The library's product, where one was chosen.
  private let gemm: poise_gemm?
  private let memory: UnsafeMutablePointer<Number>
  private let size: Int
  /// The seeds of the dropout masks, one a lane.
  private let seeds: UnsafeMutablePointer<UInt64>

  /// Reserves memory, all zero, fills in the constants and computes what depends on them alone.
  ///
  /// - Parameters:
  ///   - program: What is run.
  ///   - width: The number of lanes.
  ///   - set: The instructions to use.
  ///   - blas: A library for the large products of a single lane; the numbers are then its own.
  /// - Precondition: The processor has the instruction set.
  public init(
    _ program: Program, width: LaneWidth, set: InstructionSet = .best, blas: BLAS? = nil
  ) {
    guard let table = poise_select(set.rawValue, Number.isDouble ? 1 : 0, Int32(width.rawValue))
    else { preconditionFailure("this processor lacks \(set)") }
    (self.program, self.width, kernels) = (program, width.rawValue, table.pointee)
    gemm = Number.isDouble ? blas?.double : blas?.single
    code = program.steps.flatMap { $0.instructions(program.memory, lanes: width.rawValue) }
    forwardCount = program.steps.prefix(program.forwardCount).reduce(0) { $0 + 1 + $1.links.count }
    size = max(program.memory.count, 1) * width.rawValue
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: size * MemoryLayout<Number>.stride, alignment: 64)
    memory = raw.bindMemory(to: Number.self, capacity: size)
    memory.initialize(repeating: 0, count: size)
    seeds = .allocate(capacity: width.rawValue)
    seeds.initialize(repeating: 0, count: width.rawValue)
    let places = Lowering.Fixed.allCases.map {
      [memory, size = self.width] in memory + program.memory.offsets[$0.rawValue] * size
    }
    (parameters, gradients, values, weights) = (places[0], places[1], places[2], places[3])
    representationGradients = places[Lowering.Fixed.representation.rawValue]
    for (i, value) in program.constants.enumerated() {
      let place = address(Lowering.Fixed.constants.rawValue, i)
      for lane in 0..<self.width { place[lane] = Number(value) }
    }
    for mask in program.masks {
      address(mask.buffer, 0).update(repeating: 1, count: mask.count * self.width)
    }
    let once = program.invariantSteps.flatMap {
      $0.instructions(program.memory, lanes: width.rawValue)
    }
    once.withUnsafeBufferPointer { once in
      if let start = once.baseAddress { kernels.run(start, Int64(once.count), memory, gemm) }
    }
  }

  deinit {
    memory.deallocate()
    seeds.deallocate()
  }

  // MARK: What goes in

  /// Sets the parameters of a lane, `n` of them.
  public func setParameters(_ values: [Double], lane: Int) {
    precondition(values.count == program.layout.count, "one value for each parameter")
    let place = parameters
    for (k, value) in values.enumerated() { place[k * width + lane] = Number(value) }
  }

  /// Sets a part of the batch of a lane; a name that the program does not use is ignored.
  public func setData(_ name: String, _ values: [Double], lane: Int) {
    guard let index = program.inputs.firstIndex(where: { $0.name == name }) else { return }
    precondition(values.count == program.inputs[index].count, "\(name) has another size")
    let place = address(program.inputBuffers[index], 0)
    for (k, value) in values.enumerated() { place[k * width + lane] = Number(value) }
  }

  /// Sets the seed that names the dropout masks of a lane.
  public func setSeed(_ seed: UInt64, lane: Int) { seeds[lane] = seed }

  /// Draws the dropout masks of a step; before the first draw nothing is dropped.
  ///
  /// A mask is named by the lane's seed, its place in the trace and the step.
  public func draw(step: Int) {
    for (index, mask) in program.masks.enumerated() {
      let numbers = min(mask.probability * 0x1p32, 0x1.fffffffep31)
      var constants = poise_mask(
        step: UInt32(truncatingIfNeeded: step), purpose: RandomStream.Purpose.dropout.rawValue,
        index: UInt32(index), threshold: UInt32(numbers), scale: 1 / (1 - mask.probability))
      kernels.mask(address(mask.buffer, 0), Int64(mask.count), seeds, &constants)
    }
  }

  /// Moves every parameter that has bounds into them.
  public func projectParameters() {
    for box in program.layout.boxes {
      kernels.project(
        parameters + box.elements.lowerBound * width, box.bounds.lowerBound,
        box.bounds.upperBound, Int64(box.elements.count))
    }
  }

  /// A row of the gradients, `[n, R]`.
  public func gradientRow(_ row: Int) -> UnsafeMutablePointer<Number> {
    gradients + row * program.layout.count * width
  }

  /// Sets the weights of all values in the combined gradient, `[m, R]`.
  public func setWeights(_ all: UnsafePointer<Double>) {
    Number.narrow(all, into: weights, count: program.valueCount * width)
  }

  /// Sets the weight of a value in the combined gradient.
  @inlinable
  public func setWeight(_ i: Int, lane: Int, _ value: Double) {
    weights[i * width + lane] = Number(value)
  }

  // MARK: What is run

  /// Computes the values.
  public func forward() { run(0..<forwardCount) }

  /// Computes the gradients, once after each ``forward()``: it uses up what that left in memory.
  public func backward() { run(forwardCount..<code.count) }

  private func run(_ range: Range<Int>) {
    code.withUnsafeBufferPointer { code in
      guard let start = code.baseAddress else { return }
      kernels.run(start + range.lowerBound, Int64(range.count), memory, gemm)
    }
  }

  // MARK: What comes out

  /// Writes the values of all lanes, `[m, R]`.
  public func readValues(into out: UnsafeMutablePointer<Double>) {
    Number.widen(values, into: out, count: program.valueCount * width)
  }

  /// One value of one lane.
  @inlinable
  public func value(_ i: Int, lane: Int) -> Double { Double(values[i * width + lane]) }

  /// The parameters of a lane.
  public func parameterValues(lane: Int) -> [Double] {
    let place = parameters
    return (0..<program.layout.count).map { Double(place[$0 * width + lane]) }
  }

  /// A row of the gradients of a lane, for the elements in a range.
  public func gradient(_ row: Int, lane: Int, elements: Range<Int>) -> [Double] {
    let place = gradientRow(row)
    return elements.map { Double(place[$0 * width + lane]) }
  }

  // MARK: Places

  func address(_ buffer: Int, _ element: Int) -> UnsafeMutablePointer<Number> {
    memory + (program.memory.offsets[buffer] + element) * width
  }
}

/// Runs `body` with subnormal numbers counted as zero in this thread: decayed moments of an
/// optimizer otherwise halve the speed.
public func flushingSubnormals<Result>(_ body: () throws -> Result) rethrows -> Result {
  let state = poise_flush_subnormals()
  defer { poise_restore_subnormals(state) }
  return try body()
}
