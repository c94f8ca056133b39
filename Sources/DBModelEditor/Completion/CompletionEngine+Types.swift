import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// Types, and the words behind them.
extension CompletionEngine {
  /// An attribute or member: `name: type words`.
  mutating func attribute(allowsRows: Bool) {
    let part = self.part
    guard part.count >= 2, part[part.startIndex + 1].kind == .colon else { return }
    let rest = part.dropFirst(2)
    if isTypePosition(rest) { return addTypes(allowsRows: allowsRows, after: rest.last?.text) }
    if rest.first?.text == "list", rest.count == 1 { return add(words: ["of"]) }
    attributeWords(rest, allowsRows: allowsRows)
  }

  /// Whether a type stands next: behind the colon, `many`, `of`, `new`.
  func isTypePosition(_ rest: ArraySlice<SyntaxToken>) -> Bool {
    guard let last = rest.last else { return true }
    return ["many", "of", "new"].contains(last.text)
      && rest.allSatisfy { ["many", "of", "new", "list", "range"].contains($0.text) }
  }

  mutating func addTypes(allowsRows: Bool, after word: String?) {
    if word == "many" || word == "new" {
      addEntities()
      if word == "many", context.frames.last?.isBlock == false { add(words: ["new"]) }
      if word == "new" { return }
    }
    if word == "many", context.frames.last?.isBlock == true { return }
    for (name, snippet) in Self.types {
      add(name, .type, insert: snippet, isSnippet: snippet != name)
    }
    for name in snapshot.symbols.symbols
    where name.kind == .structure && !name.declarations.isEmpty {
      add(name.name, .structure, documentation: documentation(of: name))
    }
    if allowsRows, word != "of" {
      addEntities(detail: "reference")
      if word == nil, context.frames.last?.isBlock == true { add(words: ["many"]) }
    }
  }

  private func documentation(of symbol: Symbol) -> String? {
    guard let span = symbol.declarations.first else { return nil }
    return snapshot.tree(span.file)?.documentation(ofNameAt: span)
  }

  private static let types: [(String, String)] = [
    ("uuid", "uuid"), ("ulid", "ulid"), ("string", "string(${1:80})"), ("int", "int"),
    ("decimal", "decimal(${1:12}, ${2:2})"), ("bool", "bool"), ("date", "date"),
    ("timestamp", "timestamp(${1:ms})"), ("bytes", "bytes(${1:256})"),
    ("enum", "enum { ${1:a} ${2:50%}, ${3:b} ${4:50%} }"),
    ("list", "list of ${1:string(80)} ${2:0..10} avg ${3:3}"),
    ("set", "set of ${1:string(40)} ${2:0..10} avg ${3:3}"),
    ("map", "map of ${1:string(40)} to ${2:int} ${3:0..20} avg ${4:5}"),
  ]

  /// Types of which the different values are counted.
  private static let isCounted: Set = [
    "string", "bytes", "binary", "int", "decimal", "date", "timestamp", "uuid", "ulid",
  ]

  private mutating func attributeWords(_ rest: ArraySlice<SyntaxToken>, allowsRows: Bool) {
    if previousIs("delete") { return add(words: ["restrict", "cascade", "set-null"]) }
    if previousIs("skew") { return addDistributions() }
    let wantsFigure = ["inverse", "avg", "median", "present", "fresh", "distinct"]
    if wantsFigure.contains(where: { previousIs($0) }) { return }
    if previous?.kind == .equal {
      for name in ["sum", "count", "min", "max"] {
        add(name, .function, insert: "\(name)($1)", isSnippet: true)
      }
      return
    }
    let used = Set(rest.map(\.text))
    let type = rest.first?.text ?? ""
    let target = rows.entity(type == "many" ? rest.dropFirst().first?.text ?? "" : type)
    var words: [String] = []
    if rest.contains(where: { $0.kind == .equal }) { words = ["fresh"] }
    if allowsRows {
      if target != nil { words += ["inverse", "avg", "skew", "delete", "tenant", "key", "unique"] }
      words += LanguageVocabulary.attributeWords
    }
    if rest.contains(where: { $0.kind == .question }) { words.append("present") }
    if target == nil, ["string", "bytes", "list"].contains(type) { words.append("avg") }
    // Behind how many there are; behind how long each is stands no median.
    let counts = target != nil || ["list", "set", "map"].contains(type)
    if counts, rest.last?.kind == .number,
      ["avg", "max"].contains(rest.dropLast().last?.text)
    {
      words.append("median")
    }
    if used.contains("distinct") {
      words.append("skew")
    } else if Self.isCounted.contains(type) {
      words.append("distinct")
    }
    add(words: words.filter { !used.contains($0) && !(type == "many" && $0 == "tenant") })
  }

  /// Inside parentheses.
  mutating func completeParentheses(_ frame: CompletionContext.Frame) {
    let outer = context.frames.dropLast()
    if outer.isEmpty, frame.word == "access" { return parameter() }
    let callee = frame.head.last
    switch callee?.text {
    case "timestamp": return add(words: ["ms", "s", "us", "ns"])
    case "string", "bytes", "binary", "decimal", "int", "zipf", "recent", "hotset", "trace": return
    case "top": return completeCases(withPoint: false)
    default: break
    }
    guard outer.first?.word == "access" else {
      return derivation(outer.first)
    }
    if outer.count > 1 || isCondition(frame.head) { return expression() }
  }

  private func isCondition(_ head: [SyntaxToken]) -> Bool {
    head.contains { $0.kind == .where || $0.kind == .if || $0.kind == .set || $0.kind == .colon }
  }

  /// `= sum(orders.total)`.
  private mutating func derivation(_ outer: CompletionContext.Frame?) {
    guard let outer, outer.word == "entity",
      let own = outer.head.dropFirst().first.flatMap({ rows.entity($0.text) })
    else { return }
    guard let place = rows.follow(context.chain, from: .rows(own.id)) else { return }
    if context.chain.isEmpty {
      guard context.clause.isEmpty else { return }
      return addSteps(from: place) { $0.isMany }
    }
    addSteps(from: place) { !$0.isRelationship }
  }

  /// `name: type words` in the head of a pattern.
  private mutating func parameter() {
    let part = self.part
    guard part.count >= 2, part[part.startIndex + 1].kind == .colon else { return }
    let rest = part.dropFirst(2)
    if let first = context.chain.first {
      guard let entity = rows.entity(first),
        let place = rows.follow(context.chain.dropFirst(), from: .rows(entity.id))
      else { return }
      return addSteps(from: place) { !$0.isMany }
    }
    if isTypePosition(rest) {
      addTypes(allowsRows: true, after: rest.last?.text)
      if rest.isEmpty { add(words: ["many", "new", "range"]) }
      return
    }
    if rest.first?.text == "range", rest.count == 1 { return add(words: ["of"]) }
    if previousIs("from") { return add(words: ["caller"]) }
    if ["given", "recent", "avg", "median"].contains(where: { previousIs($0) }) { return }
    let used = Set(rest.map(\.text))
    var words = ["from", "recent"]
    if rest.contains(where: { $0.kind == .question }) { words.insert("given", at: 0) }
    if used.contains("many") || used.contains("range") {
      words.append(used.contains("avg") ? "median" : "avg")
    }
    add(words: words.filter { !used.contains($0) })
  }
}
