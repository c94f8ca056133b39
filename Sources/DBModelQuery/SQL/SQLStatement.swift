public import DBModelWorkload

/// Where the value of a placeholder comes from when a statement runs.
public enum SQLOperand: Hashable, Sendable {
  /// A parameter, the time of the request, or anything computed from those.
  case expression(Expression)
  /// One element of a many-valued parameter, counted from 0.
  case element(ParameterReference, Int)
  /// One word of a text query, counted from 0, in lower case.
  case word(of: Expression, Int)
  /// A list of one element of the binding's list type; null where the value is none of the
  /// element's type.
  case singleton(Expression)
  /// An end of a range parameter.
  case rangeEnd(RangeBound.Operand)
  /// A term of the completed order in the last row of the page before.
  case cursor(term: Int)
  /// A field of one of the parent's rows, counted from 0.
  case parent(FieldPath, row: Int)
  /// A field of the row that an insert takes, completed with what an insert fills in.
  case inserted(FieldReference, from: ParameterID)
  /// A field of the row that an upsert, the statement of that number, creates where none is.
  case created(FieldReference, statement: Int)
}

/// How an operand is brought to the grid of the column it is compared with, so that the comparison
/// means the same and the column stays bare.
public enum SQLRounding: Hashable, Sendable {
  case none
  case floor
  case ceiling
  /// Null where the operand lies between two values of the column.
  case exactOrNull
}

/// The value of one placeholder.
public struct SQLBinding: Hashable, Sendable {
  public let operand: SQLOperand
  /// What the value is bound as.
  public let type: ValueType
  public let rounding: SQLRounding
  /// The value becomes a `LIKE` pattern for texts that contain it, with `\` as the escape.
  public let isPattern: Bool

  public init(
    _ operand: SQLOperand,
    _ type: ValueType,
    rounding: SQLRounding = .none,
    isPattern: Bool = false
  ) {
    self.operand = operand
    self.type = type
    self.rounding = rounding
    self.isPattern = isPattern
  }
}

/// A column that a query returns.
public struct SQLResultColumn: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    case field(FieldPath)
    /// A computed output of the node's projection, by position.
    case output(Int)
    /// A term of the completed order, by position.
    case orderTerm(Int)
    /// A key field of the parent's row that the child's row belongs to.
    case parentKey(FieldReference)
  }
  /// Everything that the column is read for; never empty.
  public internal(set) var sources: [Source]
  public let type: ValueType

  public init(source: Source, type: ValueType) {
    sources = [source]
    self.type = type
  }
}

/// What a statement is there for.
public enum SQLRole: Hashable, Sendable {
  /// Finds the rows of the read's entity.
  case readRoot
  /// Finds the related rows of a node of the projection tree, for all rows of its parent at once.
  case readChild(path: [String])
  /// Counts rows of which the condition of a statement does not hold; any fails the write.
  case checkCondition(statement: Int)
  case write(SQLWriteRole)
  /// Text taken as written.
  case raw
}

/// What one writing statement does and how its success is seen.
public struct SQLWriteRole: Hashable, Sendable {
  public let kind: StatementShape.Kind
  public let entity: EntityID
  /// Counted from 0 in the order written, a loop's statements counted once.
  public let statement: Int
  /// No affected row means that the condition does not hold.
  public let failsWithoutRows: Bool
  /// Runs only where the statement before it affected no row; a duplicate key then means that the
  /// condition does not hold.
  public let isFallback: Bool
  /// The loop variables, outermost first, for whose elements the statement runs; last the parameter
  /// of an insert of many rows.
  public let repeatedBy: [ParameterID]

  init(
    _ kind: StatementShape.Kind,
    _ entity: EntityID,
    statement: Int,
    failsWithoutRows: Bool = false,
    isFallback: Bool = false,
    repeatedBy: [ParameterID]
  ) {
    self.kind = kind
    self.entity = entity
    self.statement = statement
    self.failsWithoutRows = failsWithoutRows
    self.isFallback = isFallback
    self.repeatedBy = repeatedBy
  }
}

