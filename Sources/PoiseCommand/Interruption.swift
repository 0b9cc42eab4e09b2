import Dispatch
import Foundation
import Synchronization

/// Hears SIGINT and SIGTERM in place of the default, which ends the process, for as long as it lives.
///
/// What a signal does is up to what is under way: it ends the process at once with a word, or it
/// calls off the work, or it waits for files to be written. A second signal always ends it.
final class Interruption {
  /// What a signal does.
  enum Response: Sendable {
    /// Say something on standard error and end.
    case leave(saying: String)
    /// Do something that makes the work end soon.
    case callOff(@Sendable () -> Void)
    /// Nothing now: what is under way is short, and must not be left half done.
    case wait
  }

  private let sources: [any DispatchSourceSignal]
  private let caught: CaughtSignal

  /// Begins to listen.
  init(_ response: Response) {
    let numbers = [SIGINT, SIGTERM]
    caught = CaughtSignal(response)
    // A queue of its own: training keeps every thread of the shared pools busy.
    let queue = DispatchQueue(label: "signals")
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for (number, source) in zip(numbers, sources) {
      source.setEventHandler { [caught] in caught.note(number) }
      source.resume()
    }
  }

  deinit {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }

  /// Changes what a signal does; one that came before does it at once.
  func respond(_ response: Response) { caught.respond(response) }

  /// 128 plus the signal's number, as shells have it; `nil` if none came.
  var exitCode: Int32? { caught.number.map { 128 + $0 } }
}

/// The signal that came, if one did, and what to do then.
private final class CaughtSignal: Sendable {
  private struct State {
    var number: Int32?
    var response: Interruption.Response
  }

  private let state: Mutex<State>

  init(_ response: Interruption.Response) {
    state = Mutex(State(number: nil, response: response))
  }

  var number: Int32? { state.withLock { $0.number } }

  func note(_ number: Int32) {
    let (isSecond, response) = state.withLock { state in
      defer { state.number = number }
      return (state.number != nil, state.response)
    }
    if isSecond {
      Self.end(number, saying: "Stopped at once; what was saved is safe.")
    } else {
      Self.act(number, response)
    }
  }

  func respond(_ response: Interruption.Response) {
    let number = state.withLock { state in
      state.response = response
      return state.number
    }
    if let number { Self.act(number, response) }
  }

  private static func act(_ number: Int32, _ response: Interruption.Response) {
    switch response {
    case .leave(let words): end(number, saying: words)
    case .callOff(let action): action()
    case .wait: break
    }
  }

  private static func end(_ number: Int32, saying words: String) {
    Terminal.say(words)
    // Not `exit`: other threads are still at work.
    _exit(128 + number)
  }
}
