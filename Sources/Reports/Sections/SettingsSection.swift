import Foundation
import Records
import Stability

extension Material {
  /// Everything the numbers depend on.
  var settingsSection: Section {
    let blocks: [Block] = [
      .heading("Objectives and units"), .table(objectiveTable), .note(unitNote),
      .heading("Measurement"), .table(measurementTable),
      .heading("Arms"), .table(settingsTable),
      .heading("Score profile"), .note(profileNote),
      .details(
        summary: "Constants of score profile v\(report.study.profile.version)",
        [.table(profileTable)]),
    ]
    return Section(id: "settings", title: "Settings", blocks: blocks + machineBlocks)
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
    let facts = [
      ("Seeds", "\(study.seeds), counted from 0"),
      ("Budget of a run", Numeral.count(study.steps, "step")),
      ("Evaluations of a run, T", "\(study.evaluations)"),
      ("Window of the moving median, K", Numeral.count(study.window, "evaluation")),
      ("Trainable parameters", "\(study.parameters)"), ("Precision", study.precision),
    ]
    let drawn = study.bootstrap.map { bootstrap in
      let seeds = "master seed \(bootstrap.master), stream seed \(bootstrap.seed)"
      return ("Bootstrap", "\(bootstrap.resamples) resamples, \(bootstrap.generator), \(seeds)")
    }
    let streams = study.streams.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let seeds =
      streams.isEmpty ? [] : [("Seeds of other streams", streams.joined(separator: ", "))]
    let checksum =
      study.checksum.isEmpty ? [] : [("Checksum of the traces, FNV-1a", study.checksum)]
    return factTable(facts + (drawn.map { [$0] } ?? []) + seeds + checksum)
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
          Table.Cell(arm.settings.description), Table.Cell(arm.optimizer),
          Table.Cell("\(arm.pullbacksPerStep)"), Table.Cell("\(arm.pullbacksPerStep * steps)"),
        ]
      })
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
    Declared: given in the study. Baseline: what equal weights on normalized gradients moved and \
    reached. Pool: what was not declared is taken from all arms together, so that scores depend on \
    which arms took part.
    """
  }

  private var profileNote: String {
    """
    Tolerances and limits are policy, the same for every study of a profile; two reports with \
    different profiles are not comparable.
    """
  }
}
