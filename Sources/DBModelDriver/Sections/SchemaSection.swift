import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// The tables of a relational store as a part of a report: their keys and indexes, how large they
/// are, and what an index costs each row that is written.
struct SchemaSection {
  let workload: Workload
  let design: RelationalDesign
  /// Whether no store of the model has these tables.
  let isHypothetical: Bool

  var blocks: [ReportBlock] {
    guard !design.tables.isEmpty else { return [] }
    let name = workload[design.store].name
    let title =
      isHypothetical ? "SQL tables of the same model" : "SQL tables and indexes of `\(name)`"
    let remark =
      isHypothetical
      ? [ReportBlock.paragraph("No store of the model is relational: this is what one would hold.")]
      : []
    return [.heading(level: 2, title)] + remark + [
      .table(
        ReportTable(
          columns: [
            ReportColumn("table"), ReportColumn("structure"), ReportColumn("columns"),
            ReportColumn("size", .trailing), ReportColumn("each new row", .trailing),
            ReportColumn("wanted by"),
          ],
          rows: design.tables.flatMap(rows)
        )
      )
    ]
  }

  private func rows(_ table: RelationalTable) -> [[ReportCell]] {
    let entity = workload[table.entity]
    let cost = BTreeCost(
      workload: workload,
      entity: entity,
      kind: workload[design.store].kind,
      missShare: missShare
    )
    func tree(
      _ kind: String,
      _ text: String,
      _ columns: [String],
      _ included: [String] = [],
      _ patterns: [PatternID] = []
    ) -> [ReportCell] {
      let fields = { (names: [String]) in
        names.compactMap { name in table.columns.first { $0.name == name }?.field }
      }
      let (own, besides) = (fields(columns), fields(included))
      let microseconds = cost.write(own, included: besides) * 1_000
      return [
        "", ReportCell(kind), ReportCell(text),
        ReportCell(FigureFormatter.bytes(cost.bytes(own, included: besides))),
        // Nobody knows the memory of a store that there is not.
        isHypothetical
          ? "–"
          : ReportCell(FigureFormatter.range(low: microseconds, high: microseconds, unit: "µs")),
        ReportCell(patterns.map { "`\(workload[$0].name)`" }.joined(separator: ", ")),
      ]
    }
    let rows = FigureFormatter.count(cost.rowCount)
    let bytes = FigureFormatter.bytes(RelationalVolume.tableBytes(entity, rows: cost.rowCount))
    let heap: [ReportCell] = [
      ReportCell("`\(table.name)`"), "rows", ReportCell(rows),
      ReportCell(bytes), "", "",
    ]
    var key = tree("primary key", table.primaryKey.joined(separator: ", "), table.primaryKey)
    // InnoDB keeps the rows in it.
    if workload[design.store].kind == .auroraMySQL { key[3] = "the rows" }
    let uniques = table.uniques.map {
      tree("unique", $0.columns.joined(separator: ", "), $0.columns)
    }
    let indexes = table.indexes.map { index in
      tree(
        index.isUnique ? "unique index" : "index",
        Self.text(index),
        index.columns.map(\.column),
        index.included,
        index.wantedBy
      )
    }
    return [heap, key] + uniques + indexes + references(table) + partitions(table)
  }

  private static func text(_ index: TableIndex) -> String {
    let columns = index.columns.map { $0.isDescending ? "\($0.column) desc" : $0.column }
    let included =
      index.included.isEmpty ? "" : " include " + index.included.joined(separator: ", ")
    return columns.joined(separator: ", ") + included
  }

  /// Rows of a reference that no tree of the table begins with are found by a read of all of them.
  private func references(_ table: RelationalTable) -> [[ReportCell]] {
    let trees =
      [table.primaryKey] + table.uniques.map(\.columns)
      + table.indexes.map { $0.columns.map(\.column) }
    return table.foreignKeys.map { key in
      let isIndexed = trees.contains { Set($0.prefix(key.columns.count)) == Set(key.columns) }
      let text = "\(key.columns.joined(separator: ", ")) → `\(key.referencedTable)`"
      return [
        "", "foreign key",
        ReportCell(isIndexed ? text : "\(text); \(unindexed(table))"), "", "", "",
      ]
    }
  }

  private func unindexed(_ table: RelationalTable) -> String {
    workload[design.store].kind == .auroraMySQL
      ? "the engine makes an index for it"
      : "no index: a delete there reads all of `\(table.name)` for each row"
  }

  private func partitions(_ table: RelationalTable) -> [[ReportCell]] {
    guard let partitioning = table.partitioning else { return [] }
    return [
      [
        "", "partitions",
        ReportCell("by \(partitioning.period.rawValue) of \(partitioning.column)"), "", "",
        ReportCell("`\(workload[partitioning.deletedBy].name)`"),
      ]
    ]
  }

  /// As when the indexes were chosen.
  private var missShare: Double {
    let entities = design.tables.map { workload[$0.entity] }
    let volume = RelationalVolume(workload: workload).bytes(of: entities)
    return BufferPool.missShare(of: workload[design.store], volume: volume).0.middle
  }
}
