/// What ends a run before its input does, and who hears how far it is.
package final class RunControl {
  /// How many more requests are counted; `nil`: all.
  package internal(set) var requestsLeft: Int?
  /// Whether a request was met that is one too many. A log of just so many is read to its end.
  package internal(set) var isCut = false
  /// Asked between blocks: whether somebody has had enough.
  private let isInterrupted: () -> Bool
  private let progress: (_ bytes: Int, _ keys: Int) -> Void
  /// Bytes (expanded) and keys so far.
  package private(set) var bytes = 0
  package private(set) var keys = 0
  private var told = 0

  /// - Parameters:
  ///   - mostRequests: How many requests are counted; `nil`: all.
  ///   - progress: Told every 64 MB, on the thread that began.
  package init(
    mostRequests: Int? = nil,
    isInterrupted: @escaping () -> Bool = { false },
    progress: @escaping (_ bytes: Int, _ keys: Int) -> Void = { _, _ in }
  ) {
    requestsLeft = mostRequests
    self.isInterrupted = isInterrupted
    self.progress = progress
  }

  /// Why the run is to end; `nil`: it is not.
  package var stopReason: String? {
    if isCut { return "as many requests were counted as `--most-requests` allows" }
    return isInterrupted() ? "the run was interrupted" : nil
  }

  func shouldStop() -> Bool { isCut || isInterrupted() }

  func report(bytes: Int, keys: Int) {
    self.bytes += bytes
    self.keys += keys
    guard self.bytes - told >= 1 << 26 else { return }
    told = self.bytes
    progress(self.bytes, self.keys)
  }
}