/// One statement of a dialect, with placeholders.
public struct SQLStatement: Sendable {
  /// With `$1` in PostgreSQL, `?1` in SQLite, `?` in MySQL.
  public let text: String
  /// One for each placeholder number, in order; in MySQL one for each placeholder.
  public let bindings: [SQLBinding]
  /// What a query returns, in order; empty for anything else.
  public let columns: [SQLResultColumn]
  public let role: SQLRole
  let source: SQLText

  init(_ source: SQLText, dialect: SQLDialect, columns: [SQLResultColumn] = [], role: SQLRole) {
    (text, bindings) = source.rendered(dialect)
    self.columns = columns
    self.role = role
    self.source = source
  }

  /// The text with every placeholder replaced by what `literal` says.
  public func text(replacingBindings literal: (SQLBinding) -> String) -> String {
    source.pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let part): text += part
      case .binding(let binding): text += literal(binding)
      }
    }
  }
}

/// Text with bindings between its pieces, so that placeholders are numbered once, at the end.
struct SQLText: Hashable, Sendable, ExpressibleByStringInterpolation {
  enum Piece: Hashable, Sendable {
    case text(String)
    case binding(SQLBinding)
  }
  private(set) var pieces: [Piece] = []

  init() {}

  init(stringLiteral value: String) { pieces = [.text(value)] }

  init(_ text: String) { pieces = [.text(text)] }

  init(_ binding: SQLBinding) { pieces = [.binding(binding)] }

  struct StringInterpolation: StringInterpolationProtocol {
    var text = SQLText()

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { text += SQLText(literal) }

    mutating func appendInterpolation(_ part: String) { text += SQLText(part) }

    mutating func appendInterpolation(_ part: Int) { text += SQLText(String(part)) }

    mutating func appendInterpolation(_ part: SQLText) { text += part }
  }

  init(stringInterpolation: StringInterpolation) { self = stringInterpolation.text }

  static func + (a: SQLText, b: SQLText) -> SQLText {
    var result = a
    result += b
    return result
  }

  static func += (a: inout SQLText, b: SQLText) { a.pieces += b.pieces }

  func rendered(_ dialect: SQLDialect) -> (text: String, bindings: [SQLBinding]) {
    var text = ""
    var bindings: [SQLBinding] = []
    var numbers: [SQLBinding: Int] = [:]
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .binding(let binding) where dialect == .mysql:
        bindings.append(binding)
        text += "?"
      case .binding(let binding):
        if numbers[binding] == nil {
          bindings.append(binding)
          numbers[binding] = bindings.count
        }
        text += (dialect == .postgresql ? "$" : "?") + String(numbers[binding] ?? 0)
      }
    }
    return (text, bindings)
  }
}

extension [SQLText] {
  func joined(separator: String) -> SQLText {
    var result = SQLText()
    for (position, part) in enumerated() {
      if position > 0 { result += SQLText(separator) }
      result += part
    }
    return result
  }
}

/// Which of the texts of a pattern is wanted.
public struct SQLStatementOptions: Hashable, Sendable {
  /// The optional parameters that are given; `nil`: all of them.
  public var given: Set<ParameterID>?
  /// Goes on after a cursor.
  public var isNextPage: Bool
  /// How many elements a many-valued parameter has; without an entry its declared average.
  public var elementCounts: [ParameterID: Int]
  /// How many words a text query has.
  public var wordCount: Int
  /// For how many rows of its parent a child's statement is written, by the child's path; without
  /// an entry 1.
  public var parentCounts: [[String]: Int]

  public init(
    given: Set<ParameterID>? = nil,
    isNextPage: Bool = false,
    elementCounts: [ParameterID: Int] = [:],
    wordCount: Int = 1,
    parentCounts: [[String]: Int] = [:]
  ) {
    self.given = given
    self.isNextPage = isNextPage
    self.elementCounts = elementCounts
    self.wordCount = wordCount
    self.parentCounts = parentCounts
  }
}
