import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// What a team has bound itself to.
struct PolicyResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  private var sink: FindingSink { context.sink }

  func resolve(_ declarations: Declarations) {
    if let clause = declarations.policy { policy(clause) }
  }

  private func policy(_ clause: SyntaxNode) {
    guard let block = SharedSettings.block(of: clause, "policy", sink) else { return }
    let sheet = ClauseSheet(block, .policy, sink: sink)
    let shared = SharedSettings(sheet: sheet, sink: sink)
    var policy = Policy(span: clause.span)
    policy.region = shared.value("region") { $0.expectRegion() }
    policy.largestClass = atMost(sheet, "class") { $0.expectPath("an instance class") }
    policy.backupDaysAtMost = atMost(sheet, "backups") { $0.expectDays("the backup retention") }
    policy.storageBytesAtMost = atMost(sheet, "storage") { $0.expect(.bytes, "a size") }
    policy.capacity = shared.value("capacity") {
      $0.expectWord(among: ["on-demand", "provisioned"], "capacity mode")
    }
    policy.crossRegion = shared.value("cross-region") {
      $0.expectWord(among: ["allowed", "forbidden"], "answer")
    }.map { Located($0.value == "allowed", $0.span) }
    policy.prices = shared.value("prices") { $0.expectName("a price book") }
    policy.cost = cost(sheet)
    policy.declaredCosts = declaredCosts(sheet)
    rules(shared, &policy)
    context.policy = policy
  }

  private func rules(_ shared: SharedSettings, _ policy: inout Policy) {
    policy.encryption = shared.value("encryption") { cursor in
      guard cursor.expectWord(among: ["customer-key"], "encryption key") != nil else { return nil }
      var days: Int?
      if cursor.takeWord("rotate") != nil {
        guard cursor.expectWord(among: ["at-most"], "bound") != nil else { return nil }
        days = cursor.expectDays("the rotation period", from: 90, upTo: 2560)?.value
      }
      return Located(EncryptionSetting(usesCustomerKey: true, rotationDays: days), cursor.node.span)
    }
    policy.environment = shared.value("environment") {
      $0.expectCase(Environment.self, "environment")
    }
    policy.compliance = shared.list("compliance") {
      $0.expectCase(ComplianceProfile.self, "profile")
    }
    policy.logDays = shared.value("logs") { $0.expectDays("the retention of logs") }
    policy.notify = shared.list("notify") {
      $0.expectText("who is told", form: "\"team@example.com\"")
    }
  }

  private func atMost<T>(
    _ sheet: ClauseSheet,
    _ name: String,
    _ read: (inout ClauseCursor) -> Located<T>?
  ) -> Located<T>? {
    SharedSettings(sheet: sheet, sink: sink).value(name) { cursor in
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
          NameMessage.contradictingBounds("the cost", range.span, form: "200..260 USD/month")
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
