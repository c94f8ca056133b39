import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// A declaration with a name, not yet looked into.
struct Declaration {
  let name: String
  let nameSpan: SourceSpan
  let clause: SyntaxNode
  let block: SyntaxNode?
  /// Whether an earlier one has the same name; it is then only checked, not kept.
  let isDuplicate: Bool

  var documentation: String? { clause.documentation }
}

/// The declarations of all files by kind, in the order of the files.
struct Declarations {
  /// The edition this compiler speaks.
  static let edition = 2026

  private(set) var edition: Int?
  private(set) var model: Located<String>?
  private(set) var stores: [Declaration] = []
  private(set) var services: [Declaration] = []
  private(set) var structs: [Declaration] = []
  private(set) var entities: [Declaration] = []
  private(set) var patterns: [Declaration] = []
  private(set) var designs: [Declaration] = []
  private(set) var flows: [SyntaxNode] = []
  private(set) var allowances: [SyntaxNode] = []
  private(set) var policy: SyntaxNode?
  private(set) var goals: SyntaxNode?
  private(set) var failures: SyntaxNode?
  /// Whether a store may stand in what could not be read: that there is none is then not said.
  private(set) var mayLackStores = false
  private var firsts: [String: SourceSpan] = [:]
  private var count = 0
  private var statesEdition = false

  init(_ trees: [SyntaxTree], sink: FindingSink) {
    for tree in trees { read(tree, sink) }
    if count == 0, statesEdition, let tree = trees.first { reportNothing(tree, sink) }
  }

  private mutating func read(_ tree: SyntaxTree, _ sink: FindingSink) {
    let clauses = tree.root.clauses
    readEdition(tree, clauses, sink)
    for clause in clauses {
      guard let first = clause.firstChild(.group)?.children.first, first.kind != .error else {
        continue
      }
      guard let word = (first.kind == .call ? first.children.first ?? first : first).word else {
        if !clause.containsError {
          sink.report(
            NameMessage.unexpected(
              first,
              wanted: "a declaration",
              forms: Vocabulary.file.clauses.map(\.name)
            )
          )
        }
        continue
      }
      take(word, clause, first, sink)
    }
  }

  private mutating func take(
    _ word: String,
    _ clause: SyntaxNode,
    _ first: SyntaxNode,
    _ sink: FindingSink
  ) {
    if word != "edition" { count += 1 }
    if clause.containsError, word == "store" || word == "import" { mayLackStores = true }
    switch word {
    case "edition": break
    case "import": checkImport(clause, sink)
    case "model": readModel(clause, sink)
    case "store": add(clause, "store", \.stores, sink)
    case "service": add(clause, "service", \.services, sink)
    case "struct": add(clause, "type", \.structs, sink)
    case "entity": add(clause, "type", \.entities, sink)
    case "access": add(clause, "access pattern", \.patterns, sink)
    case "design": add(clause, "design", \.designs, sink)
    case "flow": flows.append(clause)
    case "allow": allowances.append(clause)
    case "policy": single(clause, first, \.policy, sink)
    case "goals": single(clause, first, \.goals, sink)
    case "failures": single(clause, first, \.failures, sink)
    default:
      if let known = ForeignDeclaration(word) { return sink.report(known.finding(at: first.span)) }
      let finding = NameMessage.unknownClause(
        word,
        first.span,
        in: Vocabulary.file,
        note: Declarations.misplaced(word)
      )
      if finding.fixes.contains(where: {
        $0.title == "write `store`" || $0.title == "write `import`"
      }) {
        mayLackStores = true
      }
      sink.report(finding)
    }
  }

  /// Where a clause belongs that stands outside every declaration.
  private static func misplaced(_ word: String) -> String? {
    let homes: [Vocabulary] = [.entity, .access, .service, .dynamoDBStore, .auroraStore, .flow]
    return homes.first { $0.form(of: word) != nil }.map { "`\(word)` is a clause of \($0.title)" }
  }

