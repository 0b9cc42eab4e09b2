import Foundation

/// Numbers that look random and repeat: SplitMix64.
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A standard normal number.
  mutating func normal() -> Double {
    let radius = Double.random(in: 1e-12..<1, using: &self)
    let angle = Double.random(in: 0..<2 * .pi, using: &self)
    return (-2 * log(radius)).squareRoot() * cos(angle)
  }
}
