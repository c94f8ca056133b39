import DBModelWorkload
import Testing

/// Parameters of SQL as written, among everything in which a colon is none.
struct SQLTokensTests {
  private func parameters(_ text: String, _ dialect: SQLDialect) -> [String] {
    SQLTokens(text, dialect).compactMap { token in
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

  /// Texts in dollars, escapes in `E'…'` alone, comments within comments, and slices.
  @Test func whatOnlyPostgreSQLHas() {
    #expect(parameters("$$ :a $$ || $q$ $$ :b $q$ || :c", .postgresql) == ["c"])
    #expect(parameters("a$b$c = :a AND d$b$ = :b", .postgresql) == ["a", "b"])
    #expect(parameters("$1 = :a AND $2 = $ AND :b", .postgresql) == ["a", "b"])
    #expect(parameters("$q$ :a", .postgresql).isEmpty)
    #expect(parameters(#"E'it\'s :a' || e'\'' || :b"#, .postgresql) == ["b"])
    #expect(parameters(#"name'it\' || :a"#, .postgresql) == ["a"])
    #expect(parameters("/* a /* :b */ :c */ :d", .postgresql) == ["d"])
    #expect(parameters("/* a /* :b */ :c", .sqlite) == ["c"])
    #expect(parameters("x[i:n] + x[f(1):n] + x[y[1]:n] = :a", .postgresql) == ["a"])
    let all = parameters("x[:a] + x[1: :b] + ARRAY[:c, CASE WHEN d THEN :e END]", .postgresql)
    #expect(all == ["a", "b", "c", "e"])
    #expect(parameters("x['1':n] || json_object('a':n, b:m, c: :p)", .postgresql) == ["p"])
    #expect(parameters("a = ANY (:list) LIMIT :n", .postgresql) == ["list", "n"])
    #expect(parameters("E'a'\n  'it\\'s :n' = :a", .postgresql) == ["a"])
    #expect(parameters("E'a' 'it\\' = :a", .postgresql) == ["a"])
  }

  /// Names in brackets, and no dollar in a name.
  @Test func whatOnlySQLiteHas() {
    #expect(parameters("[a:b] = :c AND d = [e", .sqlite) == ["c"])
    #expect(parameters("`a:b` = :c", .sqlite) == ["c"])
  }

  @Test func whatAVersionedCommentHoldsIsRun() {
    #expect(parameters("SELECT /*!80000 :a, */ :b /* :c */", .mysql) == ["a", "b"])
    #expect(parameters("SELECT /*!80000 :a, */ :b", .sqlite) == ["b"])
    #expect(parameters("SELECT /*!99999 :a, */ :b /*! :c */", .mysql) == ["b", "c"])
  }

  /// Nothing is lost on the way, whatever the text is.
  @Test func everyByteIsKept() {
    let text = """
      SELECT 'ü' || $é$ x $$ AS "é:x", `q` -- c
      /* :z */ # y
       WHERE a = :p::int \u{1F600}
      """
    for dialect in SQLDialect.allCases {
      let all = SQLTokens(text, dialect).map(\.text)
      #expect(all.joined() == text)
    }
  }
}
