import DBModelDesign
import DBModelDiagnostics
import DBModelExplain
import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelDriver

/// The rows of a plan that was made on a sample, at the declared size. No server is needed.
@Suite struct SampleScaleTests {
  /// A thousandth of the orders and of the customers, who keep their twenty orders.
  private func rows(_ table: String) throws -> String? {
    let model = try SampleModel(SampleModel.shop)
    let sizes = SampleSizes(workload: model.workload, entities: [try model.entity("Order")])
    let rows = SampleRows(workload: model.workload, day: 20_454, counts: sizes.rows)
    let design = try model.design()
    var scale = SampleScale(workload: model.workload, design: design, dataset: rows.dataset)
    let pattern = try model.pattern("written")
    let writer = SQLStatementWriter(workload: model.workload, design: design, dialect: .mysql)
    let statement = try #require(try writer.variants(for: pattern).first?.statements.first)
    let text = #"{"query_block": {"select_id": 1, "nested_loop": [{"table": {\#(table)}}]}}"#
    let file = SourceFile(id: FileID(0), path: "plan", bytes: Array(text.utf8))
    let tree = try #require(PlanReader.read(file).plans.first)
    let scaled = scale.atDeclaredSize(tree, of: statement)
    var node = scaled.root
    while node.relation == nil, let child = node.children.first { node = child }
    let given = node.estimate?.rows.map { " giving \($0)" } ?? ""
    return node.properties["rows"]?.text.map { $0 + given }
  }

  private static let byCustomer =
    #""key": "k", "used_key_parts": ["customer_id", "placed"], "key_length": "4""#

  @Test func aRangeGrowsWithTheTable() throws {
    let range =
      #""table_name": "order", "access_type": "range", "key": "k", "used_key_parts": ["placed"], "rows": 40, "filtered": 50, "attached_condition": "`order`.placed >= TIMESTAMP'2026-01-01'""#
    #expect(try rows(range) == "40000 giving 20000.0")
    // So does one that SQL as written calls otherwise.
    let alias = range.replacing(#""table_name": "order""#, with: #""table_name": "o""#)
    #expect(try rows(alias) == "40000 giving 20000.0")
  }

  @Test func whatOneRowFindsIsNothing() throws {
    let range =
      #""table_name": "order", "access_type": "range", "key": "k", "used_key_parts": ["placed"], "rows": 2, "filtered": 100, "attached_condition": "`order`.placed >= TIMESTAMP'2026-01-01'""#
    #expect(try rows(range) == nil)
    #expect(try rows(range.replacing(#""rows": 2"#, with: #""rows": 3"#)) == "3000 giving 3000.0")
  }

  /// Twenty orders of a customer are twenty orders, and a stretch of them a part of twenty.
  @Test func aFanOutStaysWhatItIs() throws {
    let lookup =
      #""table_name": "order", "access_type": "ref", "key": "k", "used_key_parts": ["customer_id"], "ref": ["const"], "rows": 20, "filtered": 100"#
    #expect(try rows(lookup) == "20 giving 20.0")
    let range =
      #""table_name": "order", "access_type": "range", "key": "k", "used_key_parts": ["customer_id", "placed"], "rows": 5, "filtered": 100, "attached_condition": "`order`.customer_id = 7 and `order`.placed >= TIMESTAMP'2026-01-01'""#
    #expect(try rows(range) == "5 giving 5.0")
  }

  @Test func aWholeTableIsTheDeclaredOne() throws {
    let scan = #""table_name": "order", "access_type": "ALL", "rows": 20000, "filtered": 100"#
    #expect(try rows(scan) == "20000000 giving 20000000.0")
    // A case keeps its share.
    let cases =
      #""table_name": "order", "access_type": "ref", "key": "k", "used_key_parts": ["status"], "ref": ["const"], "rows": 1000, "filtered": 100"#
    #expect(try rows(cases) == "1000000 giving 1000000.0")
  }

  /// An index that is read until a LIMIT has enough is read as far at any size.
  @Test func whatALimitEndsStays() throws {
    let limited =
      #""table_name": "order", "access_type": "index", "key": "k", "rows": 50, "filtered": 100"#
    #expect(try rows(limited) == "50 giving 50.0")
    #expect(
      try rows(limited.replacing(#""rows": 50"#, with: #""rows": 20000"#))
        == "20000000 giving 20000000.0"
    )
  }

  @Test func tablesInWholeAreAsTheyAre() throws {
    let scan = #""table_name": "category", "access_type": "ALL", "rows": 200, "filtered": 100"#
    #expect(try rows(scan) == "200 giving 200.0")
    // What a step above has made is of no table, and nothing is said of it.
    let made = #""table_name": "<derived2>", "access_type": "ALL", "rows": 50, "filtered": 100"#
    #expect(try rows(made) == nil)
  }
}
