import DBModelDesign
import DBModelWorkload

/// The service's rules about requests, written a second time and from its documentation alone
/// (Developer Guide, Query and GetItem, checked 2026-11-23).
struct RequestLaw {
  let design: DynamoDBDesign
  let workload: Workload

  /// What is wrong with a request; `nil` if nothing is.
  func problem(_ request: DynamoDBRequest, at position: Int) -> String? {
    guard let table = design.table(named: request.table) else { return "no such table" }
    if case .perRow(let step) = request.repetition, step >= position { return "row of no step yet" }
    if let own = request.guarding {
      if !table.guards.contains(own) { return "a guard of another table" }
      if request.keyEquals.map(\.attribute) != [table.partitionKey] { return "not the guard's key" }
      return request.keyEquals.allSatisfy(isFull) ? nil : "a key that is not full"
    }
    for entity in request.entities where table.layout(of: entity) == nil {
      return "an entity of another table"
    }
    if let before = request.readBefore, before.step >= position { return "read by no step yet" }
    switch request.kind {
    case .getItem, .batchGetItem, .updateItem, .deleteItem, .conditionCheck:
      let key = [table.partitionKey] + [table.sortKey].compactMap { $0 }
      if request.keyEquals.map(\.attribute) != key { return "not the whole primary key" }
      if request.index != nil || request.sortCondition != nil { return "an index of a single item" }
      if request.filter != nil { return "a filter of a single item" }
      return request.keyEquals.allSatisfy(isFull) ? nil : "a key that is not full"
    case .putItem: return request.source == nil ? "a put of nothing" : nil
    case .scan: return request.keyEquals.isEmpty ? nil : "a scan with a key"
    case .query: return query(request, table)
    }
  }

  private func query(_ request: DynamoDBRequest, _ table: DynamoDBTable) -> String? {
    var partition = [table.partitionKey]
    var sort = [table.sortKey].compactMap { $0 }
    if let name = request.index {
      guard let index = table.index(named: name) else { return "no such index" }
      if request.isStrong { return "a strong read of an index" }
      (partition, sort) = (index.partitionKey, index.sortKey)
    }
    let given = request.keyEquals.map(\.attribute)
    if Array(given.prefix(partition.count)) != partition { return "not the whole partition key" }
    let equal = given.dropFirst(partition.count)
    if Array(sort.prefix(equal.count)) != Array(equal) { return "a gap in the sort key" }
    if !request.keyEquals.allSatisfy(isFull) { return "an equality that is not full" }
    let next = sort.dropFirst(equal.count).first
    for value in bounds(request.sortCondition) where value.attribute != next {
      return "an inequality that is not the next sort key attribute"
    }
    let keys = Set((partition + sort).map(\.name))
    for path in filterFields(request.filter) {
      let field = workload[path.field]
      if !path.via.isEmpty { return "a filter over another row" }
      if keys.contains(field.path[0]) { return "a filter over a key attribute" }
    }
    return nil
  }

  private func bounds(_ condition: SortCondition?) -> [KeyValue] {
    switch condition {
    case nil: []
    case .beginsWith(let value)?, .compare(_, let value)?: [value]
    case .between(let low, let high)?: [low, high]
    }
  }

  private func isFull(_ value: KeyValue) -> Bool {
    value.operands.count == value.template.fields.count
  }

  private func filterFields(_ filter: Expression?) -> [FieldPath] {
    switch filter {
    case nil: []
    case .field(let path)?: [path]
    case .and(let parts)?, .or(let parts)?: parts.flatMap { filterFields($0) }
    case .not(let inner)?, .isIn(let inner, _)?, .isWithin(let inner, _)?: filterFields(inner)
    case .comparison(_, let a, let b)?: filterFields(a) + filterFields(b)
    default: []
    }
  }
}

/// The service's rules about tables (Service quotas, checked 2026-11-23).
enum TableLaw {
  static func problems(_ table: DynamoDBTable, workload: Workload) -> [String] {
    var found: [String] = []
    func check(_ isRight: Bool, _ problem: String) { if !isRight { found.append(problem) } }
    func isName(_ name: String) -> Bool {
      (3...255).contains(name.utf8.count)
        && name.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
          default: false
          }
        }
    }
    check(isName(table.name), "table name \(table.name)")
    check(Set(table.indexes.map(\.name)).count == table.indexes.count, "index names")
    var types: [String: KeyAttributeType] = [:]
    for attribute in [table.partitionKey] + [table.sortKey].compactMap({ $0 })
      + table.indexes.flatMap(\.keyAttributes)
    {
      check(types[attribute.name, default: attribute.type] == attribute.type, "types")
      types[attribute.name] = attribute.type
    }
    for index in table.indexes {
      check(isName(index.name), "index name \(index.name)")
      check((1...4).contains(index.partitionKey.count), "partition key of \(index.name)")
      check(index.sortKey.count <= 4, "sort key of \(index.name)")
      check(Set(index.keyAttributes).count == index.keyAttributes.count, "an attribute twice")
    }
    for layout in table.layouts {
      check((layout.sortKey == nil) == (table.sortKey == nil), "sort key of a layout")
      check((layout.typeTag != nil) == (table.layouts.count > 1), "type tag")
      let entity = workload[layout.entity]
      let key = layout.partitionKey.fields + (layout.sortKey?.fields ?? [])
      check(entity.key.allSatisfy(key.contains), "the key of \(entity.name) is not in its item's")
    }
    return found
  }
}
