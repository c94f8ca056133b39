import DBModelExplain
import DBModelQuery
import DBModelWorkload

/// What the text of a statement says of the rows it wants.
enum StatementContext {
  /// The declared sizes, completed with that.
  ///
  /// The writer begins a line with each clause of the statement itself; those of subqueries are
  /// indented.
  static func context(
    of statement: SQLStatement,
    sizes: PlanContext,
    _ dialect: SQLDialect = .postgresql
  ) -> PlanContext {
    let quote: Character = dialect == .mysql ? "`" : "\""
    let lines = statement.text.split(separator: "\n")
    var context = sizes
    let limit = lines.first { $0.hasPrefix("LIMIT ") }
    context.stopsEarly = limit != nil || endsWithLimit(statement)
    context.resultRows = limit?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    // Without a filter every row of the table is wanted.
    if !lines.contains(where: { $0.hasPrefix("WHERE ") }),
      let from = lines.first(where: { $0.hasPrefix("FROM \(quote)") })
    {
      let name = from.split(separator: quote).dropFirst().first
      context.matchingRows = context.sizes.first { $0.relation == name.map(String.init) }?.rows
    }
    return context
  }

  /// Of SQL as written, which begins its lines as it likes: a LIMIT behind the last parenthesis.
  private static func endsWithLimit(_ statement: SQLStatement) -> Bool {
    guard case .raw = statement.role else { return false }
    let end = statement.text.split(separator: ")", omittingEmptySubsequences: false).last ?? ""
    return end.split(whereSeparator: \.isWhitespace).contains { $0.lowercased() == "limit" }
  }
}
