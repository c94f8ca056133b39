import DBModelJSON
import DBModelTestKit
import Testing

/// `grammar/keywords.json` and the word lists of the editors' grammars are those of the compiler.
/// `DBMODEL_UPDATE=1` rewrites all of them.
struct WordListTests {
  static let textMate = "editors/vscode/syntaxes/dbmodel.tmLanguage.json"
  static let vim = "editors/nvim/syntax/dbmodel.vim"

  private let lists = WordLists()

  @Test func keywords() throws {
    try GoldenFile.check(JSONWriter.text(of: lists.document) + "\n", at: "grammar/keywords.json")
  }

  /// The lists are read back from the file on their own: the editors see what it says, not what
  /// the compiler says.
  @Test func theFileHoldsEveryListOnce() throws {
    let document = try JSONReader.read(try #require(Repository.bytes("grammar/keywords.json")))
    let names = try #require(document.members).map(\.key)
    #expect(
      names == [
        "reserved", "clauses", "types", "flags", "distributions", "functions", "units",
        "magnitudes",
      ]
    )
    for member in try #require(document.members) where member.key != "clauses" {
      let words = try #require(member.value.arrayValue).compactMap(\.stringValue)
      #expect(!words.isEmpty, "\(member.key) is empty")
      #expect(Set(words).count == words.count, "\(member.key) repeats a word")
    }
    #expect(document["magnitudes"] == ["G", "K", "M", "T"])
  }

  @Test func textMateGrammar() throws {
    let text = try #require(Repository.text(Self.textMate))
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var seen: Set<String> = []
    for index in lines.indices {
      guard let range = lines[index].firstRange(of: "\"comment\": \"list: ") else { continue }
      let name = String(lines[index][range.upperBound...].prefix { $0.isLetter })
      let words = try #require(lists.alternation(name), "there is no list \(name)")
      let list = try #require(Self.list(in: lines[index + 1]), "no list below line \(index + 1)")
      lines[index + 1].replaceSubrange(list, with: words)
      seen.insert(name)
    }
    #expect(seen == Set(lists.flat.map(\.name)))
    try GoldenFile.check(lines.joined(separator: "\n"), at: Self.textMate)
  }

  @Test func vimSyntax() throws {
    let text = try #require(Repository.text(Self.vim))
    var seen: Set<String> = []
    let lines = try text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix("let s:"), line.hasSuffix("'") else { return String(line) }
      let name = String(line.dropFirst(6).prefix { $0.isLetter })
      guard line.hasPrefix("let s:\(name) = '"), let words = lists.alternation(name) else {
        return String(line)
      }
      try #require(seen.insert(name).inserted)
      return "let s:\(name) = '\(words)'"
    }
    #expect(seen == Set(lists.flat.map(\.name)))
    try GoldenFile.check(lines.joined(separator: "\n"), at: Self.vim)
  }

  /// Where a line has a group of nothing but words: `(?:and|or)`, without its parentheses.
  private static func list(in line: String) -> Range<String.Index>? {
    var start = line.startIndex
    while let opening = line[start...].firstRange(of: "(?:") {
      start = opening.upperBound
      guard let end = line[start...].firstIndex(of: ")") else { return nil }
      let isList = line[start..<end].allSatisfy { $0.isLetter || $0 == "-" || $0 == "|" }
      if isList, start < end { return start..<end }
    }
    return nil
  }
}
