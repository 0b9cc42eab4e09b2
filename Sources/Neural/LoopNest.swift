/// Nested loops over the axes of one or more operands, made as few as possible.
enum LoopNest {
  /// Drops axes of length 1 and merges neighbors that every operand walks through evenly.
  ///
  /// - Returns: The remaining lengths, outermost first, and each operand's distances along them.
  static func collapse(_ shape: [Int], _ strides: [[Int]]) -> (extents: [Int], strides: [[Int]]) {
    var extents: [Int] = []
    var kept = strides.map { _ in [Int]() }
    for axis in shape.indices where shape[axis] != 1 {
      let merges =
        !extents.isEmpty
        && zip(kept, strides).allSatisfy { $0[$0.count - 1] == $1[axis] * shape[axis] }
      if merges {
        extents[extents.count - 1] *= shape[axis]
        for i in kept.indices { kept[i][kept[i].count - 1] = strides[i][axis] }
      } else {
        extents.append(shape[axis])
        for i in kept.indices { kept[i].append(strides[i][axis]) }
      }
    }
    return (extents, kept)
  }
}
