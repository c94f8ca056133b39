import DBModelQuery
import DBModelWorkload

@testable import DBModelPlanning

/// What rows may carry in the designs that the enumeration looks at.
extension DesignReferee {
  /// Everything that rows may carry such that each copy is of use to some read: every union of
  /// single fields that a read filters and orders by over a reference, and of all that it shows
  /// from there; of many, of what it looks at in all.
  static func carried(_ context: PlanningContext, _ store: StoreID) -> [Set<FieldReference>] {
    var demands = demands(context, store) { read in
      let all = Set(read.pathsOverReferences)
      return read.pathsOfConditions.map { [$0] } + [all.filter(read.shows)]
    }
    if demands.count > mostDemands {
      demands = self.demands(context, store) { read in
        let all = Set(read.pathsOverReferences)
        return [all, all.intersection(read.pathsOfConditions)]
      }
    }
    var found: [Set<FieldReference>] = [[]]
    for demand in demands {
      for union in found.map({ $0.union(demand) }) where !found.contains(union) {
        found.append(union)
      }
    }
    return found
  }

  /// Unions of more are too many to be enumerated with all layouts.
  private static let mostDemands = 5

  private static func demands(
    _ context: PlanningContext,
    _ store: StoreID,
    of paths: (Read) -> [Set<FieldPath>]
  ) -> [Set<FieldReference>] {
    var found: Set<Set<FieldReference>> = []
    for pattern in context.patterns(on: store) {
      guard case .read(let read) = pattern.operation else { continue }
      for paths in paths(read) {
        for reference in Set(paths.compactMap(\.via.first)) {
          found.insert(
            Set(
              context.workload[reference.entity].copies
                .filter { $0.reference == reference && paths.contains($0.path) }
                .map { FieldReference(reference.entity, $0.field.id) }
            )
          )
        }
      }
    }
    return found.filter { !$0.isEmpty }
      .sorted { $0.sorted().lexicographicallyPrecedes($1.sorted()) }
  }
}
