import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelWorkload

/// Items at their declared bounds against the largest item the service keeps.
struct ItemSizeJudge {
  let workload: Workload
  let design: DynamoDBDesign

  func findings() -> [Diagnostic] {
    let sizes = ItemSizes(workload: workload)
    return design.tables.flatMap { table in
      table.layouts.compactMap { finding(sizes.extent($0, in: table)) }
    }
  }

  private func finding(_ extent: ItemExtent) -> Diagnostic? {
    let limit = DynamoDBLimits.itemBytes
    let most = extent.maximumBytes + extent.localEntryBytes
    guard most > limit.value else { return nil }
    let entity = workload[extent.entity]
    let plain = extent.plainMaximumBytes + extent.plainLocalEntryBytes
    let isPlain = plain > limit.value
    let whole = extent.localEntryBytes > 0 ? " with its entries in local indexes" : ""
    let figure = { (bytes: Double) in FigureFormatter.range(low: bytes, high: bytes, unit: "B") }
    let parts = extent.largest.map { part in
      "`\(entity[part.attribute].name)` up to \(figure(part.maximumBytes))"
    }
    let labels = extent.largest.prefix(1).map { part in
      Label(entity[part.attribute].span, "up to \(figure(part.maximumBytes))")
    }
    var notes = [
      "every attribute at its bound: \(figure(extent.maximumBytes)) (\(parts.joined(separator: ", ")))",
      "an item holds \(figure(limit.value)) with the names of its attributes; "
        + "on average this one has \(figure(extent.averageBytes))",
    ]
    if extent.localEntryBytes > 0 {
      notes.append(
        "its entries in local indexes count with it: \(figure(extent.localEntryBytes)), together "
          + figure(most)
      )
    }
    if !isPlain {
      notes.append(
        "texts in ASCII stay below it: \(figure(plain)); "
          + "other characters take up to 4 bytes"
      )
    }
    return Diagnostic(
      WorkloadRules.itemTooLarge,
      severity: isPlain ? .danger : .warning,
      "an item of `\(entity.name)`\(whole) may grow to \(figure(most)), and is refused "
        + "above \(figure(limit.value))",
      at: Label(entity.nameSpan, "one item for each row"),
      secondary: Array(labels),
      notes: notes,
      help: ["lower the bound, or keep the large part as rows of its own"],
      path: "entity \(entity.name)"
    )
  }
}
