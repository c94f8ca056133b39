import DBModelQuery
import DBModelWorkload

extension RowGenerator {
  /// Kept attributes hold what they are kept from. Where that does not fit, the numbers behind it
  /// become the least that their fields admit, and where there are still too many rows for it, none
  /// is left.
  func keptUpToDate(_ dataset: Dataset) -> Dataset {
    var result = dataset
    let values = KeptValues(workload: workload)
    var isEmptied = false
    for kept in workload.keptAggregates {
      // Another one of the same rows may have to give way as well: each is tried once for each way.
      for _ in 0..<3 {
        do throws(EvaluationError) {
          var attempt = result
          try values.bringUpToDate(&attempt)
          return attempt
        } catch {
          if !isEmptied, let source = kept.source {
            for position in result[source.entity].indices
            where result[source.entity][position][source.field.rawValue] != .null {
              result[source.entity][position][source.field.rawValue] = least(workload[source].type)
            }
            isEmptied = true
          } else {
            for entity in workload.entities where needs(entity, kept.reference.entity) {
              result[entity.id] = []
            }
          }
        }
      }
      isEmptied = false
    }
    return result
  }

  private func least(_ type: ValueType) -> Value {
    switch type {
    case .integer(let minimum, let maximum): .integer(max(minimum ?? 0, min(0, maximum ?? 0)))
    case .decimal(_, let scale): .decimal(Decimal38(mantissa: 0, scale: scale))
    default: .null
    }
  }

  /// Whether rows of an entity lead, by whatever way, to rows of another one.
  private func needs(_ entity: Entity, _ other: EntityID) -> Bool {
    var seen: Set<EntityID> = []
    var pending = [entity.id]
    while let next = pending.popLast() {
      if next == other { return true }
      guard seen.insert(next).inserted else { continue }
      for attribute in workload[next].attributes {
        if case .reference(let reference) = attribute.kind { pending.append(reference.target) }
      }
    }
    return false
  }
}
