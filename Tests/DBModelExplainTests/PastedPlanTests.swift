import DBModelDiagnostics
import DBModelExplain
import Testing

/// Plans as clients write them, among each other and with what names and literals may hold: the
/// tree is the plan's, and none is lost.
@Suite struct PastedPlanTests {
  private func read(_ text: String) -> PlanReading {
    PlanReader.read(SourceFile(id: FileID(0), path: "plan", bytes: Array(text.utf8)))
  }

  private static let text = """
    Limit  (cost=4340.90..4349.11 rows=1 width=49)
      ->  Nested Loop  (cost=4340.90..4349.11 rows=1 width=49)
            ->  Seq Scan on a  (cost=0.00..4340.90 rows=1 width=4)
                  Filter: (x = 1)
            ->  Index Scan using b_pkey on b  (cost=0.29..8.21 rows=1 width=45)
                  Index Cond: (id = a.id)
    """
  private static let json = """
    [
      {
        "Plan": {
          "Node Type": "Seq Scan",
          "Relation Name": "t",
          "Alias": "t",
          "Plan Rows": 5
        }
      }
    ]
    """
  private static let yaml = """
    - Plan:
        Node Type: "Seq Scan"
        Relation Name: "t"
        Alias: "t"
        Plan Rows: 5
    """
  private static let blocks = """
    *************************** 1. row ***************************
    EXPLAIN: {
      "query_block": {
        "select_id": 1,
        "table": {
          "table_name": "t",
          "access_type": "ALL",
          "rows": 5
        }
      }
    }
    """
  private static let sqlite = "QUERY PLAN\n|--SCAN u\n`--SEARCH v USING INDEX i (k=?)"
  private static let rows = "2|0|0|SCAN u\n3|0|0|SEARCH v USING INDEX i (k=?)"
  private static let framed = """
                          QUERY PLAN
    ----------------------------------------------------
     Seq Scan on t  (cost=0.00..1.00 rows=1 width=4)
       Filter: (a = 1)
    (2 rows)
    """
  private static let xml = """
    <explain xmlns="http://www.postgresql.org/2009/explain">
      <Query>
        <Plan>
          <Node-Type>Seq Scan</Node-Type>
          <Relation-Name>t</Relation-Name>
        </Plan>
      </Query>
    </explain>
    """

  /// Each pair of forms in one file, with and without a line between.
  @Test func severalFormsInOneFile() {
    let forms = [
      ("text", Self.text), ("json", Self.json), ("yaml", Self.yaml), ("blocks", Self.blocks),
      ("sqlite", Self.sqlite), ("rows", Self.rows), ("framed", Self.framed), ("xml", Self.xml),
    ]
    for (first, a) in forms {
      for (second, b) in forms where first != second {
        // Rows and a drawing are one session, told by the drawing.
        if Set([first, second]) == ["sqlite", "rows"] { continue }
        for gap in ["\n", "\n\n"] {
          let reading = read(a + gap + b + "\n")
          let outlines = reading.plans.map(\.outline)
          let expected = [a, b].map { read($0 + "\n").plans.first?.outline ?? [] }
          #expect(outlines == expected, "\(first), \(second), \(gap.utf8.count) line ends")
          #expect(reading.diagnostics.isEmpty, "\(first), \(second): \(reading.diagnostics)")
        }
      }
    }
  }

  /// A tool's closing quote behind each line, without the one before it.
  @Test func quotesLeftBehind() {
    let plan = [
      "Hash Join  (cost=1.00..3.00 rows=1 width=4)", "  Hash Cond: (a.id = b.id)",
      "  ->  Seq Scan on a  (cost=0.00..1.00 rows=1 width=4)",
      "        Filter: ((id)::text = (name)::text)",
      "  ->  Hash  (cost=0.00..1.00 rows=1 width=4)",
      "        ->  Seq Scan on b  (cost=0.00..1.00 rows=1 width=4)",
    ]
    let plain = read(plan.joined(separator: "\n") + "\n")
    let quoted = read(plan.map { $0 + "\"" }.joined(separator: "\n") + "\n")
    let steps = [plain, quoted].map { $0.plans.first?.outline.count ?? 0 }
    #expect(steps[0] > 3 && steps[0] == steps[1])
  }

  @Test func literalsOfSeveralLines() {
    let literal = "x\n  ->  Seq Scan on foo  (cost=1.00..2.00 rows=3 width=4)\n\nLimit: y''z"
    let after = """
              Rows Removed by Filter: 7
        ->  Seq Scan on b  (cost=0.00..1.00 rows=1 width=4)
      """
    for filter in ["(note = '\(literal)'::text)", "(\"\(literal)\" = 1)"] {
      let reading = read(
        "Nested Loop  (cost=0.00..2.00 rows=1 width=4) (actual time=0.1..0.2 rows=1 loops=1)\n"
          + "  ->  Seq Scan on a  (cost=0.00..1.00 rows=1 width=4)\n        Filter: \(filter)\n"
          + after + "\n"
      )
      #expect(reading.diagnostics.isEmpty)
      #expect(reading.plans.count == 1)
      let root = reading.plans.first?.root
      #expect(root?.children.map(\.relation) == ["a", "b"])
      #expect(root?.children.first?.children.isEmpty == true)
      #expect(root?.children.first?.filter == filter)
    }
  }

