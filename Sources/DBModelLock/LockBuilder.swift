import DBModelDiagnostics

/// Puts the lines of a lock together.
struct LockBuilder {
  private(set) var lock = PlanLock()
  /// What the next lines may belong to, from the outside in.
  private var path: [Block] = []
  /// What stands already at the top and in each of the path.
  private var seen: [[String: SourceSpan]] = [[:]]

  private enum Block { case model, removal, addition, set, table, plan }

  mutating func add(_ line: inout LockLine) throws(LockDamage) {
    guard line.level <= path.count else {
      throw line.damage("it stands too deep: nothing above it is what it belongs to")
    }
    path.removeLast(path.count - line.level)
    seen.removeLast(seen.count - 1 - path.count)
    let block = path.last
    if line.keyword == "|", block == .plan { return addStep(&line) }
    switch (block, line.keyword) {
    case (nil, "model"): try addModel(&line)
    case (.model?, "leave-out"): try addRemoval(&line)
    case (.model?, "add-index"): try addAddition(&line)
    case (.addition?, "for"): try addUse(&line)
    case (.model?, "engine"): try addSet(&line)
    case (.removal?, "because"):
      try once(line, "because")
      let reason = line.rest()
      edit { $0.leftOut.last { $0.reason = LockText.line(reason, limit: LockText.longestReason) } }
    case (.set?, "table"): try addTable(&line)
    case (.set?, "plan"): try addPlan(&line)
    case (.set?, "version"), (.set?, "statistics"): try addSetText(&line)
    case (.table?, _): try addToTable(&line)
    case (.plan?, _): try addToPlan(&line)
    default:
      let near = block == nil ? "at the beginning of a line" : "here"
      throw line.damage("`\(shown(line.keyword))` means nothing \(near)")
    }
    try line.end()
  }

  /// A keyword may be any text.
  private func shown(_ keyword: String) -> String {
    keyword.unicodeScalars.count > 40 ? String(keyword.unicodeScalars.prefix(40)) + "…" : keyword
  }

  private mutating func edit(_ change: (inout LockedModel) -> Void) { lock.models.last(change) }

  private mutating func editSet(_ change: (inout LockedPlanSet) -> Void) {
    lock.models.last { $0.sets.last(change) }
  }

  /// Refuses what stands twice in what it belongs to: both sides of a merge were kept.
  private mutating func once(_ line: LockLine, _ name: String) throws(LockDamage) {
    if let first = seen[path.count].updateValue(line.span, forKey: name) {
      throw line.damage(
        "`\(shown(line.keyword))` says here what is said before: a merge kept both sides",
        help: "remove one of them, then run `dbmodel lock`",
        first: first
      )
    }
  }

  private mutating func open(_ block: Block) {
    path.append(block)
    seen.append([:])
  }

  private static func key(_ removal: LockedRemoval) -> String {
    "\(LockText.columns(removal.columns)) of \(LockText.word(removal.table)) on "
      + LockText.word(removal.store)
  }

  private mutating func addModel(_ line: inout LockLine) throws(LockDamage) {
    let root = try line.word("a file")
    try once(line, "model \(LockText.word(root))")
    lock.models.append(LockedModel(root: root, place: LockPlace(line.span)))
    open(.model)
  }

  private mutating func addRemoval(_ line: inout LockLine) throws(LockDamage) {
    let columns = try line.columns()
    try line.expect("of")
    let table = try line.word("a table")
    try line.expect("on")
    let removal = LockedRemoval(
      store: try line.word("a store"),
      table: table,
      columns: columns,
      reason: "",
      place: LockPlace(line.span)
    )
    try once(line, Self.key(removal))
    edit { $0.leftOut.append(removal) }
    open(.removal)
  }

  private mutating func addAddition(_ line: inout LockLine) throws(LockDamage) {
    let columns = try line.columns()
    let besides = try line.take("include") ? try line.columns() : []
    // It would be lost when the lock is written again.
    if let directed = besides.first(where: \.isDescending) {
      throw line.damage(
        "`\(shown(directed.name))` is held besides the columns and has no direction",
        help: "take out the `desc` behind `include`"
      )
    }
    try line.expect("of")
    let table = try line.word("a table")
    try line.expect("on")
    let addition = LockedAddition(
      store: try line.word("a store"),
      table: table,
      columns: columns,
      included: besides.map(\.name),
      place: LockPlace(line.span)
    )
    try once(line, "add-index \(addition.title)")
    edit { $0.added.append(addition) }
    open(.addition)
  }

