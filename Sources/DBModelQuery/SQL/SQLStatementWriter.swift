public import DBModelDesign
public import DBModelWorkload

/// Writes the statements that answer or carry out a pattern.
///
/// A read is one statement for its own rows and one for each node of its projection tree, for all
/// rows of the node's parent at once. Pages go on from the last row's values, never by counting
/// rows off. Optional parameters make different texts (`variants`), so that each can use its index.
public struct SQLStatementWriter: Sendable {
  public let workload: Workload
  public let design: RelationalDesign
  public let dialect: SQLDialect

  public init(workload: Workload, design: RelationalDesign, dialect: SQLDialect) {
    self.workload = workload
    self.design = design
    self.dialect = dialect
  }

  /// The statements in the order they run, in one transaction where they are several writes.
  ///
  /// - Throws: where the dialect cannot say what the pattern asks.
  public func statements(
    for pattern: AccessPattern,
    options: SQLStatementOptions = SQLStatementOptions()
  ) throws(SQLUnsupported) -> [SQLStatement] {
    switch pattern.operation {
    case .read(let read): return try self.read(read, pattern, options)
    case .write(let statements, _): return try write(statements, pattern, options)
    case .sql(let raw): return [RawSQLText(raw, pattern, workload, dialect).statement]
    }
  }

  /// A text of a pattern among several: which optional parameters are given, and which page.
  public struct Variant: Sendable {
    /// `status given, next page`; empty where there is one text only.
    public let label: String
    public let options: SQLStatementOptions
    public let statements: [SQLStatement]
    /// The part of the calls that run it, as far as optional parameters decide, 0…1.
    public let share: Double
  }

  /// Every text of a pattern: one for each combination of optional parameters, up to 3 of them (8
  /// texts), else one that decides at run time; for paged reads each for the first and for a next
  /// page.
  public func variants(for pattern: AccessPattern) throws(SQLUnsupported) -> [Variant] {
    let optional = pattern.parameters.filter(\.isOptional)
    var combinations: [(given: Set<ParameterID>?, label: [String], share: Double)] = []
    if optional.isEmpty || optional.count > 3 {
      combinations = [(nil, [], 1)]
    } else {
      for bits in (0..<(1 << optional.count)).reversed() {
        let given = optional.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
        let label = optional.map { parameter in
          "\(parameter.name) \(given.contains { $0.id == parameter.id } ? "given" : "absent")"
        }
        let share = optional.reduce(1.0) { product, parameter in
          given.contains { $0.id == parameter.id }
            ? product * parameter.givenShare : product * (1 - parameter.givenShare)
        }
        combinations.append((Set(given.map(\.id)), label, share))
      }
    }
    var isPaged = false
    if case .read(let read) = pattern.operation { isPaged = read.page != nil }
    var variants: [Variant] = []
    for combination in combinations {
      for isNextPage in isPaged ? [false, true] : [false] {
        let options = SQLStatementOptions(given: combination.given, isNextPage: isNextPage)
        var label = combination.label
        if isPaged { label.append(isNextPage ? "next page" : "first page") }
        variants.append(
          Variant(
            label: label.joined(separator: ", "),
            options: options,
            statements: try statements(for: pattern, options: options),
            share: combination.share
          )
        )
      }
    }
    return variants
  }

  /// Decides tests for absence where the parameters are few enough to make different texts.
  func specialized(
    _ expression: Expression,
    _ pattern: AccessPattern,
    _ options: SQLStatementOptions
  ) -> Expression {
    let optional = pattern.parameters.filter(\.isOptional).map(\.id)
    guard options.given != nil || optional.count <= 3 else { return expression }
    return expression.specialized(given: options.given ?? Set(optional))
  }
}
