import DBModelDesign
import DBModelReport
import DBModelWorkload

/// The SQL tables and their indexes as a part of a report.
struct SchemaSection {
  let workload: Workload
  let design: RelationalDesign

  var blocks: [ReportBlock] {
    guard !design.tables.isEmpty else { return [] }
    let rows = design.tables.flatMap { table -> [[ReportCell]] in
      let own: [ReportCell] = [
        ReportCell("`\(table.name)`"), "primary key",
        ReportCell(table.primaryKey.joined(separator: ", ")), "",
      ]
      let uniques = table.uniques.map { unique -> [ReportCell] in
        ["", "unique", ReportCell(unique.columns.joined(separator: ", ")), ""]
      }
      let indexes = table.indexes.map { index -> [ReportCell] in
        [
          "", ReportCell(index.isUnique ? "unique index" : "index"),
          ReportCell(
            index.columns.map { $0.isDescending ? "\($0.column) desc" : $0.column }
              .joined(separator: ", ")
              + (index.included.isEmpty
                ? "" : " include " + index.included.joined(separator: ", "))
          ),
          ReportCell(index.wantedBy.map { "`\(workload[$0].name)`" }.joined(separator: ", ")),
        ]
      }
      let partitions = table.partitioning.map { partitioning -> [ReportCell] in
        [
          "", "partitions",
          ReportCell("by \(partitioning.period.rawValue) of \(partitioning.column)"),
          ReportCell("`\(workload[partitioning.deletedBy].name)`"),
        ]
      }
      return [own] + uniques + indexes + (partitions.map { [$0] } ?? [])
    }
    return [
      .heading(level: 2, "SQL tables and indexes"),
      .table(
        ReportTable(
          columns: [
            ReportColumn("table"), ReportColumn("structure"), ReportColumn("columns"),
            ReportColumn("wanted by"),
          ],
          rows: rows
        )
      ),
    ]
  }
}
