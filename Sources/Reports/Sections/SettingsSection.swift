import Foundation
import Records
import Stability

extension Material {
  /// Everything the numbers depend on.
  var settingsSection: Section {
    let notes: [Block] = [.note(costNote), .note(effortNote)]
    let arms: [Block] =
      isOfLogs ? [] : [.heading("Arms")] + Block.rows(settingsTable) + notes
    let measures: [Block] = [
      .heading("Objectives and units"), .table(objectiveTable), .note(unitNote),
      .heading("Measurement"), .table(measurementTable),
    ]
    let profile: [Block] = [
      .heading("Score profile"), .note(profileNote),
      .details(
        summary: "Constants of score profile v\(report.study.profile.version)",
        [.table(profileTable)]),
    ]
    return Section(
      id: "settings", title: "Settings", blocks: measures + arms + profile + machineBlocks)
  }

  private var objectiveTable: Table {
    Table(
      [
        .text("Objective"), .text("Direction"), .number("Unit"), .number("Aspiration"),
        .text("Source"),
      ],
      objectives.map { objective in
        [
          Table.Cell(objective.name, isStrong: true), Table.Cell(objective.direction.word),
          Table.Cell(Numeral.text(objective.unit, digits: 4)),
          Table.Cell(Numeral.text(objective.aspiration, digits: 4)),
          Table.Cell(objective.source?.rawValue ?? Numeral.missing),
        ]
      })
  }

  private var measurementTable: Table {
    let study = report.study
    let trained =
      isOfLogs
      ? [] : [("Trainable parameters", "\(study.parameters)"), ("Precision", study.precision)]
    let facts = [
      ("Seeds", "\(study.seeds), counted from 0"), ("Pairing", pairingFact),
      ("Budget of a run", Numeral.count(study.steps, "step")),
      ("Evaluations of a run, T", "\(study.evaluations)"),
      ("Window of the moving median, K", Numeral.count(study.window, "evaluation")),
    ]
    let drawn = study.bootstrap.map { bootstrap in
      guard let generator = bootstrap.generator, let seed = bootstrap.seed else {
        let all = "all \(bootstrap.resamples) resamples that differ, each with its probability"
        return ("Bootstrap", "exact: \(all)")
      }
      let seeds = "master seed \(bootstrap.master), stream seed \(seed)"
      return ("Bootstrap", "\(bootstrap.resamples) resamples, \(generator), \(seeds)")
    }
    let streams = study.streams.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let seeds =
      streams.isEmpty ? [] : [("Seeds of other streams", streams.joined(separator: ", "))]
    let checksum =
      study.checksum.isEmpty ? [] : [("Checksum of the traces, FNV-1a", study.checksum)]
    return factTable(facts + trained + (drawn.map { [$0] } ?? []) + seeds + checksum)
  }

  private var settingsTable: Table {
    let steps = report.study.steps
    return Table(
      [
        .text("Arm"), .text("Strategy"), .text("Settings"), .text("Optimizer"),
        .number("Pullbacks", note: "a step"), .number("Pullbacks", note: "a run"),
      ],
      report.arms.map { arm in
        [
          Table.Cell(arm.name, isStrong: true), Table.Cell(arm.strategy),
          Table.Cell(arm.settings.description.isEmpty ? "none" : arm.settings.description),
          Table.Cell(arm.optimizer),
          Table.Cell("\(arm.pullbacksPerStep)"), Table.Cell("\(arm.pullbacksPerStep * steps)"),
        ]
      })
  }

  private var pairingFact: String {
    isOfLogs
      ? "the same seed is taken for the same initial weights and data in every arm"
      : "a seed draws initial weights, data and the strategy's own numbers from streams of their own"
  }

  /// How many settings each strategy was given: the best of many tries is ahead by luck alone. A
  /// scalarization is a method of its own.
  private var effortNote: String {
    let tries = Dictionary(grouping: report.arms, by: \.method).mapValues(\.count)
    guard let most = tries.values.max(), let least = tries.values.min(), least < most else {
      return "Every strategy was given \(Numeral.count(tries.values.first ?? 0, "setting"))."
    }
    let favored = tries.filter { $0.value == most }.keys.sorted().joined(separator: "; ")
    return
      "Strategies were not given equally many settings, from \(least) to \(most) (\(favored)): the "
      + "best of more tries is ahead by luck alone."
  }

  private var machineBlocks: [Block] {
    let machine = machine.map { $0.facts } ?? []
    let times = times.map { $0.facts } ?? []
    guard !(machine + times).isEmpty else { return [] }
    return [.heading("Machine and times"), .table(factTable(machine + times))]
  }

  private var profileTable: Table { factTable(profileFacts) }

  private func factTable(_ facts: [(String, String)]) -> Table {
    Table(
      [.text("What"), .text("Value")],
      facts.map { [Table.Cell($0.0, isStrong: true), Table.Cell($0.1)] })
  }

  /// Every constant of the profile by its name in `report.json`.
  private var profileFacts: [(String, String)] {
    guard let data = try? JSONEncoder().encode(report.study.profile),
      let setting = try? JSONDecoder().decode(Setting.self, from: data)
    else { return [] }
    return flattened(setting, "")
  }

  private func flattened(_ setting: Setting, _ name: String) -> [(String, String)] {
    guard case .object(let fields) = setting else { return [(name, setting.description)] }
    return fields.sorted { $0.key < $1.key }.flatMap { key, value in
      flattened(value, name.isEmpty ? key : "\(name).\(key)")
    }
  }

  private var unitNote: String {
    """
    The unit is the change of an objective that counts as 1, the aspiration the level hoped for. \
    Declared: given in the study. Baseline: what the baseline arm moved and reached. Pool: what was \
    not declared is taken from all arms together, so that scores depend on which arms took part.
    """
  }

  private var costNote: String {
    let sets = report.fronts.isEmpty ? "" : " Of a Pareto arm, those of one member."
    return """
      A pullback is one walk back through the problem, for the gradient of one objective or of their \
      weighted sum: what a step costs above all.\(sets)
      """
  }

  private var profileNote: String {
    """
    Tolerances and limits are policy, the same for every study of a profile; two reports with \
    different profiles are not comparable.
    """
  }
}

extension ArmReport {
  /// The strategy, with the scalarization by which it weighs its objectives.
  fileprivate var method: String {
    guard case .object(let fields) = settings else { return strategy }
    switch fields["scalarization"] {
    case .text(let name): return "\(strategy), \(name)"
    case .object(let kind): return ([strategy] + kind.keys.sorted()).joined(separator: ", ")
    default: return strategy
    }
  }
}
