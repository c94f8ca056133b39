/// A column as a catalog lists it.
public struct CatalogColumn: Sendable {
  public let name: String
  public let type: CatalogType
  /// The type in the engine's own words: `character varying(20)`.
  public let declaredType: String
  public let isNullable: Bool
  /// The engine works its value out from other columns.
  public let isGenerated: Bool
  public let comment: String?

  public init(
    name: String,
    type: CatalogType,
    declaredType: String,
    isNullable: Bool,
    isGenerated: Bool = false,
    comment: String? = nil
  ) {
    self.name = name
    self.type = type
    self.declaredType = declaredType
    self.isNullable = isNullable
    self.isGenerated = isGenerated
    self.comment = comment
  }
}

/// What a column holds, as far as engines agree on it.
public enum CatalogType: Hashable, Sendable {
  case boolean
  /// Bounds that the type sets and 64 bits do not.
  case integer(minimum: Int64?, maximum: Int64?)
  /// Digits in all and after the point; `nil` where the type does not say.
  case decimal(precision: Int?, scale: Int)
  case floating
  /// `nil` where the type sets no bound, or one that says nothing of what it is for.
  case text(maximumCharacters: Int?)
  case bytes(maximumBytes: Int?)
  case uuid
  case date
  /// 0 to 6 digits of a second; `nil` where the type does not say.
  /// 0 to 6 digits of a second; `nil` where the type does not say.
  case timestamp(fractionDigits: Int?)
  /// Labels in their order.
  case enumeration([String])
  case json
  /// Of a kind that only this engine has, or that the language does not.
  case other
}
