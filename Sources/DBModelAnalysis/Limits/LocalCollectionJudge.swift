import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Item collections of tables with local indexes at their declared bounds against the 10 GB that
/// such a collection holds.
struct LocalCollectionJudge {
  let workload: Workload
  let design: DynamoDBDesign

  func findings() -> [Diagnostic] {
    design.tables.filter { !$0.localIndexes.isEmpty }.compactMap(finding)
  }

  private func finding(_ table: DynamoDBTable) -> Diagnostic? {
    let limit = DynamoDBLimits.localCollectionBytes.value
    let collections = LocalCollections(workload: workload)
    let parts = collections.parts(of: table)
    let factor = collections.headroom
    let bytes = collections.mostBytes(parts)
    guard bytes > limit, let index = table.localIndexes.first else { return nil }
    let worst = parts.max {
      ($0.rows ?? .infinity) * $0.rowBytes < ($1.rows ?? .infinity) * $1.rowBytes
    }
    let names = table.localIndexes.map { "`\($0.name)`" }.joined(separator: ", ")
    var notes = parts.map { line($0) }
    if factor > 1 {
      notes.append("times \(FigureFormatter.number(factor)), the data headroom aimed for")
    }
    let whole = bytes.isFinite ? FigureFormatter.bytes(bytes) : "any size"
    notes.append(
      "together \(whole); with local indexes (\(names)) a collection holds"
        + " \(FigureFormatter.bytes(limit)), and a write beyond it is refused"
    )
    return Diagnostic(
      WorkloadRules.localIndexCollection,
      "the items of one `\(table.partitionKey.name)` of table `\(table.name)` may grow to \(whole),"
        + " and are refused above \(FigureFormatter.bytes(limit))",
      at: Label(index.span ?? workload[table.layouts[0].entity].nameSpan, "a local index"),
      secondary: labels(worst),
      notes: notes,
      help: [
        "make it a global index, lower the bound if it is not meant, or add a part to the"
          + " partition key, such as the year"
      ],
      path: "\(workload[design.store].name)/\(table.name)"
    )
  }

  private func labels(_ part: LocalCollections.Part?) -> [Label] {
    guard let part else { return [] }
    guard let attribute = part.attribute else {
      return [Label(workload[part.entity].nameSpan, "all of its rows may share a key")]
    }
    guard case .reference(let reference) = workload[attribute].kind else { return [] }
    let most = part.rows.map { "up to \(FigureFormatter.number($0)) rows" } ?? "without a bound"
    return [Label(reference.fanOutSpan ?? workload[attribute].span, most)]
  }

  private func line(_ part: LocalCollections.Part) -> String {
    let name = workload[part.entity].name
    guard let rows = part.rows else { return "`\(name)`: no bound on its rows is declared" }
    return
      "`\(name)`: \(FigureFormatter.number(rows)) x \(FigureFormatter.bytes(part.rowBytes)) with"
      + " its entries = \(FigureFormatter.bytes(rows * part.rowBytes))"
  }
}
