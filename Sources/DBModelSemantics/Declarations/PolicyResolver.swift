import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Policy and goals.
struct PolicyResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  private var sink: FindingSink { context.sink }

  func resolve(_ declarations: Declarations) {
    if let clause = declarations.policy { policy(clause) }
    if let clause = declarations.goals { goals(clause) }
  }

  private func block(_ clause: SyntaxNode, _ word: String) -> SyntaxNode? {
    var head = ClauseCursor(clause: clause, sink: sink)
    head.advance()
    let block = head.takeNode(.block)
    if block == nil { head.failMissing("the block of the \(word)", forms: ["\(word) { … }"]) }
    head.finish()
    return block
  }

  private func policy(_ clause: SyntaxNode) {
    guard let block = block(clause, "policy") else { return }
    let sheet = ClauseSheet(block, .policy, sink: sink)
    var policy = Policy(span: clause.span)
    policy.region = value(sheet, "region") { $0.expectName("a region") }
    policy.largestClass = atMost(sheet, "class") { $0.expectPath("an instance class") }
    policy.backupDaysAtMost = atMost(sheet, "backups") { $0.expectDays("the backup retention") }
    policy.storageBytesAtMost = atMost(sheet, "storage") { $0.expect(.bytes, "a size") }
    policy.capacity = value(sheet, "capacity") {
      $0.expectWord(among: ["on-demand", "provisioned"], "capacity mode")
    }
    policy.crossRegion = value(sheet, "cross-region") {
      $0.expectWord(among: ["allowed", "forbidden"], "answer")
    }.map { Located($0.value == "allowed", $0.span) }
    policy.prices = value(sheet, "prices") { $0.expectName("a price book") }
    policy.cost = cost(sheet)
    policy.declaredCosts = declaredCosts(sheet)
    context.policy = policy
  }

  private func value<T>(
    _ sheet: ClauseSheet,
    _ name: String,
    _ read: (inout ClauseCursor) -> Located<T>?
  ) -> Located<T>? {
    guard var cursor = sheet.cursor(name, sink: sink) else { return nil }
    let value = read(&cursor)
    cursor.finish()
    return cursor.hasFailed ? nil : value
  }

  private func atMost<T>(
    _ sheet: ClauseSheet,
    _ name: String,
    _ read: (inout ClauseCursor) -> Located<T>?
  ) -> Located<T>? {
    value(sheet, name) { cursor in
      guard cursor.expectWord(among: ["at-most"], "bound") != nil else { return nil }
      return read(&cursor)
    }
  }

  /// `200..260 USD/month alert 280 USD/month ceiling 300 USD/month`, each part where it is known.
  private func cost(_ sheet: ClauseSheet) -> CostPolicy? {
    guard var cursor = sheet.cursor("cost", sink: sink) else { return nil }
    var expected: Interval?
    if let range = cursor.takeNode(.range) {
      let bounds = range.rangeQuantities
      let low = bounds.lower.map { cursor.checked($0, .money, range.span) } ?? 0
      guard let low, let upper = bounds.upper,
        let high = cursor.checked(upper, .money, range.span)
      else {
        cursor.failMissing("a range of costs", forms: ["200..260 USD/month"])
        return nil
      }
      guard low <= high else {
        cursor.fail(
          NameMessage.wrongBounds(
            "the cost",
            range.span,
            "the lower bound is above the upper one"
          )
        )
        return nil
      }
      expected = Interval(low, high)
    }
    var alert: Located<Double>?
    var ceiling: Located<Double>?
    while let word = cursor.takeWord(among: ["alert", "ceiling"]) {
      guard let amount = cursor.expect(.money, "a cost") else { return nil }
      if word.value == "alert" { alert = amount } else { ceiling = amount }
    }
    if expected == nil, alert == nil, ceiling == nil {
      cursor.failMissing("a cost", forms: ["200..260 USD/month", "ceiling 300 USD/month"])
    }
    cursor.finish()
    guard !cursor.hasFailed else { return nil }
    if let alert, let ceiling, alert.value > ceiling.value {
      sink.report(
        NameMessage.wrongBounds(
          "the cost",
          alert.span,
          "the alert comes after the ceiling is passed"
        )
      )
    }
    return CostPolicy(expected: expected, alert: alert, ceiling: ceiling, span: cursor.node.span)
  }

  private func declaredCosts(_ sheet: ClauseSheet) -> [DeclaredCost] {
    guard var head = sheet.cursor("costs", sink: sink) else { return [] }
    guard let block = head.takeNode(.block) else {
      head.failMissing("the lines of the budget", forms: ["costs { dynamodb 30 USD/month }"])
      return []
    }
    head.finish()
    var firsts: [String: SourceSpan] = [:]
    return block.flatGroups.compactMap { group in
      guard !group.children.isEmpty else { return nil }
      var cursor = ClauseCursor(clause: group, sink: sink)
      guard let name = cursor.expectPath("what the money is for"),
        let amount = cursor.expect(.money, "a cost")
      else { return nil }
      cursor.finish()
      if let first = firsts[name.value] {
        cursor.fail(NameMessage.repeated(name.value, name.span, first: first))
      }
      firsts[name.value] = name.span
      return cursor.hasFailed
        ? nil
        : DeclaredCost(name: name.value, usDollarsPerMonth: amount.value, span: group.span)
    }
  }

  private func goals(_ clause: SyntaxNode) {
    guard let block = block(clause, "goals") else { return }
    let sheet = ClauseSheet(block, .goals, sink: sink)
    var goals = Goals(span: clause.span)
    for node in sheet.nodes("latency") {
      if let goal = latency(node) { goals.latency.append(goal) }
    }
    goals.failoverSeconds = value(sheet, "failover") { $0.expect(.time, "a time") }
    goals.recoveryPointSeconds = value(sheet, "rpo") { $0.expect(.time, "a time") }
    goals.availability = value(sheet, "availability") { $0.expect(.percent, "a share") }
    headroom(sheet, &goals)
    goals.costBelow = value(sheet, "cost") { cursor in
      guard cursor.expectWord(among: ["below"], "bound") != nil else { return nil }
      return cursor.expect(.money, "a cost")
    }
    context.goals = goals
  }

  /// `10 ms p95 indexed on dynamodb, aurora-postgresql`.
  private func latency(_ node: SyntaxNode) -> LatencyGoal? {
    var cursor = ClauseCursor(clause: node, sink: sink)
    cursor.advance()
    guard let budget = LatencyReader.read(&cursor) else { return nil }
    let indexed = cursor.takeWord("indexed") != nil
    var kinds: [StoreKind]?
    if cursor.takeWord("on") != nil {
      var found: [StoreKind] = []
      repeat {
        guard
          let word = cursor.expectWord(
            among: StoreKind.allCases.map(\.rawValue),
            "kind of store"
          )
        else { return nil }
        if let kind = StoreKind(rawValue: word.value) { found.append(kind) }
      } while cursor.nextGroup()
      kinds = found
    }
    cursor.finish()
    return cursor.hasFailed
      ? nil : LatencyGoal(storeKinds: kinds, onlyIndexed: indexed, budget: budget)
  }

  private func headroom(_ sheet: ClauseSheet, _ goals: inout Goals) {
    guard var cursor = sheet.cursor("headroom", sink: sink) else { return }
    repeat {
      guard let factor = cursor.expect(.factor, "a factor"),
        let what = cursor.expectWord(among: ["throughput", "data"], "kind of headroom")
      else { return }
      guard factor.value >= 1 else {
        return cursor.fail(
          NameMessage.outOfRange("a headroom", factor.span, "at least 1x, which is none")
        )
      }
      if what.value == "throughput" {
        goals.headroomThroughput = factor
      } else {
        goals.headroomData = factor
      }
    } while cursor.nextGroup()
    cursor.finish()
  }
}

