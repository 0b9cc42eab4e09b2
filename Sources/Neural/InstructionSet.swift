import CKernels

/// The instruction sets that the vector kernels are compiled for. All give the same bits.
public enum InstructionSet: Int32, CaseIterable, Codable, Sendable, CustomStringConvertible {
  /// What every processor of the architecture has: SSE2 on x86-64.
  case baseline = 0
  /// x86-64-v3.
  case avx2 = 1
  /// x86-64-v4.
  case avx512 = 2

  /// The best one of this processor.
  public static var best: InstructionSet { InstructionSet(rawValue: poise_best_set()) ?? .baseline }

  /// Whether this processor has it.
  public var isAvailable: Bool { rawValue <= Self.best.rawValue }

  /// The name, in lower case.
  public var description: String {
    switch self {
    case .baseline: "baseline"
    case .avx2: "avx2"
    case .avx512: "avx512"
    }
  }
}
