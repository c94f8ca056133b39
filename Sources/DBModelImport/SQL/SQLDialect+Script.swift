public import DBModelWorkload

/// Of the dialect that a script is written in.
extension SQLDialect {
  /// As messages and remarks name it.
  public var title: String {
    switch self {
    case .postgresql: "PostgreSQL"
    case .mysql: "MySQL"
    case .sqlite: "SQLite"
    }
  }

  /// The kind of a store with such tables.
  var storeKind: ModelCode {
    switch self {
    case .postgresql: "aurora-postgresql"
    case .mysql: "aurora-mysql"
    case .sqlite: "sqlite"
    }
  }
}
