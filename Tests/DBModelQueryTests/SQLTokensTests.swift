import DBModelQuery
import Testing

/// Parameters of SQL as written, among everything in which a colon is none.
struct SQLTokensTests {
  private func parameters(_ text: String, _ dialect: SQLDialect) -> [String] {
    SQLTokens(text, dialect).tokens.compactMap { token in
      if case .parameter(let name) = token { name } else { nil }
    }
  }

  @Test(arguments: SQLDialect.allCases) func everywhere(_ dialect: SQLDialect) {
    #expect(parameters("a = :a AND b = ':b' AND \"c:c\" = :d", dialect) == ["a", "d"])
    #expect(parameters("a::text = :a /* :b */ -- :c\n AND d = :d", dialect) == ["a", "d"])
    #expect(parameters("a = 'it''s :b' AND c = :c", dialect) == ["c"])
    #expect(parameters("a = ':b", dialect).isEmpty)
    #expect(parameters("/* :a", dialect).isEmpty)
    #expect(parameters("/*/ :a */ :b", dialect) == ["b"])
  }

  /// A backslash escapes, `#` begins a comment, and two dashes only before a blank.
  @Test func whatOnlyMySQLHas() {
    #expect(parameters(#"a = 'it\'s :b' AND c = :c"#, .mysql) == ["c"])
    #expect(parameters(#"a = 'x\' AND c = :c"#, .postgresql) == ["c"])
    #expect(parameters("a = :a # :b\nAND c = :c", .mysql) == ["a", "c"])
    #expect(parameters("a # :b", .postgresql) == ["b"])
    #expect(parameters("1--:a", .mysql) == ["a"])
    #expect(parameters("1--:a", .postgresql).isEmpty)
  }

  /// Nothing is lost on the way, whatever the text is.
  @Test func everyByteIsKept() {
    let text = "SELECT 'ü' AS \"é:x\", `q` -- c\n/* :z */ # y\n WHERE a = :p::int \u{1F600}"
    for dialect in SQLDialect.allCases {
      let all = SQLTokens(text, dialect).tokens.map { token in
        switch token {
        case .quoted(let text), .comment(let text), .sign(let text): text
        case .parameter(let name): ":" + name
        }
      }
      #expect(all.joined() == text)
    }
  }
}
