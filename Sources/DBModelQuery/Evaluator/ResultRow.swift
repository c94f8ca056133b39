public import DBModelWorkload

/// A named value of an answer.
public struct NamedValue: Hashable, Sendable {
  public let name: String
  public let value: Value

  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}

/// The rows of one relationship that an answer carries.
public struct NamedRows: Hashable, Sendable {
  public let name: String
  public let rows: [ResultRow]

  public init(_ name: String, _ rows: [ResultRow]) {
    self.name = name
    self.rows = rows
  }
}

/// One row of an answer with the rows related to it.
public struct ResultRow: Hashable, Sendable {
  /// In the order asked for, under the fields' names (`home.street`).
  public let fields: [NamedValue]
  /// Computed columns, in the order asked for.
  public let outputs: [NamedValue]
  /// In the order asked for; a to-one relationship has at most one row.
  public let children: [NamedRows]

  public init(fields: [NamedValue], outputs: [NamedValue] = [], children: [NamedRows] = []) {
    self.fields = fields
    self.outputs = outputs
    self.children = children
  }
}

/// Where a page ended: the values of the completed order's terms in its last row.
public struct Cursor: Hashable, Sendable {
  public let values: [Value]

  public init(values: [Value]) { self.values = values }
}

/// The rows of one page, and where the next one goes on; `nil` after the last.
public struct ResultPage: Hashable, Sendable {
  public let rows: [ResultRow]
  public let next: Cursor?

  public init(rows: [ResultRow], next: Cursor?) {
    self.rows = rows
    self.next = next
  }
}
