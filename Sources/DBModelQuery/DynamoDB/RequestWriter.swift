public import DBModelDesign
public import DBModelJSON
public import DBModelWorkload

/// A request with its values: the operation's name and the body the service is sent.
public struct ConcreteRequest: Hashable, Sendable {
  /// `Query`, `GetItem` …, as in the `X-Amz-Target` header.
  public let operation: String
  public let body: JSONValue

  public init(operation: String, body: JSONValue) {
    self.operation = operation
    self.body = body
  }
}

/// Fills a request's operands with values and writes it as the service wants it.
public struct RequestWriter {
  /// What became of a request.
  public enum Outcome: Hashable, Sendable {
    case request(ConcreteRequest)
    /// A key value is missing or the condition can never hold: there is nothing to ask.
    case nothing
    /// The path holds something that the service has no expression for.
    case unsupported(String)
  }

  private let workload: Workload
  private let pattern: AccessPattern
  private let operands: OperandValues

  public init(workload: Workload, pattern: AccessPattern, operands: OperandValues) {
    self.workload = workload
    self.pattern = pattern
    self.operands = operands
  }

  /// A Query or a Scan.
  ///
  /// - Parameters:
  ///   - limit: The `Limit` of this request, which counts before the filter; `nil` for none.
  ///   - startKey: Where the last page ended.
  ///   - keyNames: Attributes that a projection returns besides what is asked for, because a page
  ///     that is cut short goes on from the key of its last item.
  public func query(
    _ request: DynamoDBRequest,
    limit: Int?,
    startKey: JSONValue?,
    keyNames: [String] = []
  ) -> Outcome {
    precondition(request.kind == .query || request.kind == .scan, "a query or a scan")
    var builder = ExpressionBuilder()
    var members: [JSONValue.Member] = [.init("TableName", .string(request.table))]
    if let index = request.index { members.append(.init("IndexName", .string(index))) }
    if request.kind == .query {
      guard let condition = keyCondition(request, into: &builder) else { return .nothing }
      members.append(.init("KeyConditionExpression", .string(condition)))
    }
    if let filter = request.filter, let entity = request.entities.first {
      let writer = ConditionWriter(
        entity: workload[entity],
        pattern: pattern,
        operands: operands
      )
      var attempt = builder
      switch writer.write(filter, into: &attempt) {
      case .always(true): break
      case .always(false): return .nothing
      case .unsupported: return .unsupported("a filter that the service cannot check")
      case .text(let text):
        builder = attempt
        members.append(.init("FilterExpression", .string(text)))
      }
    }
    if !request.projection.isEmpty {
      let more = keyNames.filter { !request.projection.contains($0) }
      let names = (request.projection + more).map { builder.reference(to: [$0]) }
      members.append(.init("ProjectionExpression", .string(names.joined(separator: ", "))))
    }
    members += builder.members
    if request.isDescending { members.append(.init("ScanIndexForward", false)) }
    if request.isStrong { members.append(.init("ConsistentRead", true)) }
    if let limit { members.append(.init("Limit", .int(limit))) }
    if let startKey { members.append(.init("ExclusiveStartKey", startKey)) }
    return .request(ConcreteRequest(operation: request.kind.rawValue, body: .object(members)))
  }

  /// The whole primary key that a request for single items names; `nil` where a value is missing.
  public func key(_ request: DynamoDBRequest) -> JSONValue? {
    var members: [JSONValue.Member] = []
    for keyValue in request.keyEquals {
      guard let attribute = attribute(keyValue) else { return nil }
      members.append(.init(keyValue.attribute.name, attribute.json))
    }
    return .object(members)
  }

  /// Reads up to 100 items by their keys, which must differ.
  public func batchGet(_ request: DynamoDBRequest, keys: [JSONValue]) -> ConcreteRequest {
    precondition((1...100).contains(keys.count), "BatchGetItem takes 1 to 100 keys")
    var builder = ExpressionBuilder()
    var table: [JSONValue.Member] = [.init("Keys", .array(keys))]
    if !request.projection.isEmpty {
      let names = request.projection.map { builder.reference(to: [$0]) }
      table.append(.init("ProjectionExpression", .string(names.joined(separator: ", "))))
    }
    table += builder.members
    if request.isStrong { table.append(.init("ConsistentRead", true)) }
    return ConcreteRequest(
      operation: "BatchGetItem",
      body: .object([.init("RequestItems", .object([.init(request.table, .object(table))]))])
    )
  }

  /// Reads one item by its key.
  public func get(_ request: DynamoDBRequest, key: JSONValue) -> ConcreteRequest {
    var builder = ExpressionBuilder()
    var members: [JSONValue.Member] = [
      .init("TableName", .string(request.table)), .init("Key", key),
    ]
    if !request.projection.isEmpty {
      let names = request.projection.map { builder.reference(to: [$0]) }
      members.append(.init("ProjectionExpression", .string(names.joined(separator: ", "))))
    }
    members += builder.members
    if request.isStrong { members.append(.init("ConsistentRead", true)) }
    return ConcreteRequest(operation: "GetItem", body: .object(members))
  }

