import DBModelStatistics
import DBModelWorkload

/// How many rows equality on some fields leaves, as far as the model says.
struct RowBound {
  let context: PlanningContext

  /// The most rows; `nil` where no bound is declared.
  func most(_ entity: EntityID, fixed: [FieldID]) -> Double? {
    let declared = context.workload[entity]
    if isUnique(declared, fixed) { return 1 }
    return fanOuts(declared, fixed).compactMap { $0.spread.maximum }.min()
  }

  /// Rows on average; `nil` where the model does not say.
  func average(_ entity: EntityID, fixed: [FieldID]) -> Double? {
    let declared = context.workload[entity]
    if isUnique(declared, fixed) { return 1 }
    return fanOuts(declared, fixed).map(\.spread.average).min()
  }

  /// The reference whose equality leaves the fewest rows on average, and its fields; `nil` where
  /// none is among the fields.
  func decidingReference(
    _ entity: EntityID,
    fixed: [FieldID]
  ) -> (attribute: AttributeReference, fields: [FieldID])? {
    fanOuts(context.workload[entity], fixed).min { $0.spread.average < $1.spread.average }
      .map { ($0.attribute, context.fields(of: $0.attribute)) }
  }

  private func isUnique(_ entity: Entity, _ fixed: [FieldID]) -> Bool {
    ([entity.key] + entity.uniqueCombinations).contains { $0.allSatisfy(fixed.contains) }
  }

  private func fanOuts(
    _ entity: Entity,
    _ fixed: [FieldID]
  ) -> [(attribute: AttributeReference, spread: Spread)] {
    entity.attributes.indices.compactMap { position in
      let reference = AttributeReference(entity.id, AttributeID(position))
      guard let spread = context.reference(reference)?.fanOut else { return nil }
      let fields = context.fields(of: reference)
      return !fields.isEmpty && fields.allSatisfy(fixed.contains) ? (reference, spread) : nil
    }
  }
}
