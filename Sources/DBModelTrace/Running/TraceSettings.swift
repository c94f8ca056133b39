/// How logs are read.
package struct TraceSettings: Sendable {
  /// The format of every log; `nil`: each is recognised by what it holds.
  package var format: LogFormat?
  /// Which column, value or attribute is the key; see `--key`.
  package var key: String?
  /// Whether the first line of a CSV log is no record although the key is named by its number.
  package var hasHeader = false
  /// The table whose CloudTrail events are counted; `nil`: of all.
  package var table: String?
  /// Threads that count, 1 to `TraceLimits.jobs`.
  package var jobs = 1
  /// Whether names of keys are kept; then one thread counts.
  package var keepsNames = false
  /// See `TraceLimits`; tests take less.
  package var tableBytes = TraceLimits.tableBytes
  package var blockBytes = TraceLimits.blockBytes

  package init() {}
}
