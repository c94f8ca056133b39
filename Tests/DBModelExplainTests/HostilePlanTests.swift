import DBModelDiagnostics
import DBModelExplain
import DBModelTestKit
import Testing

/// A plan file comes from outside: whatever it holds, there is one diagnostic and no crash.
@Suite struct HostilePlanTests {
  private static let space = "http://www.postgresql.org/2009/explain"

  private func read(_ text: String) -> PlanReading { read(Array(text.utf8)) }

  private func read(_ bytes: [UInt8]) -> PlanReading {
    PlanReader.read(SourceFile(id: FileID(0), path: "plan.xml", bytes: bytes))
  }

  private func title(_ reading: PlanReading) -> String {
    #expect(reading.plans.isEmpty)
    #expect(reading.diagnostics.count == 1)
    return reading.diagnostics.first?.title ?? ""
  }

  private func plan(_ inside: String) -> String {
    "<explain xmlns=\"\(Self.space)\"><Query><Plan><Node-Type>Seq Scan</Node-Type>"
      + inside + "</Plan></Query></explain>"
  }

  @Test func billionLaughs() {
    var entities = "<!ENTITY a0 \"ha\">"
    for level in 1...9 {
      let use = String(repeating: "&a\(level - 1);", count: 10)
      entities += "<!ENTITY a\(level) \"\(use)\">"
    }
    let text = "<!DOCTYPE explain [\(entities)]>" + plan("<Filter>&a9;</Filter>")
    #expect(title(read(text)) == "the plan declares a document type")
  }

  @Test func externalEntity() {
    let text =
      "<?xml version=\"1.0\"?><!DOCTYPE explain [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>"
      + plan("<Filter>&f;</Filter>")
    #expect(title(read(text)) == "the plan declares a document type")
  }

  @Test func doctypeBehindAComment() {
    let text = "<!-- <explain> -->\n<!DOCTYPE explain>\n" + plan("")
    let reading = read(text)
    #expect(title(reading) == "the plan declares a document type")
    #expect(reading.diagnostics.first?.primary?.span.lower == 19)
  }

  @Test func undefinedEntity() {
    #expect(title(read(plan("<Filter>&nope;</Filter>"))) == "the plan is not well-formed XML")
  }

  @Test func nestedTooDeep() {
    for levels in [10_000, 300] {
      let open = String(repeating: "<Plans><Plan>", count: levels)
      let close = String(repeating: "</Plan></Plans>", count: levels)
      _ = title(read(plan(open + close)))
      let values = String(repeating: "<a>", count: levels)
      _ = title(read(plan(values + String(repeating: "</a>", count: levels))))
    }
  }

  @Test func deepTreeText() {
    var text = "QUERY PLAN\n"
    for depth in 0..<10_000 { text += String(repeating: "   ", count: depth) + "`--SCAN t\n" }
    #expect(title(read(String(text.prefix(4_000_000)))).contains("nested too deep"))
  }

  @Test func rowsThatNameEachOther() {
    // A parent that never came, and one that is the row itself.
    let rows = [
      SQLitePlanRow(id: 2, parent: 9, detail: "SCAN a"),
      SQLitePlanRow(id: 3, parent: 3, detail: "SCAN b"),
    ]
    #expect(SQLitePlanBuilder.tree(rows).root.children.count == 2)
    let chain = (1...5_000).map { SQLitePlanRow(id: $0, parent: $0 - 1, detail: "INDEX \($0)") }
    #expect(SQLitePlanBuilder.tree(chain).outline.count == 5_001)
  }

  @Test func truncatedAtEveryByte() throws {
    for item in GoldenFile.cases("explain").filter({ $0.name == "postgres-triggers-and-wal" }) {
      let bytes = try item.bytes("plan.xml")
      let end = bytes.count - "</explain>\n".utf8.count
      for count in 0...end {
        let reading = read(Array(bytes[..<count]))
        #expect(reading.diagnostics.count == 1, "cut after \(count) bytes")
        #expect(reading.plans.isEmpty, "cut after \(count) bytes")
      }
      #expect(read(bytes).plans.count == 1)
    }
  }

