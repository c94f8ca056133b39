import DBModelDiagnostics

/// Notes the places of names while a model is resolved. A name is interned by what it belongs to;
/// an occurrence is one element of an array.
final class SymbolRecorder {
  private struct Key: Hashable {
    let kind: SymbolKind
    let parent: Int
    let name: String
  }

  private var symbols: [Symbol] = []
  private var occurrences: [SymbolOccurrence] = []
  private var known: [Key: Int] = [:]
  /// What is being declared, outermost first: types, cases and members belong to the last.
  private var owners: [SymbolID] = []

  var owner: SymbolID? { owners.last }

  func push(_ owner: SymbolID) { owners.append(owner) }

  func pop() { _ = owners.popLast() }

  /// The symbol of a name, made where it is new.
  func symbol(_ kind: SymbolKind, _ name: String, in parent: SymbolID? = nil) -> SymbolID {
    let key = Key(kind: kind, parent: parent?.rawValue ?? -1, name: name)
    if let found = known[key] { return SymbolID(found) }
    let id = SymbolID(symbols.count)
    known[key] = id.rawValue
    symbols.append(Symbol(id: id, kind: kind, name: name, parent: parent, declarations: []))
    return id
  }

  /// The symbol of a name that is known already.
  func existing(_ kind: SymbolKind, _ name: String, in parent: SymbolID? = nil) -> SymbolID? {
    known[Key(kind: kind, parent: parent?.rawValue ?? -1, name: name)].map { SymbolID($0) }
  }

  @discardableResult
  func declare(_ kind: SymbolKind, _ name: String, at span: SourceSpan, in parent: SymbolID? = nil)
    -> SymbolID
  {
    let id = symbol(kind, name, in: parent)
    if !symbols[id.rawValue].declarations.contains(span) {
      symbols[id.rawValue].declarations.append(span)
    }
    occurrences.append(SymbolOccurrence(span: span, symbol: id, isDeclaration: true))
    return id
  }

  func refer(_ id: SymbolID, at span: SourceSpan) {
    occurrences.append(SymbolOccurrence(span: span, symbol: id, isDeclaration: false))
  }

  func refer(_ kind: SymbolKind, _ name: String, at span: SourceSpan, in parent: SymbolID? = nil) {
    refer(symbol(kind, name, in: parent), at: span)
  }

  var index: SymbolIndex { SymbolIndex(symbols: symbols, occurrences: occurrences) }
}
