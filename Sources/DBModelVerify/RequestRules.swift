import DBModelDesign
import DBModelJSON
import DBModelQuery

/// Holds each request against the rules that the real service enforces before it is sent: an
/// emulator that is milder would make a proof of a request that AWS refuses.
///
/// Sources: DynamoDB Developer Guide, "Service, account, and table quotas", "Expressions",
/// "Reserved words", and the API Reference of each operation (checked 2026-11-28).
struct RequestRules {
  let design: DynamoDBDesign

  private static let expressionBytes = 4_096
  private static let valueBytes = 2_097_152
  private static let batchWriteItems = 25
  private static let operands = 100
  private static let nestingDepth = 32

  func check(_ request: ConcreteRequest) throws(RequestBreach) {
    let body = request.body
    switch request.operation {
    case "GetItem": try single(body)
    case "Query", "Scan": try query(body, request.operation)
    case "PutItem", "UpdateItem", "DeleteItem": try single(body)
    case "BatchGetItem": try batchGet(body)
    case "BatchWriteItem": try batchWrite(body)
    case "TransactWriteItems": try transaction(body)
    default: break
    }
  }

  // MARK: Operations

  private func single(_ body: JSONValue) throws(RequestBreach) {
    let table = try table(body)
    if let key = body["Key"] { try self.key(key, table, isExact: true) }
    if let item = body["Item"] { try self.item(item, table) }
    try expressions(body)
    if let update = body["UpdateExpression"]?.stringValue {
      try keysStay(update, body, table)
    }
  }