  @Test func everyByteChanged() throws {
    var random = SplitMix64(seed: 7)
    for item in GoldenFile.cases("explain").prefix(40) {
      for name in ["plan.xml", "eqp.txt"] {
        guard let bytes = try? item.bytes(name), !bytes.isEmpty else { continue }
        for _ in 0..<60 {
          var changed = bytes
          for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: changed.indices, using: &random)
            changed[at] = UInt8.random(in: 0...255, using: &random)
          }
          let reading = read(changed)
          for plan in reading.plans { _ = PlanJudge.judge(plan) }
          #expect(!reading.plans.isEmpty || !reading.diagnostics.isEmpty)
        }
      }
    }
  }

  @Test func tooLarge() {
    var bytes = Array(plan("").utf8)
    bytes += [UInt8](repeating: 0x20, count: 16 * 1024 * 1024 - bytes.count)
    #expect(read(bytes).plans.count == 1)
    bytes.append(0x20)
    #expect(title(read(bytes)) == "the plan file is larger than 16 MB")
  }

  @Test func invalidUTF8() {
    var bytes = Array(plan("<Filter>x</Filter>").utf8)
    bytes[bytes.count - 40] = 0xff
    #expect(title(read(bytes)) == "the plan file is not UTF-8 text")
  }

  @Test func noPlan() {
    #expect(title(read("")) == "the plan file is empty")
    #expect(title(read("  \n")) == "the plan file is empty")
    #expect(title(read("hello")) == "this is not a plan in any format that is known")
    #expect(title(read("<html><body/></html>")).hasPrefix("this is not a plan"))
    #expect(title(read("<explain/>")) == "the document holds no plan")
    #expect(title(read("<explain><Query></Query></explain>")) == "the document holds no plan")
    #expect(title(read("<explain><html></explain>")) == "the plan is not well-formed XML")
  }

  @Test func tooManySteps() {
    var limits = PlanLimits()
    limits.nodes = 10
    let many = "<Plans>" + String(repeating: "<Plan></Plan>", count: 10) + "</Plans>"
    let file = SourceFile(id: FileID(0), path: "p", bytes: Array(plan(many).utf8))
    #expect(title(PlanReader.read(file, limits: limits)).contains("more than 10 steps"))
  }

  @Test func everyFormatIsToldApart() {
    let samples: [(String, PlanFormat, PlanEngine)] = [
      ("[{\"Plan\": {\"Node Type\": \"Result\"}}]", .postgreSQLJSON, .postgresql),
      ("- Plan: \n    Node Type: \"Result\"\n", .postgreSQLYAML, .postgresql),
      ("Seq Scan on t  (cost=0.00..1.00 rows=1 width=4)\n", .postgreSQLText, .postgresql),
      ("Seq Scan on t\n  Filter: (a > 1)\n", .postgreSQLText, .postgresql),
      (plan(""), .postgreSQLXML, .postgresql),
      ("{\"query_block\": {\"cost_info\": {\"query_cost\": \"1.0\"}}}", .mySQLJSON, .mysql),
      ("{\"query_block\": {\"select_id\": 1, \"r_loops\": 1}}", .mariaDBJSON, .mariadb),
      ("{\"query_plan\": {\"operation\": \"Table scan on t\"}}", .mySQLIterators, .mysql),
      ("-> Table scan on t  (cost=1.0 rows=5)\n", .mySQLTree, .mysql),
      (
        "| id | select_type | table | possible_keys |\n|  1 | SIMPLE | t | NULL |\n",
        .mySQLTabular, .mysql
      ),
      ("QUERY PLAN\n`--SCAN t\n", .sqliteTree, .sqlite),
      ("2|0|0|SCAN t\n", .sqliteRows, .sqlite),
    ]
    for (text, format, engine) in samples {
      let reading = read(text)
      #expect(reading.plans.map(\.format) == [format], "\(text)")
      #expect(reading.plans.map(\.engine) == [engine], "\(text)")
    }
  }
}

/// Files made so that a careless reader or rule takes quadratic time.
@Suite struct SlowPlanTests {
  private func readAndJudge(_ text: String) -> PlanReading {
    let file = SourceFile(id: FileID(0), path: "plan", bytes: Array(text.utf8))
    let reading = PlanReader.read(file)
    for plan in reading.plans { _ = PlanJudge.judge(plan) }
    return reading
  }

  private func plan(_ inside: String) -> String {
    "<explain><Query><Plan><Node-Type>Result</Node-Type>\(inside)</Plan></Query></explain>"
  }

  /// Quadratic time at 5,000 would be minutes in a debug build, which the limit tells.
  @Test(.timeLimit(.minutes(2))) func timeGrowsWithTheFile() {
    let makers: [(String, (Int) -> String)] = [
      (
        "sorts",
        { "QUERY PLAN\n" + String(repeating: "|--USE TEMP B-TREE FOR ORDER BY\n", count: $0) }
      ),
      ("scans", { "QUERY PLAN\n" + String(repeating: "|--SCAN t\n", count: $0) }),
      (
        "subqueries",
        {
          "QUERY PLAN\n"
            + String(repeating: "|--CORRELATED LIST SUBQUERY 1\n|  `--SCAN t\n", count: $0 / 2)
        }
      ),
      ("open tags", { "<explain>" + String(repeating: "<Plan ", count: $0) }),
      ("documents", { String(repeating: "<explain></explain>", count: $0) }),
      ("comments", { "<explain>" + String(repeating: "<!--", count: $0) }),
      (
        "parentheses",
        {
          let text = String(repeating: "(", count: $0) + "a = 1" + String(repeating: ")", count: $0)
          return plan("<Index-Cond>\(text)</Index-Cond>")
        }
      ),
      (
        "subplans",
        {
          let sub =
            "<Plan><Node-Type>Seq Scan</Node-Type>"
            + "<Parent-Relationship>SubPlan</Parent-Relationship></Plan>"
          let filter = "<Filter>\(String(repeating: "hashed SubPlan 1 ", count: $0))</Filter>"
          return plan(filter + "<Plans>" + String(repeating: sub, count: $0) + "</Plans>")
        }
      ),
    ]
    for (name, make) in makers {
      let reading = readAndJudge(make(5_000))
      #expect(!reading.plans.isEmpty || !reading.diagnostics.isEmpty, "\(name)")
    }
  }
}
