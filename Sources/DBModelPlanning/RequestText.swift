public import DBModelDesign
public import DBModelWorkload

/// One request as a line of text.
public struct RequestText {
  let workload: Workload
  let pattern: AccessPattern

  public init(workload: Workload, pattern: AccessPattern) {
    self.workload = workload
    self.pattern = pattern
  }

  /// What the request asks by key, with the operands: `customer = $customer, placed between …`.
  public func keyCondition(_ request: DynamoDBRequest) -> String {
    keys(request).joined(separator: ", ")
  }

  /// The filter that the service applies behind the key; `nil` without one.
  public func filter(_ request: DynamoDBRequest) -> String? {
    request.filter.map(expressions.text)
  }

  /// What a request has to do with the rows that items hold: `with lines where number = $number`,
  /// `add $line to lines`; `nil` where it has nothing to do with any.
  public func embedded(_ request: DynamoDBRequest) -> String? {
    if request.embedded.isEmpty { return nil }
    let names = request.embedded.map { workload[$0.entity][$0.field].name }
      .joined(separator: ", ")
    if request.addsRows, let source = request.source {
      return "add $\(pattern[source].name) to \(names)"
    }
    guard let filter = request.embeddedFilter else { return "with \(names)" }
    return "with \(names) where \(expressions.text(filter))"
  }

  private func keys(_ request: DynamoDBRequest) -> [String] {
    var keys = request.keyEquals.map { "\($0.attribute.name) = \(value($0))" }
    switch request.sortCondition {
    case nil: break
    case .beginsWith(let key)?: keys.append("begins_with(\(key.attribute.name), \(value(key)))")
    case .compare(let comparison, let key)?:
      keys.append("\(key.attribute.name) \(comparison.rawValue) \(value(key))")
    case .between(let low, let high)?:
      keys.append("\(low.attribute.name) between \(value(low)) and \(value(high))")
    }
    return keys
  }

  private var expressions: ExpressionText { ExpressionText(workload: workload, pattern: pattern) }

  func line(_ request: DynamoDBRequest) -> String {
    var text = "\(request.kind.rawValue) \(request.table)"
    if let index = request.index { text += ".\(index)" }
    let names = request.entities.map { workload[$0].name }
    if request.guarding != nil {
      text += " (guard of \(names.joined(separator: ", ")))"
    } else if names != [request.table] {
      text += " (\(names.joined(separator: ", ")))"
    }
    let keys = keys(request)
    if !keys.isEmpty { text += " where \(keys.joined(separator: ", "))" }
    if let filter = request.filter { text += " filter \(expressions.text(filter))" }
    if let embedded = embedded(request) {
      text += " \(embedded)"
    } else if !request.assignments.isEmpty {
      text += " set \(assigned(request))"
    }
    if let condition = request.condition { text += " if \(expressions.text(condition))" }
    if let source = request.source, !request.isCompanion, request.kind == .putItem {
      text += " $\(pattern[source].name)"
    }
    if request.keeping?.isByStream == true { text += " by stream" }
    if let before = request.readBefore { text += " if still as read by \(before.step)" }
    return text + suffix(request)
  }

  /// What an update assigns: `stock -= $quantity, version += 1`.
  public func assigned(_ request: DynamoDBRequest) -> String {
    request.assignments.map { assignment in
      let name = workload[request.entities[0]][assignment.field].name
      return "\(name) \(assignment.assignmentOperator.rawValue)"
        + " \(expressions.text(assignment.value))"
    }.joined(separator: ", ")
  }

  private func suffix(_ request: DynamoDBRequest) -> String {
    var text = ""
    if request.createsMissing { text += " or make it" }
    if !request.projection.isEmpty { text += " [\(request.projection.joined(separator: ", "))]" }
    if request.isDescending { text += " backwards" }
    if request.isStrong { text += " strong" }
    if let limit = request.limit { text += " limit \(limit)" }
    switch request.repetition {
    case .once: break
    case .perElement(let list): text += " for each of $\(pattern[list].name)"
    case .perRow(let step): text += " for each row of \(step)"
    case .perShard(1): break
    case .perShard(let count): text += " in \(count) Queries, one for each shard"
    }
    return text
  }

  private func value(_ key: KeyValue) -> String {
    let operands = key.operands.map(operand)
    switch key.template {
    case .native: return operands.first ?? ""
    case .shard(_, let count): return count == 1 ? "0" : "0…\(count - 1)"
    case .text(let segments):
      var rest = operands[...]
      var text = ""
      for segment in segments {
        switch segment {
        case .literal(let literal): text += literal == "\u{10FFFF}" ? "{last}" : literal
        case .field:
          guard let operand = rest.popFirst() else { return "\"\(text)\"" }
          text += "{\(operand)}"
        }
      }
      return "\"\(text)\""
    }
  }

  private func operand(_ value: Operand) -> String {
    switch value {
    case .parameter(let reference): expressions.text(.parameter(reference))
    case .literal(let value): expressions.text(.literal(value))
    case .row(let field): "\(workload[field.entity].name).\(workload[field].name)"
    case .computed(let expression): expressions.text(expression)
    case .lowerEnd(let id): "first of $\(pattern[id].name)"
    case .upperEnd(let id): "last of $\(pattern[id].name)"
    case .startOfLowerDay(let id): "first day of $\(pattern[id].name)"
    case .startOfDayAfterUpper(let id): "day after $\(pattern[id].name)"
    case .below(let bound, _): "before \(operand(bound))"
    case .above(let bound, _): "after \(operand(bound))"
    }
  }
}
