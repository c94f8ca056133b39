import DBModelData
import DBModelDesign
import DBModelEngines
import DBModelJSON
import DBModelQuery
import DBModelWorkload

extension VerifyPass {
  /// Rows up to which everything is compared after every write; beyond, after the last of a round.
  private static let rowsComparedAlways = 1_500
  /// Draws of arguments until a call can be sent.
  private static let draws = 4

  /// A round of every write, as many rounds as calls.
  mutating func writes(_ verification: inout Verification) throws {
    let patterns = workload.patterns.filter { pattern in
      if case .write = pattern.operation { true } else { false }
    }
    for call in 1...verifier.options.calls {
      verifier.progress("\(name): writes, round \(call) of \(verifier.options.calls)")
      for pattern in patterns {
        guard try write(pattern, call, &verification) else {
          verification.remarks.append(
            "the writes on \(name) end after the first that left other rows than it should"
          )
          return
        }
      }
      guard dataset.rowCount > Self.rowsComparedAlways, !patterns.isEmpty else { continue }
      if try !compareStates(CallPlace(rows: name, call: call), &verification) { return }
    }
  }

  /// - Returns: Whether every engine holds what it should.
  private mutating func write(
    _ pattern: AccessPattern,
    _ call: Int,
    _ verification: inout Verification
  ) throws -> Bool {
    var result = verification.patterns[pattern.id.rawValue]
    let way = way(of: pattern, &result)
    result.calls += 1
    let drawn = draw(pattern, way, &result)
    let place = CallPlace(
      pattern: pattern.id,
      rows: name,
      call: call,
      arguments: ArgumentText.text(drawn.given, of: pattern)
    )
    if case .applied = drawn.expected { result.fruitful += 1 }
    var found: [Mismatch] = []
    var isSent = false
    if let way, drawn.gap == nil {
      let sent = try onDynamoDB(pattern, drawn, way, place, &result)
      isSent = sent.isSent
      found += sent.mismatches
    }
    // What DynamoDB was not asked to do must not stay anywhere.
    let isHeld = endpoints.isEmpty || isSent || !isOnEndpoint(pattern)
    found += try onSQLite(pattern, drawn, place, stays: isHeld, &result)
    if isHeld { dataset = drawn.after }
    verification.patterns[pattern.id.rawValue] = result
    for mismatch in found { verification.add(mismatch) }
    guard dataset.rowCount <= Self.rowsComparedAlways else { return found.isEmpty }
    return try compareStates(place, &verification) && found.isEmpty
  }

  /// Whether a pattern changes rows that an endpoint holds.
  private func isOnEndpoint(_ pattern: AccessPattern) -> Bool {
    workload.store(of: pattern).map { endpoint(of: $0) != nil } ?? false
  }

  // MARK: Drawing

  struct DrawnWrite {
    let given: Arguments
    let expected: WriteOutcome
    let after: Dataset
    /// Why it is not sent to DynamoDB; `nil` where it is.
    let gap: String?
  }

  /// Arguments of a call that can be sent, if one is found in a few draws.
  private mutating func draw(
    _ pattern: AccessPattern,
    _ way: (path: DynamoDBPath, endpoint: EndpointStore)?,
    _ result: inout PatternVerification
  ) -> DrawnWrite {
    arguments.dataset = dataset
    let evaluator = Evaluator(workload: workload)
    var last: DrawnWrite?
    for _ in 0..<Self.draws {
      let given = arguments.arguments(for: pattern)
      var after = dataset
      let outcome = evaluator.write(pattern, given, &after, now: VerifyOptions.now)
      let reason = way.flatMap { gap(pattern, outcome, $0.path) }
      let drawn = DrawnWrite(given: given, expected: outcome, after: after, gap: reason)
      guard let reason else { return drawn }
      result.leaveOut(.dynamoDB, reason, call: true)
      last = drawn
    }
    return last
      ?? DrawnWrite(given: Arguments(), expected: .applied(rows: 0), after: dataset, gap: nil)
  }

