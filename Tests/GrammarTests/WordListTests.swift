import DBModelSyntax
import DBModelTestKit
import Testing

/// The written grammar names the words the lexer knows.
struct WordListTests {
  private func words(_ rule: String) throws -> [String] {
    let grammar = try Language.shared.get().grammar
    return try grammar.literals(below: grammar.node(rule))
  }

  @Test func reservedWords() throws {
    #expect(try words("reserved") == TokenKind.reservedWords)
  }

  @Test func units() throws {
    #expect(try words("unit") == UnitWord.all)
  }

  @Test func keywordsAreReserved() throws {
    #expect(try Set(words("keyword") + ["where", "if"]) == Set(TokenKind.reservedWords))
  }

  /// The lexer has no list of magnitudes to compare with: every letter is tried.
  @Test func magnitudes() throws {
    let letters = (UInt8(ascii: "A")...UInt8(ascii: "z")).map { String(UnicodeScalar($0)) }
      .filter { $0.first?.isLetter == true }
    let read = letters.filter { Verdict.isRead("a 5\($0)\n") }
    #expect(try Set(read) == Set(words("magnitude") + ["x"]))
  }
}
