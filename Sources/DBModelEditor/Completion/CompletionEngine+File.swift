import DBModelDiagnostics
import DBModelSemantics
import DBModelSyntax
import DBModelWorkload

/// Declarations, and what stands in their heads.
extension CompletionEngine {
  mutating func completeFile() {
    guard !context.clause.isEmpty else { return addDeclarations() }
    let count = context.clause.count
    switch head {
    case "entity":
      if previousIs("in") { return addStores() }
      if count == 2 { add(words: ["in"]) }
    case "access":
      if previousIs("on") { return addStores() }
      if previous?.kind == .rightParen { add(words: ["on"]) }
    case "store":
      if previous?.kind == .colon {
        for kind in StoreKind.allCases { add(kind.rawValue, .keyword) }
      } else if count == 4 {
        add(words: ["default"])
      }
    case "flow":
      if count == 1 { return addStores() }
      if previous?.kind == .arrow {
        let source = context.clause.dropFirst().first?.text
        addStores { $0.name != source }
      }
    case "design":
      if previousIs("of") { return addStores { $0.kind == .dynamodb } }
      if count == 2 { add(words: ["of"]) }
    case "allow": allowance(count)
    case "edition": if count == 1 { add("2026", .keyword) }
    default: break
    }
  }

  private mutating func addDeclarations() {
    var given: Set<String> = []
    for clause in context.tree.root.children where clause.kind == .clause {
      if let token = clause.tokens.first,
        token.span.upper < context.replaced.lower
          || token.span.lower > context.replaced.upper
      {
        given.insert(token.text)
      }
    }
    addClauses(of: "a model", given: given)
  }

  private mutating func allowance(_ count: Int) {
    if count == 1 {
      for rule in RuleRegistry.all where rule.severity != .error {
        add(rule.name, .rule, detail: rule.code, documentation: rule.summary)
      }
      return
    }
    let words = context.clause.map(\.text)
    if previousIs("on") || words.suffix(3).first == "on" && !context.chain.isEmpty {
      return addSubjects()
    }
    if previousIs("until") || previousIs("because") { return }
    for (word, insertion) in [("on", "on "), ("until", "until "), ("because", "because \"$1\"")]
    where !words.contains(word) {
      add(word, .keyword, insert: insertion, isSnippet: word == "because")
    }
  }

  /// What a finding may be allowed for.
  private mutating func addSubjects() {
    if let first = context.chain.first {
      guard context.chain.count == 1, let entity = rows.entity(first) else { return }
      return addSteps(from: .rows(entity.id))
    }
    addEntities()
    for pattern in snapshot.symbols.symbols where pattern.kind == .pattern {
      if !pattern.declarations.isEmpty { add(pattern.name, .pattern) }
    }
    addStores()
    addServices()
  }

  /// Inside quotes: paths to import, fields in a key template, parameters of SQL.
  mutating func completeText(_ token: SyntaxToken) {
    let tokens = context.tree.tokens
    let before = token.index > tokens.startIndex ? tokens[token.index - 1] : nil
    let file = context.tree.file
    let typed = file.text(
      SourceSpan(
        file: file.id,
        lower: token.span.lower,
        upper: max(token.span.lower, context.offset)
      )
    )
    if before?.text == "import" { return addPaths(token) }
    if before?.text == "sql" {
      let end = file.bytes[..<context.replaced.lower]
      if end.last == UInt8(ascii: ":") {
        for parameter in parameters.parameters {
          add(parameter.name, .parameter, detail: parameter.detail)
        }
      }
      return
    }
    guard let item = context.frames.last(where: { $0.word == "item" }), item.head.count > 1,
      let entity = rows.entity(item.head[1].text), let open = typed.lastIndex(of: "{"),
      !typed[open...].contains("}")
    else { return }
    let place = rows.follow(context.chain, from: .rows(entity.id))
    if let place { addSteps(from: place) { !$0.isMany } }
  }

  /// Other models, as seen from this file.
  private mutating func addPaths(_ token: SyntaxToken) {
    let own = context.tree.file.path
    let imported = Set(imports(of: context.tree).map(\.value))
    let paths = snapshot.sources.files.map(\.path).filter { $0 != own && $0.hasSuffix(".dbmodel") }
    for path in paths.map({ RelativePath.make($0, from: own) }).sorted()
    where !imported.contains(path) {
      items(path, token)
    }
  }

  private mutating func items(_ path: String, _ token: SyntaxToken) {
    add(path, .file)
  }
}

/// Paths as an import writes them.
enum RelativePath {
  static func make(_ path: String, from file: String) -> String {
    let target = path.split(separator: "/")
    let base = file.split(separator: "/").dropLast()
    var shared = 0
    while shared < min(target.count - 1, base.count),
      target[shared] == base[base.startIndex + shared]
    { shared += 1 }
    let up = [Substring](repeating: "..", count: base.count - shared)
    return (up + target.dropFirst(shared)).joined(separator: "/")
  }
}
