import Foundation

/// Who writes to a store through one opening of it.
struct Worker: Sendable {
  let token: String
  let host: String
  let process: Int
  let opened: Double

  /// This process, with a fresh token.
  static func current() -> Worker {
    let bits = UInt64.random(in: .min ... .max)
    let digits = String(bits, radix: 16)
    return Worker(
      token: String(repeating: "0", count: 16 - digits.count) + digits,
      host: ProcessInfo.processInfo.hostName, process: Int(getpid()), opened: now)
  }

  /// Seconds since 1970-01-01 UTC.
  static var now: Double { Date().timeIntervalSince1970 }
}
