import DBModelDesign
import DBModelLock
import DBModelWorkload

/// The names under which a user knows the indexes that a lock adds.
struct AddedNames {
  private let all: [(name: String, addition: LockedAddition, isMade: Bool)]

  /// - Parameter designs: With the indexes that fit the model.
  init(_ additions: [LockedAddition], in designs: [RelationalDesign], of workload: Workload) {
    all = additions.map { addition in
      let table = designs.first { workload[$0.store].name == addition.store }?
        .tables.first { $0.name == addition.table }
      let index = table?.indexes.first { index in
        index.columns.map { LockedColumn($0.column, isDescending: $0.isDescending) }
          == addition.columns
          && index.included.sorted() == addition.included.sorted()
      }
      // What is not made has the name that it would have.
      let name =
        index?.name
        ?? ([addition.table] + addition.columns.map(\.name) + ["idx"])
        .joined(separator: "_")
      return ("\(addition.table).\(name)", addition, index != nil)
    }
  }

  /// As `table.index`, in the order of the lock.
  var names: [String] { all.map(\.name) }

  /// Those of a name that the design has: one, but for stores with the same tables.
  func made(_ name: String) -> [LockedAddition] {
    all.filter { $0.name == name && $0.isMade }.map(\.addition)
  }

  /// Those of a name that do not fit the model any more.
  func idle(_ name: String) -> [LockedAddition] {
    all.filter { $0.name == name && !$0.isMade }.map(\.addition)
  }
}
