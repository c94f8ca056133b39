import DBModelQuery
import DBModelWorkload

@testable import DBModelPlanning

/// What rows may carry in the designs that the enumeration looks at.
extension DesignReferee {
  /// Everything that rows may carry such that each copy is of use to some read: every union of what
  /// a read filters and orders by over a reference, and of all that it looks at there.
  static func carried(_ context: PlanningContext, _ store: StoreID) -> [Set<FieldReference>] {
    var demands: [Set<FieldReference>] = []
    for pattern in context.patterns(on: store) {
      guard case .read(let read) = pattern.operation else { continue }
      let all = Set(read.pathsOverReferences)
      for paths in [all, all.intersection(read.pathsOfConditions)] {
        for reference in Set(paths.map { $0.via[0] }) {
          let demand = Set(
            context.workload[reference.entity].copies
              .filter { $0.reference == reference && paths.contains($0.path) }
              .map { FieldReference(reference.entity, $0.field.id) }
          )
          if !demand.isEmpty, !demands.contains(demand) { demands.append(demand) }
        }
      }
    }
    demands.sort { $0.sorted().lexicographicallyPrecedes($1.sorted()) }
    var found: [Set<FieldReference>] = [[]]
    for demand in demands {
      for union in found.map({ $0.union(demand) }) where !found.contains(union) {
        found.append(union)
      }
    }
    return found
  }
}
