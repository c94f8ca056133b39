public import DBModelDiagnostics

/// What keeps the rows of a store.
public enum StoreKind: String, CaseIterable, Hashable, Sendable {
  case dynamodb
  case auroraPostgreSQL = "aurora-postgresql"
  case auroraMySQL = "aurora-mysql"
  case sqlite

  public var isRelational: Bool { self != .dynamodb }
}

/// A place where entities live.
public struct Store: Sendable {
  public let id: StoreID
  public let name: String
  public let documentation: String?
  public let kind: StoreKind
  public let isDefault: Bool
  /// Empty for other kinds.
  public var dynamoDB: DynamoDBSettings
  /// Empty for other kinds.
  public var aurora: AuroraSettings
  /// Bytes that the indexes of its tables may take, those of keys and unique constraints not
  /// counted; of a relational store.
  public var mostIndexBytes: Located<Double>?
  public let nameSpan: SourceSpan
  public let span: SourceSpan
  /// Its clauses with their braces; `nil` where it has none.
  public let blockSpan: SourceSpan?
  /// Its last clause; `nil` where it has none.
  public let lastClauseSpan: SourceSpan?

  public init(
    id: StoreID,
    name: String,
    documentation: String?,
    kind: StoreKind,
    isDefault: Bool,
    dynamoDB: DynamoDBSettings = DynamoDBSettings(),
    aurora: AuroraSettings = AuroraSettings(),
    mostIndexBytes: Located<Double>? = nil,
    nameSpan: SourceSpan,
    span: SourceSpan,
    blockSpan: SourceSpan? = nil,
    lastClauseSpan: SourceSpan? = nil
  ) {
    self.id = id
    self.name = name
    self.documentation = documentation
    self.kind = kind
    self.isDefault = isDefault
    self.dynamoDB = dynamoDB
    self.aurora = aurora
    self.mostIndexBytes = mostIndexBytes
    self.nameSpan = nameSpan
    self.span = span
    self.blockSpan = blockSpan
    self.lastClauseSpan = lastClauseSpan
  }
}
