import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// What a resolved pattern must say of itself, and what it may not.
struct PatternRules {
  let context: Context
  let sheet: ClauseSheet
  let parameters: ParameterTable

  func check(_ pattern: AccessPattern) {
    requireSkews(pattern)
    checkUse(pattern)
    checkRows(pattern)
  }

  /// Rows that a condition leaves need one. A condition with a mistake of its own counts as stated.
  private func checkRows(_ pattern: AccessPattern) {
    guard case .read = pattern.operation, let rows = pattern.rows, sheet.node("where") == nil
    else { return }
    context.sink.report(
      Diagnostic(
        NameRules.conflicting,
        "there is no `where` that leaves so many rows",
        at: Label(rows.span),
        notes: ["of a question `rows` says how many rows its condition leaves in a call"],
        help: ["write the condition, or remove `rows`: how many rows there are says the `count`"]
      )
    )
  }

  /// A parameter that selects rows by a key, a unique attribute or a reference decides which keys
  /// are hot. Where the pattern has a rate, its skew must be stated.
  private func requireSkews(_ pattern: AccessPattern) {
    guard pattern.rate != nil else { return }
    var wanted: [Selection] = []
    switch pattern.operation {
    case .read(let read):
      if let filter = read.filter?.value { collect(filter, read.entity, &wanted) }
    case .write(let statements, _): for statement in statements { collect(statement, &wanted) }
    case .sql: return
    }
    guard !wanted.isEmpty else { return }
    // A skew clause with a mistake of its own counts as stated: one mistake, one finding.
    let stated = sheet.nodes("skew").flatMap { node in
      node.groupItems.enumerated().compactMap { place, items in
        items.dropFirst(place == 0 ? 1 : 0).first?.pathSegments.joined(separator: ".")
      }
    }
    // A skew of a parameter that does not exist was meant for one of these.
    let names = pattern.parameters.map(\.name)
    if stated.contains(where: { !names.contains(String($0.prefix { $0 != "." })) }) { return }
    for (place, selection) in wanted.enumerated() where !wanted[..<place].contains(selection) {
      if !stated.contains(name(of: selection, pattern)) { report(selection, pattern) }
    }
  }

  private func name(of selection: Selection, _ pattern: AccessPattern) -> String {
    let name = pattern[selection.parameter].name
    guard let field = selection.field else { return name }
    let entity = context.entities[field.entity.rawValue]
    return name + "." + entity[entity[field.field].attribute].name
  }

  /// A parameter, or an attribute of its rows, that selects.
  private struct Selection: Hashable {
    let parameter: ParameterID
    let field: FieldReference?
  }

  private func report(_ selection: Selection, _ pattern: AccessPattern) {
    let parameter = pattern[selection.parameter]
    let name = name(of: selection, pattern)
    let node = sheet.node("rate") ?? sheet.clauses.last?.node
    guard let span = node?.span else { return }
    let end = SourceSpan(file: span.file, lower: span.upper, upper: span.upper)
    context.sink.report(
      NameMessage.undeclared(
        "how unevenly `\(name)` is asked for is not stated",
        at: parameter.span,
        insert: "\n  skew \(name) unknown",
        at: end,
        reason:
          "`\(name)` selects rows by a key or a reference: its popularity is the heat of a key",
        help: "write `skew \(name) zipf(0.9)`, `uniform` or another distribution, or `unknown`"
      )
    )
  }

  private func collect(_ statement: WriteStatement, _ wanted: inout [Selection]) {
    switch statement {
    case .insert: break
    case .update(let entity, let filter, _, _, _), .upsert(let entity, let filter, _, _, _),
      .delete(let entity, let filter, _, _):
      collect(filter, entity, &wanted)
    case .forEach(_, let body, _):
      for inner in body { collect(inner, &wanted) }
    }
  }

  /// Equalities and memberships, through `and` and `or`. What is negated selects nothing.
  private func collect(_ filter: Expression, _ entity: EntityID, _ wanted: inout [Selection]) {
    switch filter {
    case .and(let parts), .or(let parts):
      for part in parts { collect(part, entity, &wanted) }
    case .comparison(.equal, .field(let path), .parameter(let reference)),
      .comparison(.equal, .parameter(let reference), .field(let path)):
      if selects(path) { add(reference, &wanted) }
    case .isIn(.field(let path), let reference):
      if selects(path) { add(reference, &wanted) }
    case .isLinked(_, let reference): add(reference, &wanted)
    default: break
    }
  }

  private func selects(_ path: FieldPath) -> Bool {
    guard path.via.isEmpty else { return false }
    let entity = context.entities[path.field.entity.rawValue]
    let field = entity[path.field.field]
    return entity.isKey(field.id) || field.references != nil || field.flags.contains(.unique)
  }

  private func add(_ reference: ParameterReference, _ wanted: inout [Selection]) {
    var parameter = reference.parameter
    var field: FieldReference?
    if case .element(let many) = parameters[parameter].type { parameter = many }
    let type = parameters.element(of: parameter) ?? parameters[parameter].type
    // Of a new row an attribute is asked for; a key is asked for as a whole.
    if case .newRow = type { field = reference.field.map(first) }
    wanted.append(Selection(parameter: parameter, field: field))
  }

  /// The first field of the attribute, which a skew over it names.
  private func first(_ field: FieldReference) -> FieldReference {
    let entity = context.entities[field.entity.rawValue]
    let attribute = entity[field.field].attribute
    let fields = context.scopes[field.entity.rawValue].fields[attribute.rawValue]
    return FieldReference(field.entity, fields.first ?? field.field)
  }

  /// Whether a name that was reported unknown is nearest to this parameter.
  private func isMisspelled(_ parameter: Parameter, _ pattern: AccessPattern) -> Bool {
    let names = pattern.parameters.map(\.name)
    return parameters.unknown.contains {
      NearestName.suggestion(for: $0, among: names) == parameter.name
    }
  }

  /// Parameters nobody uses are leftovers, or a forgotten condition.
  private func checkUse(_ pattern: AccessPattern) {
    let mark = if case .sql = pattern.operation { ":" } else { "$" }
    for parameter in pattern.parameters where !parameters.isUsed(parameter.id) {
      if parameters.broken.contains(parameter.name) || isMisspelled(parameter, pattern) { continue }
      context.sink.report(
        Diagnostic(
          NameRules.unusedParameter,
          "`\(parameter.name)` is never used",
          at: Label(parameter.span),
          help: ["use it as `\(mark)\(parameter.name)`, or remove it"],
          path: "access \(pattern.name)"
        )
      )
    }
  }
}