  /// Name and block of a declaration; the rest of the head is read by whoever resolves it.
  private mutating func add(
    _ clause: SyntaxNode,
    _ kind: String,
    _ list: WritableKeyPath<Declarations, [Declaration]>,
    _ sink: FindingSink
  ) {
    let items = clause.groupItems.first ?? []
    let head = items.dropFirst().first
    let named = head?.kind == .call ? head?.children.first : head
    guard let named, named.kind == .path || named.kind == .label, let name = named.name else {
      if kind == "store" { mayLackStores = true }
      if let head, let quoted = UnitMessage.quotedName(head, wanted: "the name of a \(kind)") {
        if !clause.containsError { sink.report(quoted) }
      } else if !clause.containsError {
        let before = items.first?.span ?? clause.span
        let end = SourceSpan(file: before.file, lower: before.upper, upper: before.upper)
        sink.report(
          NameMessage.missingItem(
            "the name of this \(items.first?.word ?? kind)",
            at: end,
            forms: []
          )
        )
      }
      return
    }
    let span =
      named.kind == .label
      ? SourceSpan(
        file: named.span.file,
        lower: named.span.lower,
        upper: named.span.lower + name.utf8.count
      ) : named.span
    let key = kind + "\u{0}" + name
    let first = firsts[key]
    if let first {
      sink.report(NameMessage.duplicate(kind, name, span, first: first))
    } else {
      firsts[key] = span
    }
    if kind == "type", TypeReader.builtIn.contains(name) {
      sink.report(
        Diagnostic(
          NameRules.duplicateName,
          "`\(name)` is a type of the language",
          at: Label(span),
          help: ["choose another name; entities and structures usually begin with a capital"]
        )
      )
    }
    sink.recorder?.declare(Self.symbolKind(items.first?.word), name, at: span)
    let block = items.last { $0.kind == .block }
    self[keyPath: list].append(
      Declaration(
        name: name,
        nameSpan: span,
        clause: clause,
        block: block,
        isDuplicate: first != nil
      )
    )
  }

  private static func symbolKind(_ word: String?) -> SymbolKind {
    switch word {
    case "store": .store
    case "service": .service
    case "struct": .structure
    case "access": .pattern
    case "design": .design
    default: .entity
    }
  }

  private mutating func single(
    _ clause: SyntaxNode,
    _ first: SyntaxNode,
    _ place: WritableKeyPath<Declarations, SyntaxNode?>,
    _ sink: FindingSink
  ) {
    if let existing = self[keyPath: place] {
      let head = existing.firstChild(.group)?.children.first ?? existing
      sink.report(NameMessage.repeated(first.text, first.span, first: head.span))
    } else {
      self[keyPath: place] = clause
    }
  }

  private mutating func readModel(_ clause: SyntaxNode, _ sink: FindingSink) {
    var cursor = ClauseCursor(clause: clause, sink: sink)
    cursor.advance()
    guard let name = cursor.expectName("the model's name") else { return }
    if cursor.current?.kind == .block, let word = clause.firstChild(.group)?.children.first {
      return cursor.fail(ForeignDeclaration.modelWithBlock(word.span, name.value))
    }
    cursor.finish()
    sink.recorder?.declare(.model, name.value, at: name.span)
    if let model, model.value != name.value {
      sink.report(
        Diagnostic(
          NameRules.duplicateName,
          "this model is already named `\(model.value)`",
          at: Label(name.span, "another name"),
          secondary: [Label(model.span, "named first here")],
          help: ["give every file of a model the same name, or leave it out in all but one"]
        )
      )
    } else if model == nil {
      model = name
    }
  }

