public import DBModelWorkload

/// How a dialect keeps the values of a type.
public enum SQLStorage: Hashable, Sendable {
  /// In the engine's own type, whose order and equality are the model's.
  case native
  /// As an integer that counts 10^-scale: exact decimals, and times in fractions of a second since
  /// 1970, on engines without such a type.
  case scaledInteger(scale: Int)
  /// Days since 1970-01-01.
  case days
  /// As text whose byte order is the number's order, for decimals beyond 64 bits.
  case orderedText(precision: Int, scale: Int)
  /// As JSON.
  case json

  /// SQLite has neither times nor exact decimals: decimals of up to 18 digits fit its 64-bit
  /// integers. PostgreSQL and MySQL keep six digits of a second, so nanoseconds are counted.
  /// MySQL's decimals have at most 30 digits after the point (MySQL 8.0 manual, 12.24.2 "DECIMAL
  /// Data Type Characteristics", checked 2026-11-23).
  public init(_ type: ValueType, _ dialect: SQLDialect) {
    switch (type, dialect) {
    case (.list, _), (.structure, _), (.set, _), (.map, _): self = .json
    case (.timestamp(let precision), .sqlite):
      self = .scaledInteger(scale: precision.fractionDigits)
    case (.timestamp(.nanoseconds), _): self = .scaledInteger(scale: 9)
    case (.date, .sqlite): self = .days
    case (.decimal(let precision, let scale), .sqlite):
      self =
        precision <= 18
        ? .scaledInteger(scale: scale) : .orderedText(precision: precision, scale: scale)
    case (.decimal(let precision, let scale), .mysql) where scale > 30:
      self = .orderedText(precision: precision, scale: scale)
    default: self = .native
    }
  }
}

/// Names the column types of a dialect.
public struct SQLColumnType: Sendable {
  public let dialect: SQLDialect

  public init(_ dialect: SQLDialect) { self.dialect = dialect }

  /// - Parameter isIndexed: the column stands in a key, a constraint or an index, which MySQL
  /// cannot
  ///   build over its unbounded texts.
  public func name(of type: ValueType, isIndexed: Bool) -> String {
    switch SQLStorage(type, dialect) {
    case .scaledInteger: return dialect == .sqlite ? "INTEGER" : "BIGINT"
    case .days: return "INTEGER"
    case .orderedText(let precision, _):
      return dialect == .sqlite ? "TEXT" : "CHAR(\(precision + 1)) \(Self.asciiText)"
    case .json:
      switch dialect {
      case .postgresql: return "jsonb"
      case .mysql: return "JSON"
      case .sqlite: return "TEXT"
      }
    case .native:
      switch dialect {
      case .postgresql: return postgreSQL(type)
      case .mysql: return mySQL(type, isIndexed: isIndexed)
      case .sqlite: return sqlite(type)
      }
    }
  }

  /// Identifiers have one byte a character; the default character set would reserve four.
  private static let asciiText = "CHARACTER SET ascii COLLATE ascii_bin"

  private func postgreSQL(_ type: ValueType) -> String {
    switch type {
    case .bool: "boolean"
    case .integer: integer(type).lowercased()
    case .decimal(let precision, let scale): "numeric(\(precision), \(scale))"
    case .string(let maximum, _) where maximum <= 10_485_760: "varchar(\(maximum)) COLLATE \"C\""
    case .string: "text COLLATE \"C\""
    case .bytes: "bytea"
    case .uuid: "uuid"
    case .ulid: "varchar(26) COLLATE \"C\""
    case .timestamp(let precision): "timestamptz(\(precision.fractionDigits))"
    case .date: "date"
    case .enumeration(let cases): "varchar(\(longest(cases))) COLLATE \"C\""
    case .structure, .list, .set, .map: "jsonb"
    }
  }

  private func mySQL(_ type: ValueType, isIndexed: Bool) -> String {
    switch type {
    case .bool: "BOOLEAN"
    case .integer: integer(type)
    case .decimal(let precision, let scale): "DECIMAL(\(precision), \(scale))"
    case .string(let maximum, _):
      // A row's VARCHARs share 65,535 bytes, so long ones that need no index are kept apart.
      maximum <= 1_000 || isIndexed && maximum <= 16_383
        ? "VARCHAR(\(maximum))"
        : maximum <= 16_383 ? "TEXT" : maximum <= 4_194_303 ? "MEDIUMTEXT" : "LONGTEXT"
    case .bytes(let maximum, _):
      maximum <= 4_000 || isIndexed && maximum <= 65_000
        ? "VARBINARY(\(maximum))"
        : maximum <= 65_535 ? "BLOB" : maximum <= 16_777_215 ? "MEDIUMBLOB" : "LONGBLOB"
    case .uuid: "CHAR(36) \(Self.asciiText)"
    case .ulid: "CHAR(26) \(Self.asciiText)"
    case .timestamp(let precision): "DATETIME(\(precision.fractionDigits))"
    case .date: "DATE"
    case .enumeration(let cases): "VARCHAR(\(longest(cases)))"
    case .structure, .list, .set, .map: "JSON"
    }
  }

  private func sqlite(_ type: ValueType) -> String {
    switch type {
    case .bool, .integer: "INTEGER"
    case .bytes: "BLOB"
    default: "TEXT"
    }
  }

  /// The narrowest type that holds the declared bounds.
  private func integer(_ type: ValueType) -> String {
    guard case .integer(let minimum?, let maximum?) = type else { return "BIGINT" }
    if minimum >= -32_768, maximum <= 32_767 { return "SMALLINT" }
    if minimum >= -2_147_483_648, maximum <= 2_147_483_647 { return "INTEGER" }
    return "BIGINT"
  }

  private func longest(_ cases: [EnumerationCase]) -> Int {
    max(1, cases.map(\.name.unicodeScalars.count).max() ?? 1)
  }
}
