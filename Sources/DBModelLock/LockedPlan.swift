/// How an engine plans one statement.
public struct LockedPlan: Hashable, Sendable {
  /// Which statement, with which values: one plan for each in a set.
  public struct Name: Hashable, Comparable, Sendable {
    public var pattern: String
    /// Which of the pattern's texts: `status given, next page`; empty where there is one.
    public var variant: String
    /// Which statement of the text, counted from 1.
    public var number: Int
    /// `usual values`; empty for the plan that serves all of them.
    public var values: String

    public init(pattern: String, variant: String = "", number: Int = 1, values: String = "") {
      self.pattern = pattern
      self.variant = variant
      self.number = number
      self.values = values
    }

    /// The plan of the same statement for all values.
    public var general: Name { Name(pattern: pattern, variant: variant, number: number) }

    public static func < (a: Name, b: Name) -> Bool {
      (a.pattern, a.variant, a.number, a.values) < (b.pattern, b.variant, b.number, b.values)
    }
  }

  public var name: Name
  /// The tables that the statement is about.
  public var tables: [String]
  /// A fingerprint of its text.
  public var statement: String
  /// What the engine expects it to return or to change; `nil` where it does not say.
  public var rows: Double?
  /// In the engine's own unit; `nil` where it does not say.
  public var cost: Double?
  /// Two blanks a level.
  public var steps: [String]
  public var place: LockPlace

  public init(
    name: Name,
    tables: [String],
    statement: String,
    rows: Double? = nil,
    cost: Double? = nil,
    steps: [String],
    place: LockPlace = LockPlace()
  ) {
    self.name = name
    self.tables = tables
    self.statement = statement
    self.rows = rows
    self.cost = cost
    self.steps = steps.map { LockText.line($0, limit: LockText.longestStep) }
    self.place = place
  }
}
