/// What is known about a statement besides its plan.
public struct PlanContext: Sendable {
  /// Rows of a table at the size that counts, by the table's name.
  public struct RelationSize: Hashable, Sendable {
    public let relation: String
    public let rows: Double

    public init(_ relation: String, rows: Double) {
      self.relation = relation
      self.rows = rows
    }
  }

  /// A column of texts with which an index begins.
  public struct IndexedText: Hashable, Sendable {
    public let relation: String
    public let column: String
    public let index: String

    public init(_ relation: String, column: String, index: String) {
      self.relation = relation
      self.column = column
      self.index = index
    }
  }

  public var sizes: [RelationSize]
  /// Of all tables, as far as the schema is known.
  public var indexedTexts: [IndexedText]
  /// Alias to table: SQLite prints only the alias.
  public var aliases: [String: String]
  /// Rows the statement returns; `nil` where unknown.
  public var resultRows: Double?
  /// Rows that match before a LIMIT cuts them; `nil` where unknown.
  public var matchingRows: Double?
  /// Rows that a sort of the statement's own rows may have at the most, where that is known of the
  /// model and not of its text.
  public var sortedRows: Double?
  /// The reader stops after some rows (LIMIT); `nil` where unknown.
  public var stopsEarly: Bool?
  public var thresholds: PlanThresholds

  public init(
    sizes: [RelationSize] = [],
    indexedTexts: [IndexedText] = [],
    aliases: [String: String] = [:],
    resultRows: Double? = nil,
    matchingRows: Double? = nil,
    stopsEarly: Bool? = nil,
    thresholds: PlanThresholds = PlanThresholds()
  ) {
    self.sizes = sizes
    self.indexedTexts = indexedTexts
    self.aliases = aliases
    self.resultRows = resultRows
    self.matchingRows = matchingRows
    self.stopsEarly = stopsEarly
    self.thresholds = thresholds
  }
}
