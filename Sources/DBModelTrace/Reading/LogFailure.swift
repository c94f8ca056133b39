/// Why a log, or the rest of it, cannot be read.
package struct LogFailure: Error, Hashable, Sendable {
  /// One sentence in plain words, lower case, no full stop.
  package let reason: String
  /// The way out, imperative.
  package let help: String
  /// How much was read before, in bytes as they stand in the file.
  package var offsetBytes: Int?

  package init(_ reason: String, help: String, offsetBytes: Int? = nil) {
    self.reason = reason
    self.help = help
    self.offsetBytes = offsetBytes
  }
}
