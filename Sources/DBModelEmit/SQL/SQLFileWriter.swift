public import DBModelDesign
import DBModelQuery
public import DBModelWorkload

/// Writes a schema and the statements of every pattern as SQL files.
public enum SQLFileWriter {
  /// The schema, statement by statement, in an order that runs.
  public static func schema(
    _ design: RelationalDesign,
    workload: Workload,
    dialect: SQLDialect
  ) -> String {
    let statements = SQLSchemaWriter.statements(
      design: design,
      workload: workload,
      dialect: dialect
    )
    return statements.map { $0 + ";\n" }.joined(separator: "\n")
  }

  /// What makes the partitions of tables and drops them when their rows are old; `nil` where no
  /// table of the dialect has any.
  public static func partitions(
    _ design: RelationalDesign,
    workload: Workload,
    dialect: SQLDialect
  ) -> String? {
    let sections = design.tables.compactMap { table -> String? in
      guard let partitions = SQLPartitions(table, dialect: dialect) else { return nil }
      return partitions.title(before: workload[partitions.partitioning.deletedBy].name)
        + partitions.upkeep
    }
    return sections.isEmpty ? nil : sections.joined(separator: "\n")
  }

  /// Each pattern's statements under its name; what a dialect cannot say is a comment with why.
  public static func queries(
    _ design: RelationalDesign,
    workload: Workload,
    patterns: [AccessPattern],
    dialect: SQLDialect
  ) -> String {
    let writer = SQLStatementWriter(workload: workload, design: design, dialect: dialect)
    var sections: [String] = []
    for pattern in patterns {
      do throws(SQLUnsupported) {
        for variant in try writer.variants(for: pattern) {
          let title = variant.label.isEmpty ? pattern.name : "\(pattern.name): \(variant.label)"
          let texts = variant.statements.map { $0.text + ";" }
          let before =
            design.partitionedTable(agedBy: pattern).flatMap { SQLPartitions($0, dialect: dialect) }
              == nil
            ? "" : " (run partitions.sql directly before)"
          sections.append("-- \(title)\(before)\n" + texts.joined(separator: "\n") + "\n")
        }
      } catch {
        sections.append("-- \(pattern.name): not in this dialect: \(error.reason)\n")
      }
    }
    return sections.joined(separator: "\n")
  }
}
