/// Something a catalog holds that a model does not, or that was read in a way to be looked at.
public struct CatalogNote: Hashable, Sendable {
  /// The table, index or view it is about.
  public let subject: String
  /// One sentence in plain words, lower case, no full stop.
  public let text: String
}
