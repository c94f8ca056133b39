import DBModelQuery
import DBModelWorkload

/// Arguments as text for people.
enum ArgumentText {
  static func text(_ arguments: Arguments, of pattern: AccessPattern) -> String {
    let parts = pattern.parameters.compactMap { parameter -> String? in
      if case .element = parameter.type { return nil }
      return "\(parameter.name) = \(text(arguments[parameter.id]))"
    }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }

  private static func text(_ argument: Argument) -> String {
    switch argument {
    case .absent: "absent"
    case .value(let value): AnswerText.text(value)
    case .key(let values): "(" + values.map(AnswerText.text).joined(separator: ", ") + ")"
    case .row(let values): "{" + values.map(AnswerText.text).joined(separator: ", ") + "}"
    case .range(let low, let high): "\(AnswerText.text(low))..\(AnswerText.text(high))"
    case .many(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
    }
  }
}