  /// psql pads the lines of a cell and marks those that go on.
  @Test func literalInAFrame() {
    let mark = String(repeating: " ", count: 30) + "+"
    let reading = read(
      """
                                            QUERY PLAN
      -----------------------------------------------------------------------------------
       Nested Loop  (cost=0.00..2.00 rows=1 width=4)
         ->  Seq Scan on a  (cost=0.00..1.00 rows=1 width=4)
               Filter: (note = 'x\(mark)
         ->  Seq Scan on foo  (cost=1.00..2.00 rows=3 width=4)\(mark)
       y'::text)
         ->  Seq Scan on b  (cost=0.00..1.00 rows=1 width=4)
      (4 rows)

      """
    )
    let scans = reading.plans.first?.root.children ?? []
    #expect(scans.map(\.relation) == ["a", "b"])
    #expect(
      scans.first?.filter
        == "(note = 'x\n   ->  Seq Scan on foo  (cost=1.00..2.00 rows=3 width=4)\n y'::text)"
    )
  }

  /// A quote without an end, as in a plan that is cut, hides nothing of what follows.
  @Test func quoteWithoutEnd() {
    let cut = "Seq Scan on a  (cost=0.00..1.00 rows=1 width=4)\n  Filter: (note = 'x\n\n"
    let reading = read(cut + Self.text + "\n\n" + Self.framed + "\n")
    #expect(reading.plans.map { $0.root.label } == ["Seq Scan", "Limit", "Seq Scan"])
  }

  @Test func namesThatHoldFigures() {
    for name in ["t  (cost=9.00..9.00 rows=9 width=9)", "a \"\"b\"\"  (never executed)", "x ->  y"]
    {
      let reading = read("Seq Scan on \"\(name)\" z  (cost=0.00..1.00 rows=3 width=4)\n")
      let root = reading.plans.first?.root
      #expect(root?.relation == name.replacing("\"\"", with: "\""), "\(name)")
      #expect(root?.alias == "z" && root?.estimate?.rows == 3, "\(name)")
    }
    let broken = read("Seq Scan on \"a\nb\"  (cost=0.00..1.00 rows=3 width=4)\n  Filter: (x = 1)\n")
    #expect(broken.plans.count == 1)
    #expect(broken.plans.first?.root.estimate?.rows == 3)
    #expect(broken.plans.first?.root.filter == "(x = 1)")
  }

  // MARK: psql

  /// A cell in records of psql, its lines at a width with a mark behind each but the last.
  private func records(_ cells: [String], border: Int, bar: String, mark: String) -> String {
    var lines: [String] = []
    let stroke = bar == "|" ? "-" : "─"
    let corner = bar == "|" ? "+" : "├"
    for (number, cell) in cells.enumerated() {
      let head = "[ RECORD \(number + 1) ]"
      switch border {
      case 0: lines.append("* Record \(number + 1)")
      case 1: lines.append(stroke + head + String(repeating: stroke, count: 60))
      default: lines.append(corner + stroke + head + String(repeating: stroke, count: 60) + corner)
      }
      let values = cell.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for (place, value) in values.enumerated() {
        let name = place == 0 ? "QUERY PLAN" : String(repeating: " ", count: 10)
        let goesOn = place + 1 < values.count
        let padded = value + String(repeating: " ", count: max(70 - value.count, 0))
        switch border {
        case 0: lines.append(name + " " + (goesOn ? padded + mark : value))
        case 1: lines.append("\(name) \(bar) " + (goesOn ? padded + mark : value))
        default: lines.append("\(bar) \(name) \(bar) \(padded)\(goesOn ? mark : " ")\(bar)")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func expandedRecords() {
    let text = Self.text.split(separator: "\n").map(String.init)
    for (cells, plain) in [(text, Self.text), ([Self.json], Self.json), ([Self.yaml], Self.yaml)] {
      let expected = read(plain + "\n").plans.map(\.outline)
      for border in 0...2 {
        for (bar, mark) in [("|", "+"), ("│", "↵")] {
          let pasted = records(cells, border: border, bar: bar, mark: mark)
          let reading = read(pasted)
          #expect(reading.plans.map(\.outline) == expected, "border \(border)\n\(pasted)")
          #expect(reading.diagnostics.isEmpty, "border \(border)\n\(pasted)")
        }
      }
    }
  }

  /// XML in records is read or refused, and never another tree.
  @Test func expandedXML() {
    let expected = read(Self.xml).plans.map(\.outline)
    for border in 0...2 {
      let reading = read(records([Self.xml], border: border, bar: "|", mark: "+"))
      let isRead = reading.plans.map(\.outline) == expected
      let isRefused = reading.plans.isEmpty && !reading.diagnostics.isEmpty
      #expect(isRead || isRefused, "border \(border)")
    }
  }

  /// `\pset format wrapped`, at every width.
  @Test func wrappedCells() {
    let expected = read(Self.text + "\n").plans.map(\.outline)
    for mark in [".", "…"] {
      for border in 0...2 {
        for width in 20...70 {
          let pasted = wrapped(Self.text, width, border, mark)
          let reading = read(pasted)
          #expect(reading.plans.map(\.outline) == expected, "\(pasted)")
          #expect(reading.diagnostics.isEmpty, "\(pasted)")
        }
      }
    }
  }

  private func wrapped(_ text: String, _ width: Int, _ border: Int, _ mark: String) -> String {
    let edge = border == 2 ? (mark == "." ? "|" : "│") : ""
    let ruled = String(repeating: mark == "." ? "-" : "─", count: border == 0 ? width : width + 2)
    var lines = [edge + String(repeating: " ", count: 5) + "QUERY PLAN     " + edge, ruled]
    for line in text.split(separator: "\n") {
      var rest = line[...]
      var isFirst = true
      while !rest.isEmpty {
        let part = rest.prefix(width)
        rest = rest.dropFirst(width)
        let padded = part + String(repeating: " ", count: width - part.count)
        let left = border == 0 ? "" : isFirst ? " " : mark
        lines.append(edge + left + padded + (rest.isEmpty ? " " : mark) + edge)
        isFirst = false
      }
    }
    return (lines + ["(6 rows)", ""]).joined(separator: "\n")
  }
}
