import Foundation

/// Who writes to a store through one opening of it.
struct Worker: Sendable {
  let token: String
  let host: String
  let process: Int
  /// When the process began, in the machine's own count; empty where that is not told.
  let born: String
  let opened: Double

  /// This process, with a fresh token.
  static func current() -> Worker {
    let bits = UInt64.random(in: .min ... .max)
    let digits = String(bits, radix: 16)
    return Worker(
      token: String(repeating: "0", count: 16 - digits.count) + digits,
      host: ProcessInfo.processInfo.hostName, process: Int(getpid()),
      born: birth(of: Int(getpid())) ?? "", opened: now)
  }

  /// Whether a worker of this machine is known to have ended: its process is gone, or its number
  /// went to another.
  func knowsDead(host: String, process: Int, born: String) -> Bool {
    guard host == self.host, !self.born.isEmpty, !born.isEmpty else { return false }
    return Self.birth(of: process) != born
  }

  /// What tells a process from others of the same number: the boot of the machine and the clock
  /// ticks from there to its start (`/proc/PID/stat`, field 22).
  private static func birth(of process: Int) -> String? {
    let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    guard let boot, let data = FileManager.default.contents(atPath: "/proc/\(process)/stat")
    else { return nil }
    // The second field, the program's name in parentheses, may hold anything.
    let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(
      separator: " ")
    guard let fields, fields.count > 19, fields[0] != "Z" else { return nil }
    return "\(boot.prefix(8))-\(fields[19])"
  }

  /// Seconds since 1970-01-01 UTC.
  static var now: Double { Date().timeIntervalSince1970 }
}
