import Testing

@testable import Neural

@Suite struct LaneWidthTests {
  /// 256 KiB hold 65,536 single numbers: 2,048 for each of 32 lanes, 8,192 for each of 8; half as
  /// many in double precision. The bound itself still fits.
  @Test(arguments: [(4, 2048, 8192), (8, 1024, 4096)])
  func isTheWidestThatFits(_ bytes: Int, _ wide: Int, _ narrow: Int) {
    let rest = numbers(program(data: 16)) - 16
    for (bound, within, beyond) in [
      (wide, LaneWidth.thirtyTwo, LaneWidth.eight), (narrow, .eight, .one),
    ] {
      let fits = program(data: bound - rest)
      #expect(numbers(fits) == bound)
      #expect(LaneWidth.forProgram(fits, bytesPerNumber: bytes) == within)
      let over = program(data: bound - rest + 1)
      #expect(LaneWidth.forProgram(over, bytesPerNumber: bytes) == beyond)
    }
    let huge = program(data: 1_000_000)
    #expect(LaneWidth.forProgram(huge, bytesPerNumber: bytes) == .one)
  }

  /// Memory, and the two moments of each parameter.
  private func numbers(_ program: Program) -> Int {
    program.numbersPerLane + 2 * program.layout.count
  }

  private func program(data count: Int) -> Program {
    let p = Parameter([64], .constant(0))
    let value = sum(square(p.tensor)) + sum(Tensor.data("x", shape: [count]))
    return Program(values: [value], parameters: [("p", p)], gradients: .each)
  }
}
