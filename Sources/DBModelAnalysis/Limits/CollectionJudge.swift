import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload

/// Item collections at their declared bound against one partition.
///
/// Without local indexes a collection may spread over several partitions, so nothing is refused;
/// but it is then read, moved and deleted over all of them, and whoever writes the bound down
/// should know.
struct CollectionJudge {
  let workload: Workload
  let design: DynamoDBDesign

  /// A collection at its bound.
  private struct Collection {
    let attribute: AttributeReference
    let structure: String
    let rows: Double
    let rowBytes: Double
  }

  func findings() -> [Diagnostic] {
    let sizes = ItemSizes(workload: workload)
    var largest: [Collection] = []
    for table in design.tables {
      for layout in table.layouts {
        let base = sizes.item(layout, in: table).meanBytes
        // With local indexes its limit is a hard one: `LocalCollectionJudge`.
        if table.localIndexes.isEmpty {
          add(layout.entity, layout.partitionKey.fields, table.name, base, &largest)
        }
        for index in table.globalIndexes {
          guard let member = index.members.first(where: { $0.entity == layout.entity }) else {
            continue
          }
          add(
            layout.entity,
            member.templates.prefix(index.partitionKey.count).flatMap(\.fields),
            "\(table.name).\(index.name)",
            sizes.entry(of: index, layout, in: table).size.meanBytes,
            &largest
          )
        }
      }
    }
    return largest.compactMap(finding)
  }

  /// Keeps the largest collection of each relationship; a key that is the reference and no more
  /// makes one.
  private func add(
    _ entity: EntityID,
    _ keyFields: [FieldID],
    _ structure: String,
    _ bytes: Double,
    _ largest: inout [Collection]
  ) {
    guard let first = keyFields.first else { return }
    let attribute = AttributeReference(entity, workload[entity][first].attribute)
    guard case .reference(let reference) = workload[attribute].kind,
      let most = reference.fanOut?.maximum,
      keyFields == workload[entity].fields(of: attribute.attribute).map(\.id)
    else { return }
    let found = Collection(
      attribute: attribute,
      structure: structure,
      rows: most,
      rowBytes: bytes + DynamoDBLimits.storageOverheadBytes.value
    )
    if let known = largest.firstIndex(where: { $0.attribute == attribute }) {
      if largest[known].rowBytes < found.rowBytes { largest[known] = found }
    } else {
      largest.append(found)
    }
  }

  private func finding(_ collection: Collection) -> Diagnostic? {
    let limit = DynamoDBLimits.partitionBytes.value
    let goal = workload.goals?.headroomData
    let factor = max(1, goal?.value ?? 1)
    let bytes = collection.rows * collection.rowBytes * factor
    guard bytes > limit, case .reference(let reference) = workload[collection.attribute].kind else {
      return nil
    }
    let target = workload[reference.target]
    let entity = workload[collection.attribute.entity]
    let name = reference.inverseName ?? entity.name
    let count = FigureFormatter.number(collection.rows)
    let multiple = factor > 1 ? " x \(FigureFormatter.number(factor)) data" : ""
    return Diagnostic(
      WorkloadRules.largeItemCollection,
      "the \(name) of one `\(target.name)` may grow to \(FigureFormatter.bytes(bytes)) under one key of "
        + "`\(collection.structure)`",
      at: Label(
        reference.fanOutSpan ?? workload[collection.attribute].span,
        "up to \(count) rows"
      ),
      secondary: goal.map { [Label($0.span, "the goal")] } ?? [],
      notes: [
        "\(count) rows x \(FigureFormatter.bytes(collection.rowBytes))\(multiple) = "
          + "\(FigureFormatter.bytes(bytes)); one partition holds about \(FigureFormatter.bytes(limit))",
        "the service splits it by the sort key, so nothing is refused; it fills, is read and is "
          + "deleted as one",
      ],
      help: ["lower the bound if it is not meant, or add a part to the key, such as the year"],
      path: "\(workload[design.store].name)/\(target.name).\(name)"
    )
  }
}
