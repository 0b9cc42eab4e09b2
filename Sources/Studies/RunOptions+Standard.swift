import Foundation
import Neural

extension Study.RunOptions {
  /// All processors, lanes by the problem's size, the best kernels of the processor.
  public static var standard: Study.RunOptions {
    Study.RunOptions(threads: max(1, ProcessInfo.processInfo.activeProcessorCount))
  }
}
