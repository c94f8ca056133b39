import DBModelDiagnostics
import DBModelExplain
import DBModelTestKit
import Testing

/// Plans in every format, cut off, changed, nested and repeated: there is a plan or a finding, and
/// never a crash.
@Suite struct HostileFormatTests {
  private static let names = [
    "plan.xml", "plan.json", "plan.yaml", "plan.txt", "plan.log", "plan.csv", "eqp.txt",
  ]

  private func read(_ bytes: [UInt8], limits: PlanLimits = PlanLimits()) -> PlanReading {
    PlanReader.read(SourceFile(id: FileID(0), path: "plan", bytes: bytes), limits: limits)
  }

  private func check(_ reading: PlanReading, _ size: Int, _ name: String) {
    #expect(!reading.plans.isEmpty || !reading.diagnostics.isEmpty, "\(name)")
    for plan in reading.plans {
      #expect(!plan.outline.isEmpty)
      for finding in PlanJudge.judge(plan) {
        #expect((finding.span?.upper ?? 0) <= size && !finding.title.contains("\n"), "\(name)")
      }
    }
  }

  private func cases() -> [(name: String, bytes: [UInt8])] {
    GoldenFile.cases("explain").flatMap { item in
      Self.names.compactMap { name in
        (try? item.bytes(name)).map { ("\(item.name)/\(name)", $0) }
      }
    }
  }

  @Test func cutOff() {
    var random = SplitMix64(seed: 11)
    let cases = cases()
    #expect(cases.count > 70)
    for (name, bytes) in cases {
      for _ in 0..<12 {
        let count = Int.random(in: 0...bytes.count, using: &random)
        check(read(Array(bytes[..<count])), count, "\(name), cut after \(count)")
      }
    }
  }

  @Test func changed() {
    var random = SplitMix64(seed: 12)
    for (name, bytes) in cases() where !bytes.isEmpty {
      for _ in 0..<8 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let at = Int.random(in: changed.indices, using: &random)
          changed[at] = UInt8.random(in: 0...255, using: &random)
        }
        check(read(changed), changed.count, "\(name), seed 12")
      }
    }
  }

  /// A JSON plan that is cut anywhere inside is refused whole, with a place.
  @Test func aCutDocumentIsRefused() throws {
    for item in GoldenFile.cases("explain").filter({ $0.name == "mariadb-large-scan" }) {
      let bytes = try item.bytes("plan.json")
      let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
      for count in stride(from: 40, through: end, by: 7) {
        let reading = read(Array(bytes[..<count]))
        #expect(reading.plans.isEmpty, "cut after \(count) bytes")
        #expect(reading.diagnostics.count == 1)
      }
      #expect(read(bytes).plans.count == 1)
    }
  }

  private static func nested(_ depth: Int) -> [(format: String, text: String)] {
    func lines(_ step: (Int) -> String) -> String { (0..<depth).map(step).joined() }
    let open = String(repeating: "{\"Node Type\": \"Limit\", \"Plans\": [", count: depth)
    let tables = String(
      repeating: "{\"query_block\": {\"materialized\": ",
      count: depth / 2
    )
    return [
      ("json", "[{\"Plan\": \(open)" + String(repeating: "]}", count: depth) + "}]"),
      (
        "text",
        "Limit  (cost=0.00..1.00 rows=1 width=4)\n"
          + lines {
            String(repeating: " ", count: 2 + 6 * $0)
              + "->  Limit  (cost=0.00..1.00 rows=1 width=4)\n"
          }
      ),
      (
        "tree",
        lines { String(repeating: " ", count: 4 * $0) + "-> Limit: 1 row(s)  (cost=1 rows=1)\n" }
      ),
      (
        "yaml",
        "- Plan: \n    Node Type: \"Limit\"\n"
          + lines { step in
            String(repeating: " ", count: 4 + 4 * step) + "Plans: \n"
              + String(repeating: " ", count: 6 + 4 * step) + "- Node Type: \"Limit\"\n"
          }
      ),
      ("blocks", tables + "{}" + String(repeating: "}}", count: depth / 2)),
    ]
  }

  @Test func nestedTooDeep() {
    for (format, text) in Self.nested(150) {
      #expect(read(Array(text.utf8)).plans.count == 1, "\(format)")
    }
    for (format, text) in Self.nested(210) + Self.nested(1_000) {
      let reading = read(Array(text.utf8))
      #expect(reading.plans.isEmpty, "\(format)")
      #expect(reading.diagnostics.map(\.title) == ["the plan is nested too deep"], "\(format)")
    }
  }

  @Test func tooManySteps() {
    var limits = PlanLimits()
    limits.nodes = 10
    let step = "  ->  Seq Scan on t  (cost=0.00..1.00 rows=1 width=4)\n"
    for (count, isRead) in [(9, true), (10, false)] {
      let text =
        "Append  (cost=0.00..1.00 rows=1 width=4)\n" + String(repeating: step, count: count)
      let reading = read(Array(text.utf8), limits: limits)
      #expect(reading.plans.isEmpty != isRead)
      #expect(reading.diagnostics.isEmpty == isRead)
    }
  }

  /// What is wrong is said with its line, and the other plans of the file are read.
  @Test func oneBadPlanAmongGoodOnes() {
    let good = "Seq Scan on t  (cost=0.00..1.00 rows=1 width=4)\n\n"
    let bad = "[\n  {\n    \"Plan\": {\n      \"Node Type\" \"Sort\"\n    }\n  }\n]\n\n"
    let bytes = Array((good + bad + good).utf8)
    let file = SourceFile(id: FileID(0), path: "plan", bytes: bytes)
    let reading = PlanReader.read(file)
    #expect(reading.plans.count == 2)
    #expect(reading.diagnostics.map(\.title) == ["the plan is not well-formed JSON"])
    #expect(reading.diagnostics.first?.primary.map { file.line(at: $0.span.lower) } == 6)
  }

  @Test func encodings() {
    let wide = Array("Seq Scan on t".utf16).flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    #expect(read([0xff, 0xfe] + wide).diagnostics.map(\.title) == ["the plan file is UTF-16"])
    var plan = Array("Seq Scan on t  (cost=0.00..1.00 rows=1 width=4)\n  Filter: (a = '".utf8)
    plan += [0xe9] + Array("')\n".utf8)
    let reading = read(plan)
    #expect(reading.plans.count == 1)
    #expect(reading.diagnostics.map(\.severity) == [.note])
  }
}
