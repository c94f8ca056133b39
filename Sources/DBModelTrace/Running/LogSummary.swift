/// What was read of one log.
package struct LogSummary: Sendable {
  /// As the user named it.
  package let path: String
  package var compression = Compression.none
  /// `nil` where none was told.
  package var format: LogFormat?
  /// How the format was told, and which part of a record is the key.
  package var reason = ""
  /// Nothing stands in it.
  package var isEmpty = false
  package var tally = RecordTally()
  /// Why it could not be read, or not to its end.
  package var failure: LogFailure?
  /// Nothing may be made of the run because of it.
  package var isRefused = false
  /// Somebody stopped the run while it was read.
  package var stopReason: String?
}
