import DBModelWorkload

/// SQL as written, its `:name` parameters turned into the dialect's placeholders.
struct RawSQLText {
  let statement: SQLStatement

  /// - Parameter cast: The type a parameter is handed over with; `nil` where the engine infers it.
  init(
    _ raw: RawSQL,
    _ pattern: AccessPattern,
    _ workload: Workload,
    _ dialect: SQLDialect,
    cast: (Parameter) -> String? = { _ in nil }
  ) {
    let typing = ExpressionTyping(pattern: pattern, workload: workload)
    var text = SQLText()
    var plain = ""
    for token in SQLTokens(raw.text, dialect) {
      if case .parameter(let name) = token,
        let parameter = pattern.parameters.first(where: { $0.name == name })
      {
        text += SQLText(plain)
        plain = ""
        let reference = ParameterReference(parameter.id)
        let type =
          typing.type(of: reference) ?? .string(maximumCharacters: 1_000, averageBytes: 0)
        text += SQLText(SQLBinding(.expression(.parameter(reference)), type))
        if let cast = cast(parameter) { text += SQLText("::" + cast) }
      } else {
        plain += token.text
      }
    }
    text += SQLText(plain)
    statement = SQLStatement(text, dialect: dialect, role: .raw)
  }
}
