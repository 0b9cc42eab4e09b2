import Foundation
import Poise
import TestSupport
import Testing

@testable import PoiseCommand

@Suite("strategies, help and version")
struct CatalogueTests {
  @Test func everyStrategyHasALine() throws {
    let result = try CommandTrial([:]).poise("strategies")
    #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
    let ids = result.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(ids.map(String.init) == StrategyCatalogue.all.map { type(of: $0).card.id })
  }

  @Test func oneIsExplained() throws {
    let result = try CommandTrial([:]).poise("strategies", "gradnorm")
    #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
    let card = GradNorm.card
    for part in [card.title, card.rule, card.reference.citation, card.reference.url]
      + card.settings.flatMap({ [$0.name, $0.meaning] })
    {
      #expect(result.output.contains(part), "no \(part)")
    }
  }

  @Test func theyComeAsJSON() throws {
    let trial = try CommandTrial([:])
    func list(_ arguments: [String]) throws -> [[String: Any]] {
      let result = try trial.poise(["strategies"] + arguments + ["--json"])
      #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
      let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      return try #require(json as? [[String: Any]])
    }
    let all = try list([])
    #expect(
      all.map { $0["id"] as? String } == StrategyCatalogue.all.map { type(of: $0).card.id })
    let one = try list(["gradnorm"])
    #expect(one.count == 1)
    #expect((one.first?["defaults"] as? [String: Any])?["alpha"] as? Double == 1.5)
    #expect((one.first?["settings"] as? [[String: Any]])?.count == GradNorm.card.settings.count)
  }

  @Test func anUnknownOneIsAnsweredWithTheKnown() throws {
    let result = try CommandTrial([:]).poise("strategies", "gradnom")
    #expect(result.ending == .exited(65))
    #expect(result.output.isEmpty)
    let count = StrategyCatalogue.all.count
    #expect(
      result.errors == "error: unknown strategy `gradnom`; did you mean `gradnorm`? "
        + "`poise strategies` lists all \(count)\n")
  }

  @Test func helpAndVersion() throws {
    let trial = try CommandTrial([:])
    let version = try trial.poise("--version")
    #expect(version.output == PoiseVersion.current + "\n")
    #expect(version.ending == .exited(0) && version.errors.isEmpty)
    let commands = ["compare", "sweep", "report", "strategies"]
    for arguments in [["--help"], ["help"], []] + commands.map({ [$0, "--help"] }) {
      let help = try trial.poise(arguments)
      #expect(help.ending == .exited(0) && help.errors.isEmpty, "\(help)")
      #expect(help.output.contains("USAGE: poise"))
      if arguments.count < 2 {
        #expect(commands.allSatisfy { help.output.contains("\n  \($0) ") })
      }
    }
    #expect(try trial.folder.contents().isEmpty)
  }
}
