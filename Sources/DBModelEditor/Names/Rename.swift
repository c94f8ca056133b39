public import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// What asking for a new name gives.
public enum EditorRename: Hashable, Sendable {
  /// All edits, by place.
  case edits([TextEdit])
  /// Why not, in one sentence.
  case refused(String)
}

extension EditorSnapshot {
  /// The name at an offset that can be changed, with the place of the name alone.
  public func prepareRename(at offset: Int, in file: FileID) -> (span: SourceSpan, name: String)? {
    guard let found = occurrence(at: offset, in: file) else { return nil }
    let symbol = symbols[found.symbol]
    return symbol.declarations.isEmpty ? nil : (found.span, symbol.name)
  }

  /// Gives the name at an offset another one, in all files of the model: declarations, references,
  /// key templates and parameters in SQL.
  public func rename(at offset: Int, in file: FileID, to name: String) -> EditorRename {
    guard let found = occurrence(at: offset, in: file) else {
      return .refused("there is no name here")
    }
    let symbol = symbols[found.symbol]
    guard !symbol.declarations.isEmpty else {
      return .refused("`\(symbol.name)` is declared nowhere")
    }
    if let reason = NameCheck.reason(against: name, symbol.kind) { return .refused(reason) }
    if name == symbol.name { return .edits([]) }
    if let other = collision(of: symbol, with: name) {
      return .refused("`\(name)` is already \(Self.article(other.kind)) here")
    }
    let edits = symbols.occurrences(of: symbol.id).map { TextEdit($0.span, name) }
    if let reason = newMistake(after: edits) { return .refused(reason) }
    return .edits(edits)
  }

  /// A symbol of the same namespace that has the name already.
  private func collision(of symbol: Symbol, with name: String) -> Symbol? {
    let siblings = symbols.symbols.filter {
      $0.name == name && $0.parent == symbol.parent && $0.id != symbol.id
        && Self.namespace($0.kind) == Self.namespace(symbol.kind)
    }
    if let found = siblings.first { return found }
    // An output stands beside the attributes of what is read, in `order` and `group`.
    guard symbol.kind == .output || symbol.kind == .attribute else { return nil }
    return symbols.symbols.first { other in
      guard other.name == name, other.kind != symbol.kind,
        other.kind == .output || other.kind == .attribute
      else { return false }
      let output = symbol.kind == .output ? symbol : other
      let attribute = symbol.kind == .output ? other : symbol
      let entity = model.workload.entities.first { entity in
        attribute.parent.map { symbols[$0].name == entity.name } ?? false
      }
      let pattern = model.workload.patterns.first { pattern in
        output.parent.map { symbols[$0].name == pattern.name } ?? false
      }
      guard case .read(let read)? = pattern?.operation else { return false }
      return read.entity == entity?.id
    }
  }

  /// Kinds that share their names.
  static func namespace(_ kind: SymbolKind) -> Int {
    switch kind {
    case .structure, .entity: 1
    case .attribute, .inverse: 2
    case .parameter, .variable: 3
    case .model: 4
    case .store: 5
    case .service: 6
    case .member: 7
    case .enumerationCase: 8
    case .pattern: 9
    case .output: 10
    case .design: 11
    case .table: 12
    case .index: 13
    case .keyAttribute: 14
    }
  }

  /// What the edited files would be told that the present ones are not.
  private func newMistake(after edits: [TextEdit]) -> String? {
    let edited = trees.map { tree -> SyntaxTree in
      let own = edits.filter { $0.span.file == tree.file.id }
      if own.isEmpty { return tree }
      let bytes = own.applied(to: tree.file.bytes)
      return parse(SourceFile(id: tree.file.id, path: tree.file.path, bytes: bytes)).tree
    }
    let before = Resolver.resolve(trees).diagnostics.filter { $0.severity == .error }
    let after = Resolver.resolve(edited).diagnostics.filter { $0.severity == .error }
    guard after.count > before.count else { return nil }
    var left: [String: Int] = [:]
    for diagnostic in before { left[diagnostic.rule.code, default: 0] += 1 }
    for diagnostic in after {
      left[diagnostic.rule.code, default: 0] -= 1
      if left[diagnostic.rule.code, default: 0] < 0 { return diagnostic.title }
    }
    return nil
  }

  static func article(_ kind: SymbolKind) -> String {
    switch kind {
    case .model: "a model"
    case .store: "a store"
    case .service: "a service"
    case .structure: "a structure"
    case .member: "a member"
    case .entity: "an entity"
    case .attribute: "an attribute"
    case .inverse: "a way back"
    case .enumerationCase: "a case"
    case .pattern: "an access pattern"
    case .parameter: "a parameter"
    case .variable: "a loop variable"
    case .output: "a computed output"
    case .design: "a design"
    case .table: "a table"
    case .index: "an index"
    case .keyAttribute: "a key attribute"
    }
  }
}

/// Whether a text can be a name.
enum NameCheck {
  static let reserved = ["and", "or", "not", "in", "where", "set", "if", "true", "false", "null"]

  /// Why a text is no name for a symbol of a kind; `nil` where it is one.
  static func reason(against name: String, _ kind: SymbolKind) -> String? {
    if reserved.contains(name) { return "`\(name)` is a reserved word" }
    let file = SourceFile(id: FileID(0), path: "", bytes: Array(name.utf8))
    let tokens = parse(file).tree.tokens
    let isWord =
      tokens.count == 2 && tokens[tokens.startIndex].kind == .word
      && tokens[tokens.startIndex].span.upper == file.bytes.count
      && tokens[tokens.startIndex].span.lower == 0
    if !isWord {
      return "a name begins with a letter and holds letters, digits, `_` and `-` between them"
    }
    if kind == .entity || kind == .structure, LanguageVocabulary.types.contains(name) {
      return "`\(name)` is a type of the language"
    }
    return nil
  }
}

extension [TextEdit] {
  /// The bytes with every edit made; edits do not overlap.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for edit in sorted(by: { $0.span < $1.span }) {
      guard edit.span.lower >= position, edit.span.upper <= bytes.count else { continue }
      result += bytes[position..<edit.span.lower]
      result += edit.replacement.utf8
      position = edit.span.upper
    }
    return result + bytes[position...]
  }
}
