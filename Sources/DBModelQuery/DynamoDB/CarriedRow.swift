public import DBModelWorkload

/// Rows with what they may carry of the rows they refer to, and the rows that their items may hold:
/// one value for each of `Entity.copies` and `Entity.embeddings` behind those of the entity's own
/// fields, null where there is none.
public final class CarriedRow {
  private let workload: Workload
  private let dataset: Dataset
  private let lookup: RowLookup
  /// By what is held, and by the key of the row whose item holds it.
  private var held: [EmbeddedRows: [[Value]: [[Value]]]] = [:]

  /// - Parameter dataset: Where the rows that others refer to, and those that items hold, are
  ///   looked for.
  public init(workload: Workload, dataset: Dataset) {
    self.workload = workload
    self.dataset = dataset
    lookup = RowLookup(workload: workload, dataset: dataset)
  }

  /// - Parameter row: One value for each field.
  public func row(_ row: [Value], of entity: Entity) -> [Value] {
    row
      + entity.copies.map { copy in
        lookup.referenced(copy.reference, row: row)?.1[copy.source.field.rawValue] ?? .null
      }
      + entity.embeddings.map { rows in
        EmbeddedCodec.value(held(rows)[entity.key.map { row[$0.rawValue] }] ?? [])
      }
  }

  private func held(_ rows: EmbeddedRows) -> [[Value]: [[Value]]] {
    if let known = held[rows] { return known }
    let codec = EmbeddedCodec(rows, workload: workload)
    let found = Dictionary(grouping: dataset[rows.entity], by: codec.key(ofHolderOf:))
    held[rows] = found
    return found
  }
}

extension Entity {
  /// The rows that one of the entity's own carries parts of: the key that its reference holds, and
  /// what is copied of them.
  ///
  /// - Parameters:
  ///   - row: One value for each field and each that may be carried.
  ///   - copies: Which of those are asked for.
  func targets(of row: [Value], copies: [FieldID], in workload: Workload) -> [EntityRow] {
    var found: [(reference: AttributeReference, row: EntityRow)] = []
    for copy in copies.compactMap(copy) {
      let target = workload[copy.source.entity]
      if !found.contains(where: { $0.reference == copy.reference }) {
        var values = [Value](repeating: .null, count: target.fields.count)
        for field in fields(of: copy.reference.attribute) {
          guard let key = field.references?.field else { continue }
          values[key.rawValue] = row[field.id.rawValue]
        }
        // A row that refers to none carries nothing.
        guard target.key.allSatisfy({ values[$0.rawValue] != .null }) else { continue }
        found.append((copy.reference, EntityRow(entity: target.id, values: values)))
      }
      guard let place = found.firstIndex(where: { $0.reference == copy.reference }) else {
        continue
      }
      found[place].row.values[copy.source.field.rawValue] = row[copy.field.id.rawValue]
    }
    return found.map(\.row)
  }
}
