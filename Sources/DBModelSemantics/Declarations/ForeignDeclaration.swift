import DBModelDiagnostics
import DBModelSyntax

/// A word that other languages have for what is called otherwise here.
struct ForeignDeclaration {
  private let word: String
  private let meant: [String]
  private let help: String

  /// `nil` for a word that means nothing in particular.
  init?(_ word: String) {
    self.word = word
    switch word.lowercased() {
    case "table", "class", "collection", "record", "document":
      meant = ["entity"]
      help = "write `entity` for what has rows and a key, `struct` for a part of one"
    case "type", "object":
      meant = ["struct", "entity"]
      help = "write `struct` for a part of a row, `entity` for what has rows and a key"
    case "query", "mutation", "procedure":
      meant = ["access"]
      help = "write `access` for a pattern by which the data is asked or changed"
    case "database", "datasource":
      meant = ["store"]
      help = "write `store` for where entities live"
    case "index":
      meant = []
      help =
        "remove it: indexes follow from the access patterns; a `design` fixes tables and indexes"
    default: return nil
    }
  }

  func finding(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      NameRules.unknownClause,
      "\(NameMessage.quote(word)) is no clause of a model",
      at: Label(span),
      help: [help],
      fixes: meant.map {
        Fix("write `\($0)`", edits: [TextEdit(span, $0)], applicability: .suggest)
      }
    )
  }

  /// `model User { … }`, as some mappers write an entity.
  static func modelWithBlock(_ word: SourceSpan, _ name: String) -> Diagnostic {
    Diagnostic(
      NameRules.unexpectedItem,
      "`model` names the whole and has no block",
      at: Label(word),
      help: ["write `entity \(name) { … }` for what has rows and a key"],
      fixes: [
        Fix("write `entity`", edits: [TextEdit(word, "entity")], applicability: .suggest)
      ]
    )
  }

  /// `import stores`: the path of a file stands in quotes.
  static func unquotedImport(_ item: SyntaxNode) -> Diagnostic {
    let name = item.text
    let path = name.hasSuffix(".dbmodel") ? name : name + ".dbmodel"
    return Diagnostic(
      NameRules.unexpectedItem,
      "an import names a file, in quotes",
      at: Label(item.span),
      help: ["write `import \"\(path)\"`"],
      fixes: [
        Fix(
          "write `import \"\(path)\"`",
          edits: [TextEdit(item.span, "\"\(path)\"")],
          applicability: .suggest
        )
      ]
    )
  }
}