/// `allow RULE on NAME until DATE because "…"`. Whether the rule exists and the day has passed is
/// judged where findings are suppressed.
struct AllowanceResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  func resolve(_ declarations: Declarations) {
    for clause in declarations.allowances {
      var cursor = ClauseCursor(clause: clause, sink: context.sink)
      cursor.advance()
      guard let rule = cursor.expectPath("a rule") else { continue }
      var subject: Located<String>?
      var until: Located<Int64>?
      var reason: Located<String>?
      if cursor.takeWord("on") != nil {
        subject = cursor.expectPath("what it is allowed for")
        if let subject { context.record(subject: subject) }
      }
      if cursor.takeWord("until") != nil {
        if let node = cursor.takeNode(.date) {
          until = node.dateLiteral.map { Located(CivilDays.days($0), node.span) }
        } else {
          cursor.failMissing("a date", forms: ["2027-06-30"])
        }
      }
      if cursor.takeWord("because") != nil {
        if let node = cursor.takeNode(.string), let text = node.stringValue {
          reason = Located(text, node.span)
        } else {
          cursor.failMissing("the reason", forms: ["\"…\""])
        }
      }
      cursor.finish()
      guard !cursor.hasFailed else { continue }
      context.allowances.append(
        Allowance(rule: rule, subject: subject, untilDay: until, reason: reason, span: clause.span)
      )
    }
  }
}
