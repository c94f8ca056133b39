/// An index that the design has for SQL as written, because an engine was seen to use it.
public struct LockedAddition: Hashable, Sendable {
  /// A pattern that wants it.
  public struct Use: Hashable, Sendable {
    public var pattern: String
    /// What the engine's planner says of one call, in its own units.
    public var cost: Double
    /// The same without this index.
    public var costWithout: Double

    public init(pattern: String, cost: Double, costWithout: Double) {
      self.pattern = pattern
      self.cost = cost
      self.costWithout = costWithout
    }
  }

  public var store: String
  public var table: String
  public var columns: [LockedColumn]
  /// Columns that its entries hold besides.
  public var included: [String]
  public var uses: [Use]
  public var place: LockPlace

  public init(
    store: String,
    table: String,
    columns: [LockedColumn],
    included: [String] = [],
    uses: [Use] = [],
    place: LockPlace = LockPlace()
  ) {
    self.store = store
    self.table = table
    self.columns = columns
    self.included = included
    self.uses = uses
    self.place = place
  }

  /// `(a, b desc) include (c) of orders on main`: what tells it from others.
  var title: String {
    var title = LockText.columns(columns)
    if !included.isEmpty {
      title += " include \(LockText.columns(included.map { LockedColumn($0) }))"
    }
    return title + " of \(LockText.word(table)) on \(LockText.word(store))"
  }

  /// In the one order that a lock has.
  static func order(_ a: LockedAddition, _ b: LockedAddition) -> Bool {
    (a.store, a.table, a.title) < (b.store, b.table, b.title)
  }
}

extension LockWriter {
  static func write(_ addition: LockedAddition, _ text: inout String) {
    text += "\n  add-index \(addition.title)\n"
    for use in addition.uses.sorted(by: { $0.pattern < $1.pattern }) {
      text += "    for \(LockText.word(use.pattern)) cost \(LockText.number(use.cost))"
      text += " without \(LockText.number(use.costWithout))\n"
    }
  }
}
