import DBModelDesign
import DBModelReport
import DBModelWorkload

/// The attributes that spread the keys of indexes over shards: an application has to write them.
struct ShardsSection {
  let workload: Workload
  let design: DynamoDBDesign

  var blocks: [ReportBlock] {
    let rows = design.tables.flatMap { table in
      table.layouts.flatMap { layout in
        layout.synthetic.compactMap { row($0, table, workload[layout.entity]) }
      }
    }
    guard !rows.isEmpty else { return [] }
    let isOne = design.tables.contains { table in
      table.layouts.contains { $0.synthetic.contains { $0.template.shardCount == 1 } }
    }
    let one = isOne ? " A single shard is 0 in every item: all rows stand under one value." : ""
    return [
      .heading(level: 3, "Shards"),
      .paragraph(
        "A shard is a number in every item, so that the writes of one key value fall on several"
          + " partitions: the CRC-32 of the key's text in UTF-8, modulo the number of shards (IEEE"
          + " 802.3, as zlib has it; `123456789` gives 0xCBF43926). A read asks every shard for as"
          + " many rows as it wants, merges what comes, and goes on in each shard behind its last"
          + " row that was returned.\(one)"
      ),
      .table(
        ReportTable(
          columns: [
            ReportColumn("table"), ReportColumn("attribute"), ReportColumn("value"),
            ReportColumn("text of a key"), ReportColumn("its shard", .trailing),
          ],
          rows: rows
        )
      ),
    ]
  }

  private func row(
    _ made: (name: String, template: KeyTemplate),
    _ table: DynamoDBTable,
    _ entity: Entity
  ) -> [ReportCell]? {
    guard case .shard(let fields, let count) = made.template else { return nil }
    let example = ExampleKey(entity: entity)
    return [
      ReportCell("`\(table.name)`"), ReportCell("`\(made.name)` N"),
      ReportCell(TablesSection.text(made.template, entity)),
      ReportCell(count > 1 ? example.hashed(fields).map { "`\($0)`" } ?? "–" : "–"),
      ReportCell(example.value(made.template) ?? "–"),
    ]
  }
}
