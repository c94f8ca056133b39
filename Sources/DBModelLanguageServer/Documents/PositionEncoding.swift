/// What a column of a position counts.
enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// The first of ours that the client offers; every client reads UTF-16.
  static func negotiated(_ offered: [String]) -> PositionEncoding {
    offered.contains(utf8.rawValue) ? .utf8 : .utf16
  }
}
