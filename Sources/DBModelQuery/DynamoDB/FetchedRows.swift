import DBModelWorkload

/// The rows that the requests of one call returned, each once; a later request's row takes the
/// place of an earlier one's, because it is the one with more fields.
struct FetchedRows {
  private let workload: Workload
  private var positions: [[Value]: Int] = [:]
  private(set) var dataset: Dataset

  init(workload: Workload) {
    self.workload = workload
    dataset = Dataset(workload: workload)
  }

  func key(of row: [Value], _ entity: EntityID) -> [Value] {
    workload[entity].key.map { row[$0.rawValue] }
  }

  /// Adds a row, and what it carries of the rows it refers to.
  mutating func add(_ row: EntityRow, carrying copies: [FieldReference]) {
    let entity = workload[row.entity]
    add(Array(row.values.prefix(entity.fields.count)), row.entity)
    let own = copies.filter { $0.entity == row.entity }.map(\.field)
    for target in entity.targets(of: row.values, copies: own, in: workload) {
      add(target.values, target.entity)
    }
  }

  private mutating func add(_ row: [Value], _ entity: EntityID) {
    let identity = [.integer(Int64(entity.rawValue))] + key(of: row, entity)
    if let position = positions[identity] {
      let known = dataset[entity][position]
      dataset[entity][position] = zip(known, row).map { $1 == .null ? $0 : $1 }
    } else {
      positions[identity] = dataset[entity].count
      dataset[entity].append(row)
    }
  }

  func row(_ entity: EntityID, key: [Value]) -> [Value]? {
    positions[[.integer(Int64(entity.rawValue))] + key].map { dataset[entity][$0] }
  }
}
