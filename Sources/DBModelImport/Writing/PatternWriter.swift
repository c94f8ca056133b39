/// Writes access patterns.
enum PatternWriter {
  static func lines(
    _ pattern: ImportedPattern,
    _ name: ModelName,
    _ model: ImportedModel,
    _ names: inout ModelNames
  ) -> [ModelCode] {
    var parameters = NameTable(.plain)
    let heads = pattern.parameters.map { parameter -> ModelCode in
      let own = parameters.name(parameter.name)
      switch parameter.kind {
      case .newRow(let place): return "\(own): new \(names.entity(place))"
      case .value(let place, let field):
        return "\(own): \(names.entity(place)).\(names.attribute(field, of: place.table))"
      }
    }
    var lines: [ModelCode] = []
    for remark in pattern.remarks { lines.append("// \(comment: remark)") }
    if let documentation = pattern.documentation, !documentation.isEmpty {
      lines.append("/// \(comment: documentation)")
    }
    lines.append("access \(name)(\(ModelCode.joined(heads, ", "))) {")
    let statements = pattern.operations.flatMap { statement($0, &parameters, &names) }
    lines += pattern.operations.count > 1 ? ["transaction {"] + statements + ["}"] : statements
    lines.append("rate unknown peak unknown")
    for parameter in asked(pattern) { lines.append("skew \(parameters.name(parameter)) unknown") }
    if pattern.isStrong { lines.append("consistency strong") }
    return lines + ["}", ""]
  }

  /// Parameters that a field is equal to, each once, in the order of the parameters.
  private static func asked(_ pattern: ImportedPattern) -> [String] {
    var found: Set<String> = []
    for operation in pattern.operations {
      switch operation {
      case .read(_, let conditions), .update(_, let conditions, _), .delete(_, let conditions):
        for condition in conditions where condition.relation == .equal {
          found.insert(condition.parameter)
        }
      case .insert: break
      }
    }
    return pattern.parameters.map(\.name).filter(found.contains)
  }

  private static func statement(
    _ operation: ImportedOperation,
    _ parameters: inout NameTable,
    _ names: inout ModelNames
  ) -> [ModelCode] {
    switch operation {
    case .insert(let parameter): return ["insert $\(parameters.name(parameter))"]
    case .read(let place, let conditions):
      let head: ModelCode = "read \(names.entity(place))"
      guard !conditions.isEmpty else { return [head] }
      return [head, "where \(condition(conditions, place, &parameters, &names))"]
    case .delete(let place, let conditions):
      let where_ = condition(conditions, place, &parameters, &names)
      return ["delete \(names.entity(place)) where \(where_)"]
    case .update(let place, let conditions, let set):
      let where_ = condition(conditions, place, &parameters, &names)
      let assignments = set.map { field, parameter -> ModelCode in
        let attribute = names.attribute(field, of: place.table)
        return "\(attribute) = $\(parameters.name(parameter))"
      }
      return [
        "update \(names.entity(place)) where \(where_)",
        "set \(ModelCode.joined(assignments, ", "))",
      ]
    }
  }

  private static func condition(
    _ conditions: [ImportedCondition],
    _ place: EntityPlace,
    _ parameters: inout NameTable,
    _ names: inout ModelNames
  ) -> ModelCode {
    let parts = conditions.map { condition -> ModelCode in
      let attribute = names.attribute(condition.field, of: place.table)
      return "\(attribute) \(condition.relation) $\(parameters.name(condition.parameter))"
    }
    return ModelCode.joined(parts, " and ")
  }
}
