import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

extension StatementReader {
  /// Names that a label lists before it counts the rest.
  private static let shownNames = 6

  /// An upsert finds one row or makes it, so it names the whole key and nothing else.
  func checkUpsert(_ filter: Expression, _ entity: EntityID, _ node: SyntaxNode) -> Bool {
    let source = context.entities[entity.rawValue]
    var named: Set<FieldID> = []
    var isPlain = true
    for part in filter.conjuncts {
      guard case .comparison(.equal, let a, let b) = part else {
        isPlain = false
        continue
      }
      for side in [a, b] {
        if case .field(let path) = side, path.via.isEmpty { named.insert(path.field.field) }
      }
    }
    if isPlain, named == Set(source.key) { return true }
    let names = source.key.map { "`\(source[$0].name)`" }.joined(separator: " and ")
    context.sink.report(
      Diagnostic(
        NameRules.upsertKey,
        "an upsert names the whole key of `\(source.name)`, and nothing else",
        at: Label(node.span),
        secondary: [Label(source.nameSpan, "its key is \(names)")],
        notes: ["where no row has the key, the upsert makes one"],
        help: ["compare \(names) with `==`; put further conditions behind `if`"]
      )
    )
    return false
  }

  /// The row that an upsert makes has its key, what is set over missing values, and what every new
  /// row begins with; a required attribute beyond these refuses it, whoever calls.
  ///
  /// - Parameters:
  ///   - word: `upsert`, where it is written.
  ///   - name: the entity, where the statement names it.
  func checkRow(
    of entity: EntityID,
    madeBy assignments: [Assignment],
    word: SourceSpan,
    name: SourceSpan
  ) -> Bool {
    let source = context.entities[entity.rawValue]
    var values: [FieldID: Assignment] = [:]
    for assignment in assignments { values[assignment.field] = assignment }
    let missing = source.fields.filter { field in
      isRequired(field, source) && values[field.id].map { isNull($0, source) } ?? true
    }
    guard !missing.isEmpty else { return true }
    let list = names(missing, source)
    let sums = missing.compactMap { field in values[field.id].map { (field, $0) } }
    var help: [String] = []
    if let (field, assignment) = sums.first {
      let isNumber = TypeNames.isNumeric(field.type) && isSumWithItself(assignment)
      let form =
        isNumber ? "`\(field.name) += …`, which begins at 0" : "a value that is not read of the row"
      help.append("set `\(field.name)` by \(form)")
    }
    let others = missing.count - sums.count
    if others > 0 {
      let these = sums.isEmpty ? (others == 1 ? "it" : "them") : "what else is missing"
      help.append("set \(these) too")
    }
    context.sink.report(
      Diagnostic(
        NameRules.upsertRow,
        "this upsert can make no row of `\(source.name)`",
        at: Label(name, "without a value: \(list)"),
        secondary: sums.prefix(Self.shownNames).map { field, assignment in
          Label(assignment.span, "of a row that is not there yet, so `\(field.name)` is missing")
        },
        notes: ["where no row has the key it makes one, and a required attribute is never missing"],
        help: [
          help.joined(separator: ", and ")
            + "; or write `update`, if the row is always there, or `?` behind the type"
        ],
        fixes: [
          Fix("write `update`", edits: [TextEdit(word, "update")], applicability: .suggest)
        ]
      )
    )
    return false
  }

  /// Whether only a statement can give the field its value. What is computed from other rows, a
  /// clock and a version begin by themselves.
  private func isRequired(_ field: Field, _ source: Entity) -> Bool {
    !field.isOptional && !source.isKey(field.id)
      && field.flags.isDisjoint(with: [.clock, .version])
      && source[field.attribute].derivation == nil
  }

  /// Whether the assignment leaves its field missing in a row that has nothing but its key.
  private func isNull(_ assignment: Assignment, _ source: Entity) -> Bool {
    if case .duration = assignment.value, assignment.assignmentOperator != .set { return true }
    return isNull(assignment.value, source)
  }

  private func isNull(_ value: Expression, _ source: Entity) -> Bool {
    switch value {
    case .literal(.null): true
    case .field(let path):
      path.via.first.map { first in
        source.fields(of: first.attribute).contains { !source.isKey($0.id) }
      } ?? !source.isKey(path.field.field)
    case .arithmetic(_, let a, let b): isNull(a, source) || isNull(b, source)
    case .day(let inner): isNull(inner, source)
    default: false
    }
  }

  /// `stock = stock + 1`, which `stock += 1` says of new rows too.
  private func isSumWithItself(_ assignment: Assignment) -> Bool {
    guard case .arithmetic(let sign, .field(let path), _) = assignment.value else { return false }
    return sign != .multiply && path.via.isEmpty && path.field.field == assignment.field
  }

  /// Attributes by their names; a structure by the members that are missing.
  private func names(_ fields: [Field], _ source: Entity) -> String {
    var names: [String] = []
    for field in fields {
      let attribute = source[field.attribute]
      var name = field.name
      if case .reference = attribute.kind { name = attribute.name }
      if names.last != name { names.append(name) }
    }
    let shown = names.prefix(Self.shownNames).map { "`\($0)`" }
    let rest = names.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
    guard let last = shown.last, shown.count > 1 else { return shown.joined() }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
