/// A value kept from step to step for its buffers alone; nothing of it is saved.
struct Room<Value: Sendable>: Codable, Sendable {
  private var value: Value?

  init() {}

  init(from decoder: any Decoder) {}

  func encode(to encoder: any Encoder) throws { _ = encoder.container(keyedBy: NoKey.self) }

  private enum NoKey: CodingKey {}

  /// Takes the buffers out, so that they can be written without a copy.
  mutating func take(or make: @autoclosure () -> Value) -> Value {
    defer { value = nil }
    return value ?? make()
  }

  /// Puts them back for the next step.
  mutating func giveBack(_ value: Value) { self.value = value }
}