  private mutating func checkImport(_ clause: SyntaxNode, _ sink: FindingSink) {
    var cursor = ClauseCursor(clause: clause, sink: sink)
    cursor.advance()
    guard let path = cursor.takeNode(.string) else {
      mayLackStores = true
      if let item = cursor.current, item.kind == .path {
        return cursor.fail(ForeignDeclaration.unquotedImport(item))
      }
      return cursor.failMissing("the path of a file", forms: ["\"relative.dbmodel\""])
    }
    if path.stringValue?.isEmpty ?? true {
      mayLackStores = true
      return cursor.fail(
        NameMessage.missingItem(
          "the path of a file",
          at: path.span,
          forms: ["\"relative.dbmodel\""]
        )
      )
    }
    cursor.finish()
  }

  private func reportNothing(_ tree: SyntaxTree, _ sink: FindingSink) {
    sink.report(
      Diagnostic(
        NameRules.emptyModel,
        "this model declares nothing",
        at: Label(tree.root.children.first?.span ?? tree.root.span),
        help: ["declare a store, an entity and an access pattern"]
      )
    )
  }
}

extension Declarations {
  /// Every file begins with its edition, so that defaults can change without breaking it.
  private mutating func readEdition(
    _ tree: SyntaxTree,
    _ clauses: [SyntaxNode],
    _ sink: FindingSink
  ) {
    let start = SourceSpan(file: tree.file.id, lower: 0, upper: 0)
    let found = clauses.enumerated().filter {
      $0.element.firstChild(.group)?.children.first?.word == "edition"
    }
    guard let (index, clause) = found.first else {
      guard tree.root.children.allSatisfy({ !$0.containsError }) || clauses.isEmpty else {
        edition = edition ?? Self.edition
        return
      }
      sink.report(missingEdition(tree, clauses, start))
      edition = edition ?? Self.edition
      return
    }
    statesEdition = true
    if let second = found.dropFirst().first {
      sink.report(NameMessage.repeated("edition", second.element.span, first: clause.span))
    }
    if index > 0 {
      sink.report(
        Diagnostic(
          NameRules.misplaced,
          "`edition` stands on the first line",
          at: Label(clause.span),
          secondary: [Label(clauses[0].span, "this stands before it")],
          help: ["move it to the top of the file"]
        )
      )
    }
    var cursor = ClauseCursor(clause: clause, sink: sink)
    cursor.advance()
    edition = edition ?? Self.edition
    if let item = cursor.current, item.kind == .string,
      let text = item.stringValue, text == "\(Self.edition)"
    {
      return cursor.fail(
        Diagnostic(
          NameRules.unexpectedItem,
          "the edition stands without quotes",
          at: Label(item.span),
          help: ["write `edition \(text)`"],
          fixes: [Fix("write `edition \(text)`", edits: [TextEdit(item.span, text)])]
        )
      )
    }
    guard let year = cursor.expectWhole("the edition", upTo: 9999) else { return }
    cursor.finish()
    if year.value != Self.edition {
      sink.report(
        Diagnostic(
          NameRules.unsupportedEdition,
          "edition \(year.value) is not known to this compiler",
          at: Label(year.span),
          notes: ["this compiler speaks edition \(Self.edition)"],
          help: ["write `edition \(Self.edition)`, or use a newer dbmodel"],
          fixes: [
            Fix(
              "write `\(Self.edition)`",
              edits: [TextEdit(year.span, "\(Self.edition)")],
              applicability: .suggest
            )
          ]
        )
      )
    }
  }

  private func missingEdition(_ tree: SyntaxTree, _ clauses: [SyntaxNode], _ start: SourceSpan)
    -> Diagnostic
  {
    let blank = tree.file.bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let title =
      blank
      ? "this file is empty"
      : clauses.isEmpty ? "this file holds nothing but comments" : "the edition is not stated"
    return Diagnostic(
      NameRules.missingEdition,
      title,
      at: Label(start),
      notes: [
        "the edition fixes what unstated clauses mean, so that later compilers read the same"
      ],
      help: ["begin the file with `edition \(Self.edition)`"],
      fixes: [
        Fix(
          "insert `edition \(Self.edition)`",
          edits: [TextEdit(start, "edition \(Self.edition)\n")]
        )
      ]
    )
  }
}
