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

  /// The items of one entity under one partition key, with their entries in local indexes.
  private struct Part {
    let entity: EntityID
    /// The attribute whose bound decides, where one does.
    let attribute: AttributeReference?
    /// `nil` where nothing bounds them; 0 where nobody says how many there are.
    let rows: Double?
    let rowBytes: Double
  }

  func findings() -> [Diagnostic] {
    design.tables.filter { !$0.localIndexes.isEmpty }.compactMap(finding)
  }

  private func finding(_ table: DynamoDBTable) -> Diagnostic? {
    let limit = DynamoDBLimits.localCollectionBytes.value
    let parts = table.layouts.map { part($0, table) }
    let factor = max(1, workload.goals?.headroomData?.value ?? 1)
    let bytes = parts.reduce(0.0) { $0 + ($1.rows ?? .infinity) * $1.rowBytes } * factor
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

  private func labels(_ part: Part?) -> [Label] {
    guard let part else { return [] }
    guard let attribute = part.attribute else {
      return [Label(workload[part.entity].nameSpan, "all of its rows may share a key")]
    }
    guard case .reference(let reference) = workload[attribute].kind else { return [] }
    let most = part.rows.map { "up to \(FigureFormatter.number($0)) rows" } ?? "without a bound"
    return [Label(reference.fanOutSpan ?? workload[attribute].span, most)]
  }

  private func line(_ part: Part) -> String {
    let name = workload[part.entity].name
    guard let rows = part.rows else { return "`\(name)`: no bound on its rows is declared" }
    return
      "`\(name)`: \(FigureFormatter.number(rows)) x \(FigureFormatter.bytes(part.rowBytes)) with"
      + " its entries = \(FigureFormatter.bytes(rows * part.rowBytes))"
  }

  private func part(_ layout: ItemLayout, _ table: DynamoDBTable) -> Part {
    let sizes = ItemSizes(workload: workload)
    let overhead = DynamoDBLimits.storageOverheadBytes.value
    let entries = table.localIndexes.reduce(0.0) { sum, index in
      let entry = sizes.entry(of: index, layout, in: table)
      return sum + entry.membership * (entry.size.meanBytes + overhead)
    }
    let bytes = sizes.item(layout, in: table).meanBytes + overhead + entries
    let (rows, attribute) = rows(layout.partitionKey.fields, of: layout.entity)
    return Part(entity: layout.entity, attribute: attribute, rows: rows, rowBytes: bytes)
  }

  /// The most rows under one value of some fields: by the entity's key, by the bound of a
  /// reference, by the shares of an enumeration, else by how many values there are.
  private func rows(
    _ fields: [FieldID],
    of id: EntityID
  ) -> (rows: Double?, attribute: AttributeReference?) {
    let entity = workload[id]
    if entity.key.allSatisfy(fields.contains) { return (1, nil) }
    let references = entity.attributes.indices.map { AttributeReference(id, AttributeID($0)) }
      .filter { attribute in
        guard case .reference = workload[attribute].kind else { return false }
        return entity.fields(of: attribute.attribute).map(\.id).allSatisfy(fields.contains)
      }
    for attribute in references {
      if case .reference(let reference) = workload[attribute].kind {
        return (reference.fanOut.map(\.maximum) ?? 0, attribute)
      }
    }
    guard entity.rowCount.value != nil else { return (0, nil) }
    let cardinality = Cardinality(workload: workload)
    var rows = cardinality.rows(id).high
    for field in fields {
      let reference = FieldReference(id, field)
      if case .enumeration(let cases) = entity[field].type {
        rows *= cases.map { cardinality.rowShare($0.name, of: reference) }.max() ?? 1
      } else {
        rows /= cardinality.distinctValues(reference).low
      }
    }
    return (rows, nil)
  }
}
