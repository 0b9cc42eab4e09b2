import CKernels

extension Step {
  /// The step for a number of lanes, the links of a chain after it: elements become numbers.
  func instructions(_ plan: MemoryPlan, lanes: Int) -> [poise_instruction] {
    var instruction = poise_instruction()
    instruction.code = code
    let padding = Array(repeating: 1, count: 4 - extents.count)
    let e = (padding + extents).map(Int64.init)
    instruction.extent = (e[0], e[1], e[2], e[3])
    instruction.out = out.operand(plan, lanes: lanes)
    if let a { instruction.a = a.operand(plan, lanes: lanes) }
    if let b { instruction.b = b.operand(plan, lanes: lanes) }
    if let c { instruction.c = c.operand(plan, lanes: lanes) }
    instruction.finish = finish
    instruction.length = Int64(length)
    instruction.a_step = Int64(aStep * lanes)
    instruction.b_step = Int64(bStep * lanes)
    return [instruction] + links.map { $0.instruction(instruction.out, plan, lanes: lanes) }
  }
}

extension Step.Link {
  fileprivate func instruction(
    _ out: poise_operand, _ plan: MemoryPlan, lanes: Int
  ) -> poise_instruction {
    var instruction = poise_instruction()
    instruction.code = code
    instruction.out = slot.map { Self.place(slot: $0, lanes: lanes) } ?? out
    if slot != nil { instruction.finish |= Int32(POISE_OUT_SLOT) }
    let places = [\poise_instruction.a, \poise_instruction.b]
    let bits = [POISE_A_SLOT, POISE_B_SLOT]
    for (i, source) in sources.enumerated() {
      switch source {
      case .memory(let operand):
        instruction[keyPath: places[i]] = operand.operand(plan, lanes: lanes)
      case .slot(let slot):
        instruction[keyPath: places[i]] = Self.place(slot: slot, lanes: lanes)
        instruction.finish |= Int32(bits[i])
      }
    }
    return instruction
  }

  /// A slot holds neighbors.
  private static func place(slot: Int, lanes: Int) -> poise_operand {
    poise_operand(offset: Int64(slot), stride: (0, 0, 0, Int64(lanes)))
  }
}

extension Step.Operand {
  fileprivate func operand(_ plan: MemoryPlan, lanes: Int) -> poise_operand {
    let padding = Array(repeating: 0, count: 4 - strides.count)
    let s = (padding + strides).map { Int64($0 * lanes) }
    return poise_operand(
      offset: Int64((plan.offsets[buffer] + offset) * lanes), stride: (s[0], s[1], s[2], s[3]))
  }
}
