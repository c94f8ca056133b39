import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// What the design is meant to reach.
struct GoalsResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  private var sink: FindingSink { context.sink }

  func resolve(_ declarations: Declarations) {
    guard let clause = declarations.goals,
      let block = SharedSettings.block(of: clause, "goals", sink)
    else { return }
    let sheet = ClauseSheet(block, .goals, sink: sink)
    let shared = SharedSettings(sheet: sheet, sink: sink)
    var goals = Goals(span: clause.span)
    for node in sheet.nodes("latency") {
      if let goal = latency(node) { goals.latency.append(goal) }
    }
    goals.connect = budget(sheet, "connect")
    goals.replicaLag = budget(sheet, "replica-lag")
    failover(sheet, &goals)
    goals.recoveryPointSeconds = shared.value("rpo") { $0.expect(.time, "a time") }
    goals.recoveryTimeSeconds = shared.value("rto") { $0.expect(.time, "a time") }
    goals.availability = shared.value("availability") { $0.expect(.percent, "a share") }
    goals.pool = pool(sheet)
    goals.connections = shared.value("connections") {
      $0.expectWhole("the number of connections", upTo: 10_000_000)
    }
    headroom(sheet, &goals)
    costs(sheet, &goals)
    goals.drills = drills(sheet)
    context.goals = goals
  }

  /// `500 ms p95`.
  private func budget(_ sheet: ClauseSheet, _ name: String) -> LatencyBudget? {
    guard var cursor = sheet.cursor(name, sink: sink) else { return nil }
    let budget = LatencyReader.read(&cursor)
    cursor.finish()
    return cursor.hasFailed ? nil : budget
  }

  /// `60 s rpo 0 s`.
  private func failover(_ sheet: ClauseSheet, _ goals: inout Goals) {
    guard var cursor = sheet.cursor("failover", sink: sink) else { return }
    goals.failoverSeconds = cursor.expect(.time, "a time")
    if cursor.takeWord("rpo") != nil {
      goals.failoverLossSeconds = cursor.expect(.time, "what a failover may lose")
    }
    cursor.finish()
  }

  /// `at-least 80% wait 5 ms p95`.
  private func pool(_ sheet: ClauseSheet) -> PoolGoal? {
    guard var cursor = sheet.cursor("pool", sink: sink),
      cursor.expectWord(among: ["at-least"], "bound") != nil,
      let share = cursor.expect(.percent, "the utilisation")
    else { return nil }
    var wait: LatencyBudget?
    if cursor.takeWord("wait") != nil {
      wait = LatencyReader.read(&cursor)
      if wait == nil { return nil }
    }
    cursor.finish()
    return cursor.hasFailed ? nil : PoolGoal(utilisation: share, wait: wait)
  }

  /// `cost below 80 USD/month`, `cost storage below 20 USD/month`: the whole and each part once.
  private func costs(_ sheet: ClauseSheet, _ goals: inout Goals) {
    var firsts: [CostPart?: SourceSpan] = [:]
    for node in sheet.nodes("cost") {
      var cursor = ClauseCursor(clause: node, sink: sink)
      cursor.advance()
      var part: Located<String>?
      if cursor.current?.word != "below", cursor.current?.word != nil {
        part = cursor.expectWord(among: CostPart.allCases.map(\.rawValue), "part of the cost")
      }
      guard cursor.expectWord(among: ["below"], "bound") != nil,
        let amount = cursor.expect(.money, "a cost")
      else { continue }
      cursor.finish()
      guard !cursor.hasFailed else { continue }
      let kind = part.flatMap { CostPart(rawValue: $0.value) }
      if let first = firsts.updateValue(node.span, forKey: kind) {
        let name = part.map { "cost \($0.value)" } ?? "cost"
        sink.report(NameMessage.repeated(name, node.span, first: first))
      } else if let kind, let part {
        goals.costPartsBelow.append((Located(kind, part.span), amount))
      } else {
        goals.costBelow = amount
      }
    }
  }

  /// `drill restore every 90 days`, each kind once.
  private func drills(_ sheet: ClauseSheet) -> [DrillGoal] {
    var firsts: [DrillKind: SourceSpan] = [:]
    return sheet.nodes("drill").compactMap { node in
      var cursor = ClauseCursor(clause: node, sink: sink)
      cursor.advance()
      guard let kind = cursor.expectCase(DrillKind.self, "drill"),
        cursor.expectWord(among: ["every"], "interval") != nil,
        let days = cursor.expectDays("the time between drills")
      else { return nil }
      if let first = firsts.updateValue(kind.span, forKey: kind.value) {
        cursor.fail(NameMessage.repeated("drill \(kind.value.rawValue)", kind.span, first: first))
      }
      cursor.finish()
      return cursor.hasFailed ? nil : DrillGoal(kind: kind.value, everyDays: days)
    }
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
