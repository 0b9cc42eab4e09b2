import Records
import Strategies
import Training

/// Names for arms that were given none: the label of the sampler, with the settings that tell it
/// from another arm of the same label.
enum ArmNaming {
  static func names(_ arms: [Arm]) -> [String] {
    let labels = arms.map { $0.name ?? $0.sampler.label }
    return arms.indices.map { i in
      let rivals = arms.indices.filter { $0 != i && labels[$0] == labels[i] }
      guard arms[i].name == nil, !rivals.isEmpty else { return labels[i] }
      let differing = distinguishing(arms[i], among: rivals.map { arms[$0] })
      return differing.isEmpty ? labels[i] : "\(labels[i]) \(differing.joined(separator: " "))"
    }
  }

  /// The settings, and the optimizer, in which an arm differs from its rivals.
  private static func distinguishing(_ arm: Arm, among rivals: [Arm]) -> [String] {
    let own = arm.sampler.settings
    var parts = own.keys.sorted().filter { key in
      rivals.contains { $0.sampler.settings[key] != own[key] }
    }.map { "\($0)=\(own[$0] ?? .null)" }
    if let optimizer = arm.optimizer, rivals.contains(where: { $0.optimizer != optimizer }) {
      parts.append("\(optimizer)")
    }
    return parts
  }
}
