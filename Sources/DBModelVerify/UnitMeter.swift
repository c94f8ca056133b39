import DBModelDesign
import DBModelJSON
import DBModelQuery

/// Stands between a runner and the service: holds each request against the service's rules, and
/// counts the capacity units of what it really read and wrote.
///
/// The units come from the bytes of the items there are and the rules of the Developer Guide
/// ("Capacity unit consumption", "Global secondary indexes: write capacity", checked 2026-11-28),
/// not from what the design is estimated to cost. To see what a query read behind its filter and
/// its
/// projection, it is asked again without them; to see what a write did, its items are read before
/// and after it.
final class UnitMeter {
  private let design: DynamoDBDesign
  private let rules: RequestRules
  private let service: (ConcreteRequest) throws -> JSONValue
  /// Counting asks more of the service than the pattern does.
  var isCounting = false
  private(set) var readUnits = 0.0
  private(set) var writeUnits = 0.0

  init(design: DynamoDBDesign, service: @escaping (ConcreteRequest) throws -> JSONValue) {
    self.design = design
    rules = RequestRules(design: design)
    self.service = service
  }

  func reset() { (readUnits, writeUnits) = (0, 0) }

  func send(_ request: ConcreteRequest) throws -> JSONValue {
    try rules.check(request)
    guard isCounting else { return try service(request) }
    switch request.operation {
    case "Query", "Scan", "GetItem":
      let bare = try service(request.keeping { !Self.narrowing.contains($0) })
      let items = bare["Items"]?.arrayValue ?? [bare["Item"]].compactMap { $0 }
      readUnits += Self.read(items.map(bytes).reduce(0, +), isStrong: request.isStrong)
      return try service(request)
    case "BatchGetItem":
      try countBatch(request)
      return try service(request)
    case "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems":
      return try write(request)
    default: return try service(request)
    }
  }

  // MARK: Reads

  /// What narrows an answer and not what is read.
  private static let narrowing = ["FilterExpression", "ProjectionExpression"]

  private static func read(_ bytes: Int, isStrong: Bool) -> Double {
    Double(max(1, (bytes + 4_095) / 4_096)) * (isStrong ? 1 : 0.5)
  }

  private func countBatch(_ request: ConcreteRequest) throws {
    for member in request.body["RequestItems"]?.members ?? [] {
      let isStrong = member.value["ConsistentRead"] == true
      for key in member.value["Keys"]?.arrayValue ?? [] {
        let item = try item(TableKey(table: member.key, key: key))
        readUnits += Self.read(item.map(bytes) ?? 0, isStrong: isStrong)
      }
    }
  }

  private func bytes(_ item: JSONValue) -> Int { ItemBytes.of(members(item)) }

  private func members(_ item: JSONValue) -> [AttributeValue.Member] {
    (item.members ?? []).compactMap { member in
      AttributeValue(json: member.value).map { AttributeValue.Member(member.key, $0) }
    }
  }

  // MARK: Writes

  private struct TableKey: Hashable {
    let table: String
    let key: JSONValue
  }

  private func item(_ place: TableKey) throws -> JSONValue? {
    let body: JSONValue = [
      "TableName": .string(place.table), "Key": place.key, "ConsistentRead": true,
    ]
    return try service(ConcreteRequest(operation: "GetItem", body: body))["Item"]
  }

  private func write(_ request: ConcreteRequest) throws -> JSONValue {
    let places = places(of: request)
    let before = try places.map(item)
    let factor = request.operation == "TransactWriteItems" ? 2.0 : 1
    do {
      let answer = try service(request)
      for (place, old) in zip(places, before) {
        let new = try item(place)
        let larger = max(old.map(bytes) ?? 0, new.map(bytes) ?? 0)
        writeUnits += Self.write(larger) * factor
        guard let table = design.table(named: place.table) else { continue }
        for index in table.indexes { writeUnits += indexUnits(index, table, old, new) }
      }
      return answer
    } catch {
      // A condition that fails is charged for its item, and reaches no index.
      for old in before { writeUnits += Self.write(old.map(bytes) ?? 0) * factor }
      throw error
    }
  }

  private static func write(_ bytes: Int) -> Double { Double(max(1, (bytes + 1_023) / 1_024)) }

  private func places(of request: ConcreteRequest) -> [TableKey] {
    let parts =
      request.body["TransactItems"]?.arrayValue?.compactMap { $0.members?.first?.value }
      ?? [request.body]
    return parts.compactMap { part in
      guard let name = part["TableName"]?.stringValue, let table = design.table(named: name) else {
        return nil
      }
      if let key = part["Key"] { return TableKey(table: name, key: key) }
      let names = [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
      let key = names.compactMap { name in part["Item"]?[name].map { JSONValue.Member(name, $0) } }
      return TableKey(table: name, key: .object(key))
    }
  }

  /// Nothing where the entry stays as it is, one write where it comes, goes or changes, two where
  /// it
  /// moves to another key.
  private func indexUnits(
    _ index: SecondaryIndex,
    _ table: DynamoDBTable,
    _ old: JSONValue?,
    _ new: JSONValue?
  ) -> Double {
    let keys = index.keyAttributes.map(\.name)
    func entry(_ item: JSONValue?) -> [AttributeValue.Member]? {
      guard let item, keys.allSatisfy({ item[$0] != nil }) else { return nil }
      let all = members(item)
      let own = keys + [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
      switch index.projection {
      case .all: return all
      case .keysOnly: return all.filter { own.contains($0.name) }
      case .include(let names):
        return all.filter { own.contains($0.name) || names.contains($0.name) }
      }
    }
    func units(_ entry: [AttributeValue.Member]) -> Double { Self.write(ItemBytes.of(entry)) }
    switch (entry(old), entry(new)) {
    case (nil, nil): return 0
    case (let gone?, nil): return units(gone)
    case (nil, let come?): return units(come)
    case (let a?, let b?):
      if ItemState.canonical(a) == ItemState.canonical(b) { return 0 }
      let moves = keys.contains { name in old?[name] != new?[name] }
      return moves ? units(a) + units(b) : max(units(a), units(b))
    }
  }
}

extension ConcreteRequest {
  /// The same without some members, and without the names and values that only they used.
  fileprivate func keeping(_ isKept: (String) -> Bool) -> ConcreteRequest {
    var members = (body.members ?? []).filter { isKept($0.key) }
    let texts = members.filter { $0.key.hasSuffix("Expression") }.compactMap(\.value.stringValue)
    let words = Set(
      texts.joined(separator: " ").split { !($0.isLetter || $0.isNumber || "#:_".contains($0)) }
        .map(String.init)
    )
    members = members.compactMap { member in
      guard member.key.hasPrefix("ExpressionAttribute") else { return member }
      let used = (member.value.members ?? []).filter { words.contains($0.key) }
      return used.isEmpty ? nil : JSONValue.Member(member.key, .object(used))
    }
    return ConcreteRequest(operation: operation, body: .object(members))
  }

  fileprivate var isStrong: Bool { body["ConsistentRead"] == true }
}
