package import DBModelTrace

/// What `dbmodel trace` is asked to do.
package struct TraceRequest {
  /// Logs, parts or one answer of a query; `-` is standard input.
  package var paths: [String]
  /// The path that standard input is shown under; `nil` shows `-`.
  package var stdinPath: String?
  package var settings: TraceSettings
  /// How many requests are counted, at most; `nil`: all.
  package var mostRequests: Int?
  /// What the clause calls the profile; `nil`: it is not written.
  package var profilePath: String?
  /// Whether the popularity is drawn.
  package var drawsPictures = false

  package init(paths: [String], settings: TraceSettings) {
    self.paths = paths
    self.settings = settings
  }
}
