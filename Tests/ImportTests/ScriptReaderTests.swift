import DBModelDiagnostics
import DBModelImport
import DBModelStatistics
import DBModelTestKit
import DBModelWorkload
import Testing

/// Where statements end, whatever stands in them.
@Suite struct ScriptReaderTests {
  private func texts(_ script: String, _ dialect: SQLDialect) -> [String] {
    ScriptReader.statements(of: Imports.file(Array(script.utf8)), in: dialect).map(\.text)
  }

  @Test func aSemicolonEndsAStatement() {
    for dialect in SQLDialect.allCases {
      #expect(texts("CREATE TABLE a (b INT); ;; DROP TABLE a", dialect).count == 2)
      #expect(texts("", dialect).isEmpty)
      #expect(texts(" -- nothing; at all\n/* ; */", dialect).isEmpty)
    }
  }

  @Test func notInQuotesAndComments() {
    for dialect in SQLDialect.allCases {
      #expect(texts("SELECT ';''; ', \";\" /* ; */ -- ;\n; SELECT 2;", dialect).count == 2)
    }
    #expect(texts(#"SELECT '\'; x'; SELECT 2"#, .mysql).count == 2)
    #expect(texts(#"SELECT '\'; SELECT ' '; SELECT 3"#, .postgresql).count == 3)
    #expect(texts(#"SELECT E'\'; x'; SELECT 2"#, .postgresql).count == 2)
    #expect(texts(#"SELECT name'\'; SELECT 2"#, .postgresql).count == 2)
    #expect(texts("SELECT [;]; SELECT `;`", .sqlite).count == 2)
    #expect(texts("SELECT /* /* ; */ ; */ 1; SELECT 2", .postgresql).count == 2)
    #expect(texts("SELECT # ;\n1; SELECT 5--1; SELECT 2", .mysql).count == 3)
  }

  @Test func notInBodies() {
    let dollars = "CREATE FUNCTION f() RETURNS int AS $a$ ; $$ ; $b$ ; $a$ LANGUAGE sql; SELECT $1;"
    #expect(texts(dollars, .postgresql).count == 2)
    let atomic =
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3"
    #expect(texts(atomic, .postgresql).count == 2)
    let rule = "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3"
    #expect(texts(rule, .postgresql).count == 2)
    let trigger =
      "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET b = CASE WHEN 1 THEN 2 END; END; SELECT 3"
    #expect(texts(trigger, .sqlite).count == 2)
    let program = "DELIMITER //\nCREATE TRIGGER t BEGIN SET a = 1; END//\nDELIMITER ;\nSELECT 2;"
    #expect(texts(program, .mysql) == ["CREATE TRIGGER t BEGIN SET a = 1; END", "SELECT 2"])
  }

  @Test func whatOnlyProgramsReadIsSkipped() {
    let copy = "COPY t (a) FROM stdin;\n1;\n'\n\\.\n\\connect shop\nSELECT 2;"
    #expect(texts(copy, .postgresql) == ["COPY t (a) FROM stdin", "SELECT 2"])
    #expect(texts(".mode csv\nSELECT 1;", .sqlite) == ["SELECT 1"])
    // A byte that is no UTF-8 takes more room in a text than in the file.
    let odd = Array(".read a".utf8) + [0xF1, 0xF1]
    let read = ScriptReader.statements(of: Imports.file(odd), in: .sqlite)
    #expect(read.map(\.span.upper) == [odd.count])
  }

  @Test func versionedCommentsAreStatements() {
    #expect(texts("/*!40101 SET a = 1 */;", .mysql) == ["SET a = 1"])
    #expect(texts("/*!50001 CREATE*/ /*!50003 VIEW v AS SELECT 1*/;", .mysql).count == 1)
    let table = "CREATE TABLE t (a INT) /*!50100 PARTITION BY HASH (a) */;"
    #expect(texts(table, .mysql) == ["CREATE TABLE t (a INT) PARTITION BY HASH (a)"])
    // What is for another server is a comment, and a server that disagrees is never sent one.
    #expect(texts("/*!80000 DROP TABLE t */; SELECT /*M!999999 1 */ 2;", .mysql) == ["SELECT 2"])
    #expect(texts("--\u{7F} DROP TABLE x\nSELECT 1;", .mysql) == ["SELECT 1"])
    #expect(
      texts("/*!40000 ALTER TABLE `t` DISABLE KEYS */;", .mysql) == ["ALTER TABLE `t` DISABLE KEYS"]
    )
  }

  @Test(arguments: SQLDialect.allCases)
  func statementsAreOfTheFileInItsOrder(dialect: SQLDialect) throws {
    var random = SplitMix64(seed: 20_261_129)
    let pieces = [
      "CREATE TABLE a", "(", ")", ";", "'", "\"", "`", "[", "]", "$$", "$x$", "--", "\n", "/*",
      "*/",
      "/*!50000 ", "\\", "\\.", "COPY a FROM STDIN", "BEGIN ATOMIC", "CASE", "END", "TRIGGER",
      "DELIMITER //", "//", "E'", "ä", "\u{0}", " ", "CREATE FUNCTION", "#",
    ]
    for _ in 0..<3_000 {
      let script = (0..<random.integer(0...30)).map { _ in
        pieces[random.integer(0...(pieces.count - 1))]
      }.joined()
      let bytes = Array(script.utf8)
      var end = 0
      for statement in ScriptReader.statements(of: Imports.file(bytes), in: dialect) {
        #expect(
          statement.span.lower >= end && statement.span.upper > statement.span.lower,
          "\(script)"
        )
        #expect(statement.span.upper <= bytes.count, "\(script)")
        end = statement.span.upper
      }
    }
  }
}
