import Foundation
import Poise

/// Shows a study's progress on standard error: a bar on a terminal, a plain line now and then
/// elsewhere, nothing when asked to be quiet.
struct ProgressLine: Sendable {
  private let progress: StudyProgress
  private let name: String
  private let start = ContinuousClock.now

  init(_ progress: StudyProgress, name: String) { (self.progress, self.name) = (progress, name) }

  /// Shows progress until the surrounding task is cancelled.
  func show() async {
    let isBar = Terminal.showsErrors
    var spoken = ContinuousClock.now
    while !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(isBar ? 100 : 500))
      guard !Task.isCancelled else { break }
      if isBar {
        Terminal.sayInPlace("\r\u{1B}[2K" + bar(width: min(Terminal.width, 100)))
      } else if spoken.duration(to: .now) > .seconds(10) {
        Terminal.say(plain)
        spoken = .now
      }
    }
    if isBar { Terminal.sayInPlace("\r\u{1B}[2K") }
  }

  /// One line without a bar.
  private var plain: String {
    let runs = progress.runs
    return "\(name): \(percent), \(runs.finished) of \(runs.all) runs, \(remaining)"
  }

  private func bar(width: Int) -> String {
    let runs = progress.runs
    let tail = " \(percent)  \(runs.finished)/\(runs.all) runs  \(remaining)"
    let room = max(10, width - tail.count - 1)
    let filled = Int((Double(room) * progress.share).rounded(.down))
    return String(repeating: "━", count: filled) + String(repeating: "╌", count: room - filled)
      + tail
  }

  private var percent: String { "\(Int((progress.share * 100).rounded(.down))) %" }

  private var remaining: String {
    let elapsed = start.duration(to: .now) / .seconds(1)
    let share = progress.share
    guard share > 0.01 else { return "estimating time left" }
    let left = elapsed * (1 - share) / share
    return left < 90 ? "\(Int(left.rounded(.up))) s left" : "\(Int((left / 60).rounded())) min left"
  }
}
