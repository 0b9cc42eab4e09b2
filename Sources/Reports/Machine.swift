/// What computed a study; stands under `machine` in `report.json`.
public struct Machine: Codable, Hashable, Sendable {
  /// The number of processor cores.
  public let cores: Int
  /// The instruction set of the kernels, for instance `x86-64-v4`.
  public let instructionSet: String
  /// The operating system.
  public let operatingSystem: String
  /// The number of threads that trained.
  public let threads: Int
  /// The number of lanes that advanced in lockstep.
  public let lanes: Int
  /// Versions of what was used by name, for instance `poise` and `gsl`.
  public let versions: [String: String]

  /// Describes a machine.
  public init(
    cores: Int, instructionSet: String, operatingSystem: String, threads: Int, lanes: Int,
    versions: [String: String] = [:]
  ) {
    (self.cores, self.instructionSet) = (cores, instructionSet)
    (self.operatingSystem, self.threads, self.lanes) = (operatingSystem, threads, lanes)
    self.versions = versions
  }

  /// The facts as a report lists them.
  var facts: [(String, String)] {
    let software = versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [
      ("Processor", "\(cores) cores, kernels for \(instructionSet)"),
      ("Threads and lanes", "\(threads) and \(lanes)"), ("Operating system", operatingSystem),
    ] + (software.isEmpty ? [] : [("Versions", software.joined(separator: ", "))])
  }
}