  private func query(_ body: JSONValue, _ operation: String) throws(RequestBreach) {
    let table = try table(body)
    if let name = body["IndexName"]?.stringValue {
      guard let index = table.index(named: name) else {
        throw RequestBreach("\(operation) of an index that the table has not: \(name)")
      }
      if !index.isLocal, body["ConsistentRead"] == true {
        throw RequestBreach("a strong read of a global index")
      }
    }
    if let limit = body["Limit"], case .number(let text) = limit, (Int(text) ?? 0) < 1 {
      throw RequestBreach("Limit must be at least 1")
    }
    try expressions(body)
    // A filter of a query may not look at the key that it goes by.
    guard let filter = body["FilterExpression"]?.stringValue, operation == "Query" else { return }
    let keys =
      body["IndexName"]?.stringValue.flatMap { table.index(named: $0) }?.keyAttributes.map(\.name)
      ?? [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
    for name in keys where mentions(filter, name, body) {
      throw RequestBreach("FilterExpression names the key attribute `\(name)`")
    }
  }

  private func batchGet(_ body: JSONValue) throws(RequestBreach) {
    var count = 0
    for member in body["RequestItems"]?.members ?? [] {
      let keys = member.value["Keys"]?.arrayValue ?? []
      count += keys.count
      if Set(keys).count < keys.count { throw RequestBreach("BatchGetItem names one key twice") }
      guard let table = design.table(named: member.key) else {
        throw RequestBreach("no table `\(member.key)`")
      }
      for key in keys { try self.key(key, table, isExact: true) }
      try expressions(member.value)
    }
    let most = Int(DynamoDBLimits.batchGetItems.value)
    guard (1...most).contains(count) else {
      throw RequestBreach("BatchGetItem of \(count) keys; it takes 1 to \(most)")
    }
  }

  private func batchWrite(_ body: JSONValue) throws(RequestBreach) {
    var count = 0
    for member in body["RequestItems"]?.members ?? [] {
      guard let table = design.table(named: member.key) else {
        throw RequestBreach("no table `\(member.key)`")
      }
      var keys: Set<JSONValue> = []
      for write in member.value.arrayValue ?? [] {
        count += 1
        guard let item = write["PutRequest"]?["Item"] else { continue }
        try self.item(item, table)
        if !keys.insert(keyOf(item, table)).inserted {
          throw RequestBreach("BatchWriteItem puts one item twice", .oneItemTwice)
        }
      }
    }
    guard (1...Self.batchWriteItems).contains(count) else {
      throw RequestBreach("BatchWriteItem of \(count) items; it takes 1 to 25")
    }
  }

  private func transaction(_ body: JSONValue) throws(RequestBreach) {
    let actions = body["TransactItems"]?.arrayValue ?? []
    let most = Int(DynamoDBLimits.transactionItems.value)
    guard (1...most).contains(actions.count) else {
      throw RequestBreach("a transaction of \(actions.count) actions; it takes 1 to \(most)")
    }
    if let token = body["ClientRequestToken"]?.stringValue,
      !(1...36).contains(token.unicodeScalars.count)
    {
      throw RequestBreach("a client token has 1 to 36 characters")
    }
    var bytes = 0
    var seen: Set<[JSONValue]> = []
    for action in actions {
      guard let member = action.members?.first else { continue }
      try single(member.value)
      let table = try table(member.value)
      let key = member.value["Key"] ?? member.value["Item"].map { keyOf($0, table) } ?? .null
      if !seen.insert([.string(table.name), sorted(key)]).inserted {
        throw RequestBreach("two actions of the transaction are about one item", .oneItemTwice)
      }
      bytes += member.value["Item"].map(size) ?? 0
    }
    guard bytes <= Int(DynamoDBLimits.transactionBytes.value) else {
      throw RequestBreach("the items of the transaction have \(bytes) B; 4 MB are the most")
    }
  }

  // MARK: Items and keys

  private func table(_ body: JSONValue) throws(RequestBreach) -> DynamoDBTable {
    let name = body["TableName"]?.stringValue ?? ""
    guard let table = design.table(named: name) else { throw RequestBreach("no table `\(name)`") }
    return table
  }

  private func keyOf(_ item: JSONValue, _ table: DynamoDBTable) -> JSONValue {
    sorted(
      .object(
        ([table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }).compactMap { name in
          item[name].map { JSONValue.Member(name, $0) }
        }
      )
    )
  }

  private func sorted(_ value: JSONValue) -> JSONValue {
    .object((value.members ?? []).sorted { $0.key < $1.key })
  }

  private func key(
    _ key: JSONValue,
    _ table: DynamoDBTable,
    isExact: Bool
  ) throws(RequestBreach) {
    let attributes = [table.partitionKey] + [table.sortKey].compactMap { $0 }
    for (position, attribute) in attributes.enumerated() {
      guard let value = key[attribute.name] else {
        throw RequestBreach("key attribute `\(attribute.name)` is missing")
      }
      try keyValue(value, attribute, isPartition: position == 0)
    }
    if isExact, key.members?.count != attributes.count {
      throw RequestBreach("a key with more than the key attributes of `\(table.name)`")
    }
  }

  private func keyValue(
    _ value: JSONValue,
    _ attribute: KeyAttribute,
    isPartition: Bool
  ) throws(RequestBreach) {
    guard let parsed = AttributeValue(json: value) else {
      throw RequestBreach("`\(attribute.name)` holds no attribute value")
    }
    let bytes: Int
    switch (parsed, attribute.type) {
    case (.string(let text), .string): bytes = text.utf8.count
    case (.binary(let data), .binary): bytes = data.count
    case (.number, .number): return
    default:
      throw RequestBreach(
        "key attribute `\(attribute.name)` is not of type \(attribute.type.rawValue)"
      )
    }
    let limit = isPartition ? DynamoDBLimits.partitionKeyBytes : DynamoDBLimits.sortKeyBytes
    guard bytes > 0 else { throw RequestBreach("key attribute `\(attribute.name)` is empty") }
    guard bytes <= Int(limit.value) else {
      throw RequestBreach(
        "key attribute `\(attribute.name)` has \(bytes) B; \(Int(limit.value)) B are the most"
      )
    }
  }

  private func item(_ item: JSONValue, _ table: DynamoDBTable) throws(RequestBreach) {
    try key(item, table, isExact: false)
    for index in table.indexes {
      for (position, attribute) in index.keyAttributes.enumerated() {
        guard let value = item[attribute.name] else { continue }
        try keyValue(value, attribute, isPartition: position < index.partitionKey.count)
      }
    }
    for member in item.members ?? [] {
      guard let value = AttributeValue(json: member.value) else {
        throw RequestBreach("`\(member.key)` holds no attribute value")
      }
      try self.value(value, member.key, depth: 0)
    }
    let bytes = size(item)
    guard bytes <= Int(DynamoDBLimits.itemBytes.value) else {
      throw RequestBreach("an item of \(bytes) B; 409,600 B are the most")
    }
  }

  private func size(_ item: JSONValue) -> Int {
    ItemBytes.of(
      (item.members ?? []).compactMap { member in
        AttributeValue(json: member.value).map { AttributeValue.Member(member.key, $0) }
      }
    )
  }

  private func value(
    _ value: AttributeValue,
    _ name: String,
    depth: Int
  ) throws(RequestBreach) {
    guard depth <= Self.nestingDepth else { throw RequestBreach("`\(name)` is nested too deep") }
    switch value {
    case .number(let text):
      let digits = text.filter(\.isNumber).drop { $0 == "0" }
      guard Decimal38Text.isNumber(text), digits.count <= 38 || text.contains("E") else {
        throw RequestBreach("`\(name)` holds a number of more than 38 digits")
      }
    case .stringSet(let texts)
    where texts.isEmpty || Set(texts.map { Array($0.utf8) }).count < texts.count:
      throw RequestBreach("`\(name)` holds a set that is empty or has an element twice")
    case .numberSet(let texts) where texts.isEmpty || Set(texts).count < texts.count:
      throw RequestBreach("`\(name)` holds a set that is empty or has an element twice")
    case .binarySet(let values) where values.isEmpty || Set(values).count < values.count:
      throw RequestBreach("`\(name)` holds a set that is empty or has an element twice")
    case .list(let items): for item in items { try self.value(item, name, depth: depth + 1) }
    case .map(let members):
      for member in members { try self.value(member.value, name, depth: depth + 1) }
    default: break
    }
  }

  // MARK: Expressions

  private static let expressionNames = [
    "KeyConditionExpression", "FilterExpression", "ProjectionExpression", "ConditionExpression",
    "UpdateExpression",
  ]

  private func expressions(_ body: JSONValue) throws(RequestBreach) {
    var all = ""
    for name in Self.expressionNames {
      guard let text = body[name]?.stringValue else { continue }
      guard !text.isEmpty else { throw RequestBreach("\(name) is empty") }
      guard text.utf8.count <= Self.expressionBytes else {
        throw RequestBreach("\(name) has \(text.utf8.count) B; 4,096 B are the most")
      }
      all += " " + text
    }
    let names = Set(body["ExpressionAttributeNames"]?.members?.map(\.key) ?? [])
    let values = Set(body["ExpressionAttributeValues"]?.members?.map(\.key) ?? [])
    let used = Self.placeholders(in: all)
    if let missing = used.subtracting(names).subtracting(values).sorted().first {
      throw RequestBreach("\(missing) is used and not given")
    }
    if let unused = names.union(values).subtracting(used).sorted().first {
      throw RequestBreach("\(unused) is given and not used")
    }
    let bytes = (body["ExpressionAttributeValues"]?.members ?? []).reduce(0) { sum, member in
      sum + member.key.utf8.count + (AttributeValue(json: member.value).map(ItemBytes.of) ?? 0)
    }
    guard bytes <= Self.valueBytes else {
      throw RequestBreach("the values of the expressions have \(bytes) B; 2 MB are the most")
    }
    for part in all.ranges(of: " IN (") {
      let list = all[part.upperBound...].prefix { $0 != ")" }
      guard list.split(separator: ",").count <= Self.operands else {
        throw RequestBreach("IN with more than 100 operands")
      }
    }
  }

  private static func placeholders(in text: String) -> Set<String> {
    var found: Set<String> = []
    var current = ""
    for scalar in (text + " ").unicodeScalars {
      let isPart =
        scalar == "_" || ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar)
        || ("A"..."Z").contains(scalar)
      if scalar == "#" || scalar == ":" {
        current = String(scalar)
      } else if isPart, !current.isEmpty {
        current.unicodeScalars.append(scalar)
      } else {
        if current.count > 1 { found.insert(current) }
        current = ""
      }
    }
    return found
  }

  /// Whether an expression names a top-level attribute.
  private func mentions(_ text: String, _ name: String, _ body: JSONValue) -> Bool {
    let used = Self.placeholders(in: text)
    let names = body["ExpressionAttributeNames"]?.members ?? []
    return names.contains { used.contains($0.key) && $0.value.stringValue == name }
  }

  /// No update changes the primary key.
  private func keysStay(
    _ update: String,
    _ body: JSONValue,
    _ table: DynamoDBTable
  ) throws(RequestBreach) {
    let keys = [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
    for name in keys where mentions(update, name, body) {
      throw RequestBreach("an update of the key attribute `\(name)`")
    }
  }
}

/// The texts that the service takes for numbers.
enum Decimal38Text {
  static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    return !rest.isEmpty
      && rest.allSatisfy { (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }
  }
}
