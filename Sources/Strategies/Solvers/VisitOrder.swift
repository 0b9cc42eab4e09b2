import Tensors

/// The order in which a method that goes from gradient to gradient visits the others.
public enum VisitOrder: String, Codable, CaseIterable, Sendable {
  /// A new random order for each gradient, at each step.
  case random
  /// First to last.
  case natural

  /// The line of a strategy's card.
  static let card = SettingCard(
    "order", oneOf: Self.self, "random, or natural for first to last")

  /// Goes through the gradients, each with the others in order and memory for a row, of shape `[m]`.
  ///
  /// Idle rows are neither visited nor visit others, and draw nothing.
  func visit(
    _ gramian: ScaledGramian, _ random: inout RandomStream,
    _ body: (Int, UnsafeMutableBufferPointer<Int>, UnsafeMutablePointer<Double>) -> Void
  ) {
    let m = gramian.count
    withUnsafeTemporaryAllocation(of: Int.self, capacity: m) { buffer in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: m) { memory in
        guard let row = memory.baseAddress else { return }
        for i in 0..<m {
          var count = 0
          for k in 0..<m where k != i && !gramian.isIdle(k) && !gramian.isIdle(i) {
            buffer[count] = k
            count += 1
          }
          var others = UnsafeMutableBufferPointer(rebasing: buffer[0..<count])
          if self == .random { others.shuffle(using: &random) }
          body(i, others, row)
        }
      }
    }
  }
}
