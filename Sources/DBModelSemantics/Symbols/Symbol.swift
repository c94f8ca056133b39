public import DBModelDiagnostics

/// What a name stands for.
public enum SymbolKind: String, Hashable, Sendable, CaseIterable {
  case model
  case store
  case service
  case structure
  /// A member of a structure, named or not.
  case member
  case entity
  case attribute
  /// The way back along a reference; it belongs to the entity that is referred to.
  case inverse
  /// A value of an enumeration, or a case of a variant.
  case enumerationCase
  case pattern
  case parameter
  /// What a `for` goes through.
  case variable
  /// A computed output of a projection.
  case output
  case design
  case table
  case index
  /// A key attribute of a table that somebody wrote down.
  case keyAttribute
}

/// Names one symbol of a `SymbolIndex`.
public struct SymbolID: Hashable, Comparable, Sendable {
  public let rawValue: Int

  public init(_ rawValue: Int) { self.rawValue = rawValue }

  /// In the order in which they were met.
  public static func < (a: SymbolID, b: SymbolID) -> Bool { a.rawValue < b.rawValue }
}

/// Something with a name.
public struct Symbol: Hashable, Sendable {
  public let id: SymbolID
  public let kind: SymbolKind
  /// As declared; a symbol that is only referred to has the name it is called by.
  public let name: String
  /// What it belongs to: the entity of an attribute, the pattern of a parameter.
  public let parent: SymbolID?
  /// Where it is declared, first declaration first; more than one where a name is declared twice.
  public internal(set) var declarations: [SourceSpan]
}

/// One place where a name stands.
public struct SymbolOccurrence: Hashable, Sendable {
  /// The name alone: without `$`, `.`, `:` or braces.
  public let span: SourceSpan
  public let symbol: SymbolID
  public let isDeclaration: Bool
}
