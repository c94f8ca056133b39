import DBModelDesign
import DBModelJSON
import DBModelWorkload

extension RowChange {
  /// Where it changes an item.
  var place: KeptPlace { KeptPlace(table: request.table, key: key) }

  /// The members with what the item keeps of other rows: a transaction names an item only once.
  ///
  /// A new item is made with it, a deleted one takes it with it.
  func members(keeping delta: KeptDelta?) throws -> JSONValue {
    guard let delta, !delta.isNothing else { return members }
    switch kind {
    case "Put": return try put(delta)
    case "Update": return update(delta)
    default: return members
    }
  }

  private func put(_ delta: KeptDelta) throws -> JSONValue {
    var item = members["Item"]?.members ?? []
    for (field, by) in delta.changes {
      guard case .success = FieldFit.fit(by, to: field.type) else {
        throw RunnerError.unsupported("what is kept does not fit its field")
      }
    }
    // A new row keeps nothing yet.
    for (attribute, by) in delta.steps {
      item.removeAll { $0.key == attribute }
      item.append(.init(attribute, by.json))
    }
    return .object(
      (members.members ?? []).map { member in
        member.key == "Item" ? .init("Item", .object(item)) : member
      }
    )
  }

  /// `#a3 = if_not_exists(#a3, :v4)` where an update expression has it for an attribute.
  private func beginning(
    of attribute: String,
    _ names: [JSONValue.Member],
    _ expression: String
  ) -> String? {
    guard let name = names.first(where: { $0.value.stringValue == attribute })?.key else {
      return nil
    }
    let start = "\(name) = if_not_exists(\(name), "
    guard let range = expression.firstRange(of: start),
      let end = expression[range.upperBound...].firstIndex(of: ")")
    else { return nil }
    return String(expression[range.lowerBound...end])
  }

  private func update(_ delta: KeptDelta) -> JSONValue {
    var names = members["ExpressionAttributeNames"]?.members ?? []
    var values = members["ExpressionAttributeValues"]?.members ?? []
    var sets: [String] = []
    var own = members["UpdateExpression"]?.stringValue ?? ""
    for (number, (attribute, by)) in delta.steps.enumerated() {
      let (name, value) = ("#kept\(number)", ":kept\(number)")
      values.append(.init(value, by.json))
      // An upsert begins with what a new row keeps, and an attribute is set only once.
      if let begun = beginning(of: attribute, names, own) {
        own = own.replacing(begun, with: "\(begun) + \(value)")
        continue
      }
      names.append(.init(name, .string(attribute)))
      sets.append("\(name) = if_not_exists(\(name), :keptZero) + \(value)")
    }
    if !sets.isEmpty { values.append(.init(":keptZero", AttributeValue.number("0").json)) }
    let added = "SET " + sets.joined(separator: ", ")
    let text =
      sets.isEmpty
      ? own
      : own.hasPrefix("SET ")
        ? added + ", " + own.dropFirst(4) : own.isEmpty ? added : added + " " + own
    let rest = (members.members ?? []).filter {
      !["UpdateExpression", "ExpressionAttributeNames", "ExpressionAttributeValues"].contains(
        $0.key
      )
    }
    return .object(
      rest + [
        .init("UpdateExpression", .string(text)),
        .init("ExpressionAttributeNames", .object(names)),
        .init("ExpressionAttributeValues", .object(values)),
      ]
    )
  }
}
