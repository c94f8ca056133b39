import DBModelDiagnostics
import DBModelWorkload

/// An expression as the language writes it, near enough to read.
struct ExpressionText {
  let workload: Workload
  let pattern: AccessPattern

  func text(_ expression: Expression) -> String {
    switch expression {
    case .literal(let value): return literal(value)
    case .field(let path): return field(path)
    case .parameter(let reference): return parameter(reference)
    case .comparison(let comparison, let a, let b):
      return "\(text(a)) \(comparison.rawValue) \(text(b))"
    case .isIn(let subject, let reference): return "\(text(subject)) in \(parameter(reference))"
    case .isWithin(let subject, let id): return "\(text(subject)) in $\(pattern[id].name)"
    case .isLinked(let attribute, let reference):
      return "\(parameter(reference)) in \(workload[attribute].name)"
    case .contains(let path, let element): return "\(text(element)) in \(field(path))"
    case .and(let parts): return parts.map(text).joined(separator: " and ")
    case .or(let parts): return "(" + parts.map(text).joined(separator: " or ") + ")"
    case .not(let inner): return "not \(text(inner))"
    case .absent(let id): return "absent($\(pattern[id].name))"
    case .arithmetic(let sign, let a, let b): return "\(text(a)) \(sign.rawValue) \(text(b))"
    case .now: return "now()"
    case .duration(let seconds): return FigureFormatter.duration(seconds: seconds)
    case .match(let a, let b): return "match(\(text(a)), \(text(b)))"
    case .follows(let path, let to): return "follows(\(field(path)), \(text(to)))"
    case .day(let inner): return "day(\(text(inner)))"
    case .aggregate(let function, let operand):
      return "\(function.rawValue)(\(operand.map(text) ?? ""))"
    }
  }

  private func field(_ path: FieldPath) -> String {
    (path.via.map { workload[$0].name } + [workload[path.field].name]).joined(separator: ".")
  }

  private func parameter(_ reference: ParameterReference) -> String {
    let name = "$\(pattern[reference.parameter].name)"
    guard let field = reference.field else { return name }
    if workload[field.entity].key == [field.field] { return name }
    return "\(name).\(workload[field].name)"
  }

  private func literal(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): String(flag)
    case .integer(let number): String(number)
    case .decimal(let number): number.text
    case .string(let text): "\"\(text)\""
    case .bytes: "bytes"
    case .timestamp(let nanoseconds): "\(nanoseconds) ns"
    case .date(let days): "day \(days)"
    case .list, .structure: "value"
    }
  }
}
