import DBModelDiagnostics
import DBModelJSON
import DBModelSemantics
import DBModelSyntax

/// The words of the language as `grammar/keywords.json` and the editors' grammars list them.
struct WordLists {
  /// `clauses`, `types` … with their words in byte order: what the editors' files hold.
  let flat: [(name: String, words: [String])]
  /// The whole of `grammar/keywords.json`.
  let document: JSONValue

  init() {
    let constants = ["true", "false", "null"].filter(TokenKind.reservedWords.contains)
    let clauses = LanguageVocabulary.clauses
    var owners: [String] = []
    for clause in clauses where !owners.contains(clause.owner) { owners.append(clause.owner) }
    let magnitudes = Self.magnitudes()
    document = .object([
      .init("reserved", Self.array(TokenKind.reservedWords)),
      .init(
        "clauses",
        .object(
          owners.map { owner in
            .init(owner, Self.array(clauses.filter { $0.owner == owner }.map(\.name)))
          }
        )
      ),
      .init("types", Self.array(LanguageVocabulary.types)),
      .init("flags", Self.array(LanguageVocabulary.attributeWords)),
      .init("distributions", Self.array(LanguageVocabulary.distributions)),
      .init("functions", Self.array(LanguageVocabulary.functions)),
      .init("units", Self.array(UnitWord.all)),
      .init("magnitudes", Self.array(magnitudes)),
    ])
    flat = [
      ("clauses", clauses.map(\.name).filter { !TokenKind.reservedWords.contains($0) }),
      ("keywords", TokenKind.reservedWords.filter { !constants.contains($0) }),
      ("constants", constants),
      ("types", LanguageVocabulary.types),
      ("flags", LanguageVocabulary.attributeWords),
      ("distributions", LanguageVocabulary.distributions),
      ("functions", LanguageVocabulary.functions),
      ("units", UnitWord.all),
      ("magnitudes", magnitudes),
    ]
    .map { list in
      (list.0, Set(list.1).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }

  /// The words of a list joined as a regular expression joins them.
  func alternation(_ name: String) -> String? {
    flat.first { $0.name == name }?.words.joined(separator: "|")
  }

  /// The letters the lexer takes behind a number, but for the `x` of a factor.
  private static func magnitudes() -> [String] {
    let letters = (UInt8(ascii: "A")...UInt8(ascii: "z")).map { String(UnicodeScalar($0)) }
    return letters.filter { letter in
      guard letter != "x", letter.allSatisfy(\.isLetter) else { return false }
      let text = "a 1\(letter)\n"
      let file = SourceFile(id: FileID(0), path: "x.dbmodel", bytes: Array(text.utf8))
      return parse(file).diagnostics.isEmpty
    }
  }

  private static func array(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }
}