  private mutating func addUse(_ line: inout LockLine) throws(LockDamage) {
    let pattern = try line.word("an access pattern")
    try once(line, "for \(LockText.word(pattern))")
    try line.expect("cost")
    let cost = try line.number("a number")
    try line.expect("without")
    let use = LockedAddition.Use(
      pattern: pattern,
      cost: cost,
      costWithout: try line.number("a number")
    )
    guard use.costWithout >= use.cost else {
      throw line.damage(
        "an index without which a pattern costs less serves it for nothing",
        help: "take the line from version control again, or remove it and run"
          + " `dbmodel lock --add-indexes`"
      )
    }
    edit { $0.added.last { $0.uses.append(use) } }
  }

  private mutating func addSet(_ line: inout LockLine) throws(LockDamage) {
    let engine = try line.word("an engine")
    try line.expect("on")
    let store = try line.word("a store")
    try once(line, "\(LockText.word(engine)) on \(LockText.word(store))")
    let set = LockedPlanSet(
      engine: engine,
      store: store,
      version: "",
      statistics: "",
      place: LockPlace(line.span)
    )
    edit { $0.sets.append(set) }
    open(.set)
  }

  private mutating func addSetText(_ line: inout LockLine) throws(LockDamage) {
    try once(line, line.keyword)
    let word = try line.word("a word")
    let isVersion = line.keyword == "version"
    editSet { if isVersion { $0.version = word } else { $0.statistics = word } }
  }

  private mutating func addTable(_ line: inout LockLine) throws(LockDamage) {
    let name = try line.word("a name")
    try once(line, "table \(LockText.word(name))")
    editSet {
      $0.tables.append(LockedTable(name: name, rows: 0, statistics: "", columns: ""))
    }
    open(.table)
  }

  private mutating func addToTable(_ line: inout LockLine) throws(LockDamage) {
    switch line.keyword {
    case "rows":
      try once(line, "rows")
      let rows = try line.number("a number")
      editSet { $0.tables.last { $0.rows = rows } }
    case "statistics":
      try once(line, "statistics")
      let word = try line.word("a fingerprint")
      editSet { $0.tables.last { $0.statistics = word } }
    case "columns":
      try once(line, "columns")
      let word = try line.word("a fingerprint")
      editSet { $0.tables.last { $0.columns = word } }
    case "index":
      let name = try line.word("a name")
      try once(line, "index \(LockText.word(name))")
      let index = LockedIndex(name: name, columns: try line.columns())
      editSet { $0.tables.last { $0.indexes.append(index) } }
    default: throw line.damage("`\(shown(line.keyword))` means nothing below a table")
    }
  }

  private mutating func addPlan(_ line: inout LockLine) throws(LockDamage) {
    var name = LockedPlan.Name(pattern: try line.word("an access pattern"))
    if try line.take("text") { name.variant = try line.word("which text") }
    if try line.take("statement") {
      let number = try line.number("which statement")
      guard number >= 1, number <= 1_000_000, number == number.rounded() else {
        throw line.damage("statements are counted from 1")
      }
      name.number = Int(number)
    }
    if try line.take("with") { name.values = try line.word("which values") }
    try once(line, "plan \(LockWriter.title(name))")
    let plan = LockedPlan(
      name: name,
      tables: [],
      statement: "",
      steps: [],
      place: LockPlace(line.span)
    )
    editSet { $0.plans.append(plan) }
    open(.plan)
  }

  private mutating func addToPlan(_ line: inout LockLine) throws(LockDamage) {
    switch line.keyword {
    case "statement":
      try once(line, "statement")
      let word = try line.word("a fingerprint")
      editSet { $0.plans.last { $0.statement = word } }
    case "of":
      let table = try line.word("a table")
      try once(line, "of \(LockText.word(table))")
      editSet { $0.plans.last { $0.tables.append(table) } }
    case "rows", "cost":
      try once(line, line.keyword)
      let number = try line.number("a number")
      let isCost = line.keyword == "cost"
      editSet { $0.plans.last { if isCost { $0.cost = number } else { $0.rows = number } } }
    default: throw line.damage("`\(shown(line.keyword))` means nothing below a plan")
    }
  }

  private mutating func addStep(_ line: inout LockLine) {
    let step = LockText.line(line.rest(), limit: LockText.longestStep)
    editSet { $0.plans.last { $0.steps.append(step) } }
  }
}

extension Array {
  /// Changes the last element in place, where there is one.
  fileprivate mutating func last(_ change: (inout Element) -> Void) {
    if let place = indices.last { change(&self[place]) }
  }
}
