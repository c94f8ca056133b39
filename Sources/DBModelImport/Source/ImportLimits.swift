/// What a file that is imported may hold. Files themselves are bounded where they are loaded.
enum ImportLimits {
  /// Values and names of members together: some hundred times the largest template of a service.
  static let values = 500_000
  /// Levels of lists and objects, in YAML; in JSON the reader has its own bound, which is the same.
  static let depth = 256
  /// Tables of an import: what an account has in a region unless it asks for more (Amazon DynamoDB
  /// Developer Guide, quotas; checked 2026-11-27).
  static let tables = 2_500
  /// Indexes of a table; the service has 20 global ones, which can be raised, and 5 local ones.
  static let indexes = 100
  /// Kinds of items in a table.
  static let entities = 500
  /// Attributes of an entity.
  static let fields = 2_000
}
