import DBModelSyntax
import DBModelTestKit
import Foundation
import Testing

/// The written grammar names the words the lexer knows.
struct GrammarTests {
  private func words(of rule: String) throws -> [String] {
    let url = GoldenFile.repository.appendingPathComponent("grammar/dbmodel.ebnf")
    let grammar = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    let lines = grammar.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(
      lines.firstIndex { $0.hasPrefix(rule) && $0.dropFirst(rule.count).first == " " }
    )
    var text = ""
    for line in lines[first...] {
      text += line
      if line.contains(" ;") { break }
    }
    return text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  @Test func reservedWords() throws {
    #expect(try words(of: "reserved") == TokenKind.reservedWords)
  }

  @Test func units() throws {
    #expect(try words(of: "unit") == UnitWord.all)
  }

  @Test func keywordsAreReserved() throws {
    let conditions = ["where", "if"]
    #expect(
      try Set(words(of: "keyword") + conditions) == Set(TokenKind.reservedWords)
    )
  }
}
