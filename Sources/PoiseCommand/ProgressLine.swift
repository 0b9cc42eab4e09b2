import Dispatch
import Foundation
import Poise

/// Shows a study's progress on standard error until it is stopped: a bar on a terminal, a plain
/// line now and then elsewhere.
final class ProgressLine {
  // A queue of its own: training keeps every thread of Swift's pool busy.
  private let queue = DispatchQueue(label: "progress")
  private let timer: any DispatchSourceTimer
  private let isBar = Terminal.showsErrors

  /// Begins to show progress.
  init(_ progress: StudyProgress, name: String) {
    let (words, isBar) = (ProgressWords(progress, name: name), isBar)
    let period = isBar ? 0.1 : 10
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + period, repeating: period)
    timer.setEventHandler {
      if isBar {
        Terminal.sayInPlace("\r\u{1B}[2K" + words.bar(width: min(Terminal.width, 100)))
      } else {
        Terminal.say(words.plain)
      }
    }
    timer.resume()
  }

  /// Ends it, and takes the bar away.
  func stop() {
    timer.cancel()
    queue.sync { if isBar { Terminal.sayInPlace("\r\u{1B}[2K") } }
  }
}

/// How far a study has come, in words.
private struct ProgressWords: Sendable {
  private let progress: StudyProgress
  private let name: String
  private let start = ContinuousClock.now

  init(_ progress: StudyProgress, name: String) { (self.progress, self.name) = (progress, name) }

  /// One line without a bar.
  var plain: String {
    let runs = progress.runs
    return "\(name): \(percent), \(runs.finished) of \(runs.all) runs, \(rate), \(remaining)"
  }

  func bar(width: Int) -> String {
    let runs = progress.runs
    let long = " \(percent)  \(runs.finished)/\(runs.all) runs  \(rate)  \(remaining)"
    let short = " \(percent)  \(remaining)"
    let tail = long.count + 10 < width ? long : short
    let room = max(5, width - tail.count - 1)
    let filled = Int((Double(room) * progress.share).rounded(.down))
    return String(repeating: "━", count: filled) + String(repeating: "╌", count: room - filled)
      + tail
  }

  private var percent: String { "\(Int((progress.share * 100).rounded(.down)))%" }

  private var elapsed: Double { start.duration(to: .now) / .seconds(1) }

  /// Updates of single runs a second, since the start: `1.2 M steps/s`.
  private var rate: String {
    let rate = elapsed > 0 ? Double(progress.steps) / elapsed : 0
    return switch rate {
    case 999_500...: "\((rate / 100_000).rounded() / 10) M steps/s"
    case 9_995...: "\(Int((rate / 1000).rounded())) k steps/s"
    default: "\(Int(rate.rounded())) steps/s"
    }
  }

  private var remaining: String {
    let share = progress.share
    guard share > 0.01 else { return "estimating time left" }
    let left = elapsed * (1 - share) / share
    return left < 90 ? "\(Int(left.rounded(.up))) s left" : "\(Int((left / 60).rounded())) min left"
  }
}
