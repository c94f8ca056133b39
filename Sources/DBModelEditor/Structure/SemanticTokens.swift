public import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax

/// What a piece of text is, for colours.
public enum EditorTokenKind: String, Hashable, Sendable, CaseIterable {
  case comment
  /// A word of the language, reserved or not.
  case keyword
  case number
  case string
  case `operator`
  /// A type of the language, or a structure.
  case type
  /// An entity or a table.
  case entity
  /// A store, a service, a design or the model.
  case namespace
  /// An attribute, a member, a way back, an output, a key attribute or an index.
  case property
  case enumerationCase
  case pattern
  case parameter
  case variable
}

/// One coloured piece of a line.
public struct EditorToken: Hashable, Sendable {
  /// On one line.
  public let span: SourceSpan
  public let kind: EditorTokenKind
  public let isDeclaration: Bool
  /// `///`.
  public let isDocumentation: Bool
  /// Part of the language rather than of the model.
  public let isBuiltIn: Bool

  init(
    _ span: SourceSpan,
    _ kind: EditorTokenKind,
    isDeclaration: Bool = false,
    isDocumentation: Bool = false,
    isBuiltIn: Bool = false
  ) {
    self.span = span
    self.kind = kind
    self.isDeclaration = isDeclaration
    self.isDocumentation = isDocumentation
    self.isBuiltIn = isBuiltIn
  }
}

extension EditorSnapshot {
  /// Colours of a file, by place; pieces do not overlap, and none crosses a line.
  public func semanticTokens(in file: FileID) -> [EditorToken] {
    guard let tree = tree(file) else { return [] }
    var painter = TokenPainter(
      snapshot: self,
      file: tree.file,
      names: symbols.occurrences(in: file)
    )
    painter.units = Self.units(in: tree)
    for token in tree.tokens { painter.paint(token) }
    return painter.tokens
  }

  /// Where the units of numbers stand: the words behind them.
  private static func units(in tree: SyntaxTree) -> [Int: Int] {
    var found: [Int: Int] = [:]
    var open = [tree.root]
    while let node = open.popLast() {
      if node.kind == .number, let first = node.tokens.first {
        found[first.span.lower] = node.span.upper
      }
      open.append(contentsOf: node.children)
    }
    return found
  }
}

/// Goes over the tokens of a file beside the names in it.
private struct TokenPainter {
  let snapshot: EditorSnapshot
  let file: SourceFile
  let names: [SymbolOccurrence]
  /// The end of each number with its unit, by where the number begins.
  var units: [Int: Int] = [:]
  private(set) var tokens: [EditorToken] = []
  private var nextName = 0
  private var numberEnd = 0

  init(snapshot: EditorSnapshot, file: SourceFile, names: [SymbolOccurrence]) {
    self.snapshot = snapshot
    self.file = file
    self.names = names
  }

  mutating func paint(_ token: SyntaxToken) {
    comments(token.triviaSpan)
    let span = token.span
    if span.isEmpty { return }
    switch token.kind {
    case .string, .rawString: text(span)
    case .number, .date, .time:
      numberEnd = max(numberEnd, units[span.lower] ?? span.upper)
      add(span, .number)
    case .word, .parameter:
      if span.lower < numberEnd { return add(span, .number) }
      if let name = name(in: span) { return paint(name, as: span) }
      if token.kind == .parameter { return add(span, .parameter) }
      let isType = LanguageVocabulary.types.contains(token.text)
      add(span, isType ? .type : .keyword, isBuiltIn: true)
    case .dot, .comma, .colon, .leftParen, .rightParen, .leftBrace, .rightBrace, .endOfFile,
      .unknown:
      break
    default:
      if span.lower < numberEnd { return add(span, .number) }
      if token.kind.isReserved, let name = name(in: span) { return paint(name, as: span) }
      add(span, token.kind.isReserved ? .keyword : .operator, isBuiltIn: token.kind.isReserved)
    }
  }

  /// The next name that lies in a span.
  private mutating func name(in span: SourceSpan) -> SymbolOccurrence? {
    while nextName < names.count, names[nextName].span.lower < span.lower { nextName += 1 }
    guard nextName < names.count, names[nextName].span.upper <= span.upper else { return nil }
    defer { nextName += 1 }
    return names[nextName]
  }

  private mutating func paint(_ name: SymbolOccurrence, as span: SourceSpan) {
    let kind = Self.kind(snapshot.symbols[name.symbol].kind)
    tokens.append(EditorToken(span, kind, isDeclaration: name.isDeclaration))
  }

  /// A text, with the names in it as pieces of their own.
  private mutating func text(_ span: SourceSpan) {
    var lower = span.lower
    while let name = name(in: span) {
      lines(SourceSpan(file: span.file, lower: lower, upper: name.span.lower), .string)
      paint(name, as: name.span)
      lower = name.span.upper
    }
    lines(SourceSpan(file: span.file, lower: lower, upper: span.upper), .string)
  }

  private mutating func comments(_ trivia: SourceSpan) {
    var position = trivia.lower
    while position + 1 < trivia.upper {
      guard file.bytes[position] == UInt8(ascii: "/"), file.bytes[position + 1] == UInt8(ascii: "/")
      else {
        position += 1
        continue
      }
      var end = position
      while end < trivia.upper, file.bytes[end] != 0x0A, file.bytes[end] != 0x0D { end += 1 }
      let isDocumentation =
        file.bytes[position..<end].starts(with: "///".utf8)
        && !file.bytes[position..<end].starts(with: "////".utf8)
      tokens.append(
        EditorToken(
          SourceSpan(file: trivia.file, lower: position, upper: end),
          .comment,
          isDocumentation: isDocumentation
        )
      )
      position = end
    }
  }

  /// The same colour on every line of a span, without line ends.
  private mutating func lines(_ span: SourceSpan, _ kind: EditorTokenKind) {
    var lower = span.lower
    for position in span.lower..<span.upper where file.bytes[position] == 0x0A {
      let upper = position > lower && file.bytes[position - 1] == 0x0D ? position - 1 : position
      add(SourceSpan(file: span.file, lower: lower, upper: upper), kind)
      lower = position + 1
    }
    add(SourceSpan(file: span.file, lower: lower, upper: span.upper), kind)
  }

  private mutating func add(_ span: SourceSpan, _ kind: EditorTokenKind, isBuiltIn: Bool = false) {
    if !span.isEmpty { tokens.append(EditorToken(span, kind, isBuiltIn: isBuiltIn)) }
  }

  private static func kind(_ kind: SymbolKind) -> EditorTokenKind {
    switch kind {
    case .model, .store, .service, .design: .namespace
    case .structure: .type
    case .entity, .table: .entity
    case .attribute, .inverse, .member, .output, .keyAttribute, .index: .property
    case .enumerationCase: .enumerationCase
    case .pattern: .pattern
    case .parameter: .parameter
    case .variable: .variable
    }
  }
}
