/// A family of SQL engines that one text serves.
public enum SQLDialect: String, CaseIterable, Hashable, Sendable {
  case postgresql
  /// MySQL 8.0.17 and later, and MariaDB 10.6 and later.
  case mysql
  /// 3.37 and later.
  case sqlite

  /// `nil` for a store that does not speak SQL.
  public init?(_ kind: StoreKind) {
    switch kind {
    case .auroraPostgreSQL: self = .postgresql
    case .auroraMySQL: self = .mysql
    case .sqlite: self = .sqlite
    case .dynamodb: return nil
    }
  }

  /// An identifier that is never taken for anything else.
  public func quoted(_ name: String) -> String {
    let quote: Character = self == .mysql ? "`" : "\""
    var text = String(quote)
    for character in name {
      if character == quote { text.append(quote) }
      text.append(character)
    }
    text.append(quote)
    return text
  }

  /// Identifiers as a list has them.
  public func quoted(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }
}