  // MARK: Keys

  private func keyCondition(
    _ request: DynamoDBRequest,
    into builder: inout ExpressionBuilder
  ) -> String? {
    var parts: [String] = []
    for keyValue in request.keyEquals {
      guard let value = attribute(keyValue) else { return nil }
      let name = builder.reference(to: [keyValue.attribute.name])
      parts.append("\(name) = \(builder.reference(to: value))")
    }
    switch request.sortCondition {
    case nil: break
    case .beginsWith(let keyValue)?:
      guard let value = attribute(keyValue) else { return nil }
      let name = builder.reference(to: [keyValue.attribute.name])
      parts.append("begins_with(\(name), \(builder.reference(to: value)))")
    case .compare(let comparison, let keyValue)?:
      guard comparison != .notEqual else { return nil }
      let name = builder.reference(to: [keyValue.attribute.name])
      if comparison == .equal {
        guard let value = attribute(keyValue) else { return nil }
        parts.append("\(name) = \(builder.reference(to: value))")
        break
      }
      let isLower = comparison == .greater || comparison == .greaterOrEqual
      guard let end = end(keyValue, isLower ? .lower : .upper) else { return nil }
      let sign = end.isMoved ? (isLower ? ">=" : "<=") : comparison.rawValue
      parts.append("\(name) \(sign) \(builder.reference(to: end.attribute))")
    case .between(let low, let high)?:
      guard let lower = end(low, .lower)?.attribute, let upper = end(high, .upper)?.attribute,
        AttributeOrder.isOrdered(lower, upper)
      else { return nil }
      let name = builder.reference(to: [low.attribute.name])
      let (from, to) = (builder.reference(to: lower), builder.reference(to: upper))
      parts.append("\(name) BETWEEN \(from) AND \(to)")
    }
    return parts.joined(separator: " AND ")
  }

  /// The attribute of a key value; of a text template as far as it is filled.
  private func attribute(_ keyValue: KeyValue) -> AttributeValue? {
    values(keyValue).flatMap { attribute(keyValue, $0) }
  }

  /// The same where the last operand is an end of a range, which is moved to where the key's texts
  /// end; `nil` where no text is within.
  private func end(
    _ keyValue: KeyValue,
    _ end: KeyEnd
  ) -> (attribute: AttributeValue, isMoved: Bool)? {
    guard var values = values(keyValue) else { return nil }
    guard case .text(let segments) = keyValue.template, let last = values.last,
      let place = segments.lastIndex(where: { if case .field = $0 { true } else { false } }),
      case .field(let field) = segments[place], keyValue.template.fields.count == values.count
    else { return attribute(keyValue, values).map { ($0, false) } }
    let entity = workload[keyValue.entity]
    guard let own = end.value(last, entity[field].type) else { return nil }
    guard own.isMoved else { return attribute(keyValue, values).map { ($0, false) } }
    values[values.count - 1] = own.value
    // What was beyond is, whether or not the range held its end: `$` stands behind all that begins
    // with the last text.
    let cut = segments.prefix(through: place) + (end == .upper ? [.literal("$")] : [])
    return KeyText.text(Array(cut), entity: entity, values: values)
      .map { (.string($0.text), true) }
  }

  private func values(_ keyValue: KeyValue) -> [Value]? {
    var values: [Value] = []
    for operand in keyValue.operands {
      guard let value = operands.value(operand), value != .null else { return nil }
      values.append(value)
    }
    return values
  }

  private func attribute(_ keyValue: KeyValue, _ values: [Value]) -> AttributeValue? {
    let entity = workload[keyValue.entity]
    switch keyValue.template {
    case .native(let field):
      return values.first.flatMap { KeyText.native($0, type: entity[field].type) }
    case .text(let segments):
      return KeyText.text(segments, entity: entity, values: values).map { .string($0.text) }
    case .shard: return operands.shard.map { .number(String($0)) }
    }
  }
}

/// The order of key attributes, which `BETWEEN` insists on.
enum AttributeOrder {
  static func isOrdered(_ a: AttributeValue, _ b: AttributeValue) -> Bool {
    switch (a, b) {
    case (.string(let x), .string(let y)): !y.utf8.lexicographicallyPrecedes(x.utf8)
    case (.binary(let x), .binary(let y)): !y.lexicographicallyPrecedes(x)
    case (.number(let x), .number(let y)):
      Decimal38(text: x).flatMap { low in Decimal38(text: y).map { low <= $0 } } ?? false
    default: false
    }
  }
}
