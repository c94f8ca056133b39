import DBModelDesign
import DBModelDiagnostics
import DBModelExplain
import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

@testable import DBModelDriver

/// Plans of a sample that the size of the table decides. No server is needed.
@Suite struct ServableSortTests {
  private static let model =
    SampleModel.shop + """
      access open(since: timestamp(ms) recent 20 days) {
        read  Order { id, total, placed }
        where status == .open and placed >= $since
        order total descending
        limit 20
        rate  1/s peak 2/s
      }

      """

  private func isMarked(
    _ pattern: String,
    key: String,
    index: String = "none",
    thinned: Bool = true
  ) throws -> Bool {
    let model = try SampleModel(Self.model)
    let design = try model.design()
    let writer = SQLStatementWriter(workload: model.workload, design: design, dialect: .mysql)
    let statement = try #require(
      try writer.variants(for: model.pattern(pattern)).first?.statements.first
    )
    let text = """
      {"query_block": {"select_id": 1, "nested_loop": [{"read_sorted_file": {"filesort": {
        "sort_key": "\(key)", "table": {"table_name": "order", "access_type": "range",
        "key": "\(index)", "used_key_parts": ["placed"], "rows": 40, "filtered": 50,
        "attached_condition": "`order`.`status` = 'open'"}}}}]}}
      """
    let file = SourceFile(id: FileID(0), path: "plan", bytes: Array(text.utf8))
    let tree = try #require(PlanReader.read(file).plans.first)
    return ServableSort.isThere(
      in: tree,
      of: statement,
      thinned ? design.tables.filter { $0.name == "order" } : []
    )
  }

  @Test func aSortThatAnotherIndexHoldsIsMarked() throws {
    #expect(try isMarked("open", key: "`order`.total desc, `order`.`id` desc"))
    // It is no index in another order.
    #expect(try !isMarked("open", key: "`order`.customer_id_of_none desc"))
    #expect(try !isMarked("open", key: "cast(`order`.placed as date)"))
    // Without a LIMIT all rows are sorted or read at any size.
    #expect(try !isMarked("lately", key: "`order`.total desc"))
    // A table in whole is as large as it is.
    #expect(try !isMarked("open", key: "`order`.total desc", thinned: false))
  }

  @Test func theIndexThatIsReadIsNoOther() throws {
    let model = try SampleModel(Self.model)
    let holding = try model.design().tables.flatMap(\.indexes).filter { index in
      index.columns.contains { $0.column == "total" }
    }
    let only = holding.count == 1 ? holding.first?.name : nil
    guard let only else {
      #expect(holding.count > 1, "an index holds the order of a LIMIT")
      return
    }
    #expect(try !isMarked("open", key: "`order`.total desc", index: only))
  }
}
