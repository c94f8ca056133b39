import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Services: who asks, and how its connections behave.
struct ServiceResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  func resolve(_ declarations: Declarations) {
    for declaration in declarations.services { service(declaration) }
  }

  private func service(_ declaration: Declaration) {
    let sink = context.sink
    var head = ClauseCursor(clause: declaration.clause, sink: sink)
    head.advance()
    head.advance()
    if head.current?.kind == .block { head.advance() }
    head.finish()
    let sheet = ClauseSheet(declaration.block, .service, sink: sink)
    let shared = SharedSettings(sheet: sheet, sink: sink)
    var service = Service(
      id: ServiceID(context.services.count),
      name: declaration.name,
      documentation: declaration.documentation,
      nameSpan: declaration.nameSpan,
      span: declaration.clause.span
    )
    service.role = shared.value("role") { $0.expectName("a role") }
    service.instances = shared.value("instances") {
      $0.expectWholeBounds("the number of instances", in: 1...1_000_000, form: "4..20")
    }
    service.pool = shared.value("pool") {
      if let item = $0.current, item.isWord("none") {
        service.connectsAnew = Located(true, item.span)
        $0.advance()
        return nil
      }
      return $0.expectWholeBounds("the size of the pool", in: 0...100_000, form: "2..8")
    }
    if let pool = service.pool, pool.value.most == 0 {
      sink.report(
        NameMessage.outOfRange(
          "the size of the pool",
          pool.span,
          "a pool holds at least 1; without one it is `none`"
        )
      )
    }
    service.retry = shared.value("retry") { retry(&$0) }
    service.timeouts = shared.timeouts([.connect, .statement])
    service.tls = shared.value("tls") { $0.expectCase(ClientTLS.self, "kind of TLS") }
    service.callers = shared.value("callers") { $0.expectCase(ServiceCallers.self, "caller") }
    guard !declaration.isDuplicate else { return }
    context.serviceIDs[declaration.name] = service.id
    context.services.append(service)
  }

  private func retry(_ cursor: inout ClauseCursor) -> Located<RetryPolicy>? {
    RetryReader.read(&cursor).map { Located($0, cursor.node.span) }
  }
}

/// Reads `full-jitter 50 ms..5 s for 60 s attempts 5 budget 10%`.
enum RetryReader {
  static func read(_ cursor: inout ClauseCursor) -> RetryPolicy? {
    guard
      let kind = cursor.expectWord(among: ["full-jitter", "exponential", "none"], "retry policy")
    else { return nil }
    var policy = RetryPolicy(kind: kind.value)
    // What is never tried again has no pauses and no end: the word behind is then reported.
    guard kind.value != "none" else { return policy }
    if cursor.current?.kind == .range {
      guard let pauses = cursor.expectBounds(.time, "the pauses", form: "50 ms..5 s") else {
        return nil
      }
      policy.firstSeconds = pauses.least
      policy.longestSeconds = pauses.most
    }
    while let word = cursor.takeWord(among: ["for", "attempts", "budget"]) {
      guard part(word, of: &policy, &cursor) else { return nil }
    }
    return policy
  }

  private static func part(
    _ word: Located<String>,
    of policy: inout RetryPolicy,
    _ cursor: inout ClauseCursor
  ) -> Bool {
    let isRepeated =
      switch word.value {
      case "for": policy.forSeconds != nil
      case "attempts": policy.attempts != nil
      default: policy.budget != nil
      }
    guard !isRepeated else {
      cursor.fail(NameMessage.repeated(word.value, word.span, first: cursor.node.span))
      return false
    }
    switch word.value {
    case "for":
      policy.forSeconds = cursor.expect(.time, "the time retried for")?.value
    case "attempts":
      policy.attempts = cursor.expectWhole("the number of attempts", from: 1, upTo: 1000)?.value
    default:
      policy.budget = cursor.expect(.percent, "the share of repeated calls")?.value
    }
    return !cursor.hasFailed
  }
}