  // MARK: Engines

  private func onDynamoDB(
    _ pattern: AccessPattern,
    _ drawn: DrawnWrite,
    _ way: (path: DynamoDBPath, endpoint: EndpointStore),
    _ place: CallPlace,
    _ result: inout PatternVerification
  ) throws -> (isSent: Bool, mismatches: [Mismatch]) {
    let meter = way.endpoint.meter
    meter.reset()
    meter.isCounting = isMeasured
    defer { meter.isCounting = false }
    let expected = "\(text(drawn.expected))"
    do {
      let actual = try way.endpoint.runner.write(
        pattern,
        path: way.path,
        drawn.given,
        now: VerifyOptions.now,
        conditionFailure: Self.conditionFailure
      )
      try way.endpoint.streams?.drain(
        write: meter.send,
        isGone: { Self.conditionFailure($0) != nil }
      )
      if isMeasured, case .applied = actual { count(meter, pattern, &result) }
      result.compared[.dynamoDB, default: 0] += 1
      guard !drawn.expected.agrees(with: actual) else { return (true, []) }
      return (
        true,
        [
          Mismatch(
            place,
            .dynamoDB,
            kind: "outcome",
            expected: expected,
            actual: text(actual)
          )
        ]
      )
    } catch let error where Self.isAnswer(error) {
      if case RunnerError.unsupported(let reason) = error {
        result.leaveOut(.dynamoDB, reason, call: true)
        return (false, [])
      }
      if let breach = error as? RequestBreach, breach.rule == .oneItemTwice {
        result.leaveOut(
          .dynamoDB,
          "\(breach.description), which the service refuses: the caller must join them",
          call: true
        )
        return (false, [])
      }
      result.compared[.dynamoDB, default: 0] += 1
      return (
        false,
        [
          Mismatch(
            place,
            .dynamoDB,
            kind: "request",
            expected: expected,
            actual: Verifier.text(of: error)
          )
        ]
      )
    }
  }

  /// Which conditions an error of the service is about.
  static func conditionFailure(_ error: any Error) -> ConditionFailure? {
    guard let refusal = error as? DynamoDBRefusal else { return nil }
    if refusal.type == "ConditionalCheckFailedException" { return ConditionFailure(actions: [0]) }
    guard refusal.type == "TransactionCanceledException" else { return nil }
    let reasons = refusal.body["CancellationReasons"]?.arrayValue ?? []
    let failed = reasons.indices.filter {
      reasons[$0]["Code"]?.stringValue == "ConditionalCheckFailed"
    }
    return failed.isEmpty ? nil : ConditionFailure(actions: failed)
  }

  private func onSQLite(
    _ pattern: AccessPattern,
    _ drawn: DrawnWrite,
    _ place: CallPlace,
    stays: Bool,
    _ result: inout PatternVerification
  ) throws -> [Mismatch] {
    let runner = SQLWriteRunner(
      writer: SQLStatementWriter(
        workload: workload,
        design: verifier.relational,
        dialect: .sqlite
      ),
      pattern: pattern,
      arguments: drawn.given,
      now: VerifyOptions.now
    )
    try sqlite.database.execute("BEGIN")
    do {
      let actual = try runner.run(execute: sqlite.change)
      let isKept = stays && actual == .applied
      try sqlite.database.execute(isKept ? "COMMIT" : "ROLLBACK")
      result.compared[.sqlite, default: 0] += 1
      guard !drawn.expected.agrees(with: actual) else { return [] }
      return [
        Mismatch(
          place,
          .sqlite,
          kind: "outcome",
          expected: text(drawn.expected),
          actual: "\(actual)"
        )
      ]
    } catch let error as SQLUnsupported {
      try sqlite.database.execute("ROLLBACK")
      result.leaveOut(.sqlite, error.reason, call: true)
      return []
    }
  }
}
