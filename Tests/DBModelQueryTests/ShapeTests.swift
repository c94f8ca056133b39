import DBModelQuery
import DBModelTestKit
import DBModelWorkload
import Testing

/// What each pattern of the test models asks, taken apart, as text.
struct ShapeTests {
  @Test(arguments: TestModel.all)
  func shapes(_ model: TestModel) throws {
    var text = ""
    for pattern in model.workload.patterns {
      text += "\(pattern.name)\n"
      switch PatternShape(pattern, workload: model.workload) {
      case .read(let read):
        text += line(read.filter, pattern, model)
        if let lookup = read.uniqueLookup {
          let names = lookup.map { model.workload[read.entity][$0].name }
          text += "  at most one row by \(names.joined(separator: ", "))\n"
        }
        if read.isAggregate { text += "  aggregates\n" }
        for node in read.root.all {
          let fields = node.fieldsRead(in: model.workload).map {
            model.workload[node.entity][$0].name
          }
          let place = node.path.isEmpty ? "rows" : node.path.joined(separator: ".")
          text += "  \(place) read \(fields.joined(separator: ", "))\n"
        }
      case .write(let statements, let isTransaction):
        for statement in statements {
          let entity = model.workload[statement.entity].name
          let loops = statement.repeatedBy.map { pattern[$0].name }
          text += "  \(statement.kind.rawValue) \(entity)"
          text += loops.isEmpty ? "\n" : " for each of \(loops.joined(separator: ", "))\n"
          text += line(statement.filter, pattern, model)
        }
        if isTransaction { text += "  in one transaction\n" }
      case .sql: text += "  raw\n"
      }
    }
    try GoldenFile.check(text, at: "Tests/DBModelQueryTests/Cases/\(model.name)/shapes.txt")
  }

  private func line(
    _ filter: FilterShape,
    _ pattern: AccessPattern,
    _ model: TestModel
  ) -> String {
    func name(_ path: FieldPath) -> String {
      let via = path.via.map { model.workload[$0].name }
      return (via + [model.workload[path.field].name]).joined(separator: ".")
    }
    func optional(_ presence: Presence) -> String {
      presence.isOptional ? " (given \(presence.givenShare))" : ""
    }
    var lines: [String] = []
    lines += filter.equalities.map { "equal \(name($0.field))\(optional($0.presence))" }
    lines += filter.memberships.map {
      "in \($0.fields.map(name).joined(separator: ", "))\(optional($0.presence))"
    }
    lines += filter.ranges.map { range in
      let lower = range.lower.map { $0.isInclusive ? "[" : "(" } ?? "…"
      let upper = range.upper.map { $0.isInclusive ? "]" : ")" } ?? "…"
      return "range \(name(range.field)) \(lower)\(upper)\(optional(range.presence))"
    }
    lines += filter.links.map { "link \(model.workload[$0.attribute].name)" }
    lines += filter.residual.map { residual in
      "residual over \(residual.fieldPaths.map(name).joined(separator: ", "))"
    }
    return lines.map { "  \($0)\n" }.joined()
  }
}
