import DBModelStatistics
import DBModelWorkload

/// How many rows equality on some fields leaves, as far as the model says.
struct RowBound {
  let context: PlanningContext

  /// The most rows; `nil` where no bound is declared.
  func most(_ entity: EntityID, fixed: [FieldID]) -> Double? {
    let declared = context.workload[entity]
    if isUnique(declared, fixed) { return 1 }
    return fanOuts(declared, fixed).compactMap { $0.maximum }.min()
  }

  /// Rows on average; `nil` where the model does not say.
  func average(_ entity: EntityID, fixed: [FieldID]) -> Double? {
    let declared = context.workload[entity]
    if isUnique(declared, fixed) { return 1 }
    return fanOuts(declared, fixed).map(\.average).min()
  }

  private func isUnique(_ entity: Entity, _ fixed: [FieldID]) -> Bool {
    ([entity.key] + entity.uniqueCombinations).contains { $0.allSatisfy(fixed.contains) }
  }

  private func fanOuts(_ entity: Entity, _ fixed: [FieldID]) -> [Spread] {
    entity.attributes.indices.compactMap { position in
      let reference = AttributeReference(entity.id, AttributeID(position))
      guard let target = context.reference(reference) else { return nil }
      let fields = context.fields(of: reference)
      return !fields.isEmpty && fields.allSatisfy(fixed.contains) ? target.fanOut : nil
    }
  }
}
