import Records
import Strategies
import Training

/// Names for arms that were given none: the label of the sampler, with the settings that tell it
/// from another arm of the same label. A setting that an arm does without is not named.
enum ArmNaming {
  static func names(_ arms: [Arm]) -> [String] {
    let labels = arms.map { $0.name ?? $0.sampler.label }
    let indices = Dictionary(grouping: arms.indices) { labels[$0] }
    var names = labels
    for (label, group) in indices where group.count > 1 {
      let settings = group.map { arms[$0].sampler.settings.filter { $0.value != .null } }
      let differing = Set(settings.flatMap(\.keys)).sorted().filter { key in
        settings.contains { $0[key] != settings[0][key] }
      }
      let optimizers = group.map { arms[$0].optimizer }
      let differsInOptimizer = optimizers.contains { $0 != optimizers[0] }
      for (index, own) in zip(group, settings) where arms[index].name == nil {
        var parts = differing.compactMap { key in own[key].map { "\(key)=\($0)" } }
        if differsInOptimizer, let optimizer = arms[index].optimizer {
          parts.append("\(optimizer)")
        }
        names[index] = ([label] + parts).joined(separator: " ")
      }
    }
    return names
  }
}
