import Dispatch
import Synchronization

/// Does something again and again, on a thread of its own, from the first claim to the closing.
final class ClaimKeeper: Sendable {
  // A queue of its own: training keeps every thread of the shared pools busy.
  private let queue = DispatchQueue(label: "claims")
  private let timer = Mutex<(any DispatchSourceTimer)?>(nil)

  /// Begins, unless it has begun.
  ///
  /// - Parameter seconds: The time from one renewal to the next.
  /// - Returns: Whether it has begun now.
  @discardableResult
  func start(every seconds: Double, _ renew: @escaping @Sendable () -> Void) -> Bool {
    timer.withLock { timer in
      guard timer == nil else { return false }
      let source = DispatchSource.makeTimerSource(queue: queue)
      source.schedule(deadline: .now() + seconds, repeating: seconds)
      source.setEventHandler(handler: renew)
      source.resume()
      timer = source
      return true
    }
  }

  /// Ends it; a second call does nothing.
  func stop() {
    timer.withLock { timer in
      timer?.cancel()
      timer = nil
    }
  }
}
