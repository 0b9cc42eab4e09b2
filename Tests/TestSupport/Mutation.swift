public import Foundation
public import Tensors

/// Random changes to a text that some reader is to read or to refuse.
public struct Mutation: Sendable {
  /// What is put in, besides what the text has.
  public let pieces: [String]

  /// Chooses the pieces: what the reader's language gives a meaning to.
  public init(_ pieces: [String]) { self.pieces = pieces }

  /// The seed of all mutations: `Scripts/fuzz` counts it up, and other faults are found.
  public static let seed =
    ProcessInfo.processInfo.environment["POISE_FUZZ_SEED"].flatMap(UInt64.init) ?? 0

  /// How often something is tried that the plain tests try `count` times; `Scripts/fuzz` asks for
  /// more.
  public static func rounds(_ count: Int) -> Int {
    let factor = ProcessInfo.processInfo.environment["POISE_FUZZ_FACTOR"].flatMap(Int.init) ?? 1
    return count * factor
  }

  /// A text with up to three random changes.
  public func mutated(_ text: String, _ random: inout RandomStream) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let at = Int.random(in: 0...scalars.count, using: &random)
      let end = min(scalars.count, at + Int.random(in: 0...8, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: scalars.removeSubrange(at..<end)
      case 1:
        let piece = pieces.randomElement(using: &random) ?? ""
        scalars.replaceSubrange(at..<end, with: Array(piece.unicodeScalars))
      case 2: scalars.insert(contentsOf: scalars[at..<end], at: end)
      default:
        let piece = pieces.randomElement(using: &random) ?? ""
        scalars.insert(contentsOf: Array(piece.unicodeScalars), at: at)
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The bytes of a mutated text, of which now and then some are no text any more.
  public func bytes(_ text: String, _ random: inout RandomStream) -> Data {
    var bytes = Data(mutated(text, &random).utf8)
    guard Int.random(in: 0..<4, using: &random) == 0, !bytes.isEmpty else { return bytes }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    bytes[place] ^= UInt8(1) << UInt8(Int.random(in: 0..<8, using: &random))
    return bytes
  }
}

extension String {
  /// The text so many times.
  public func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
