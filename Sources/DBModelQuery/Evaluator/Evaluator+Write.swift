public import DBModelWorkload

extension Evaluator {
  /// Carries out a write, all of it or nothing; patterns that are no writes change nothing.
  ///
  /// - Parameter now: the time of the request, nanoseconds since 1970-01-01T00:00:00Z.
  public func write(
    _ pattern: AccessPattern,
    _ arguments: Arguments,
    _ dataset: inout Dataset,
    now: Int64
  ) -> WriteOutcome {
    guard case .write(let statements, _) = pattern.operation else { return .applied(rows: 0) }
    var token: IdempotencyToken?
    if let idempotency = pattern.idempotency,
      case .value(let value) = arguments[idempotency.parameter]
    {
      let candidate = IdempotencyToken(pattern: pattern.id, value: value)
      if let earlier = dataset.tokens[candidate],
        Double(now) - Double(earlier) < idempotency.seconds * 1e9
      {
        return .repeated
      }
      token = candidate
    }
    var writer = DatasetWriter(
      workload: workload,
      pattern: pattern,
      now: now,
      dataset: dataset
    )
    do throws(WriteFailure) {
      var position = 0
      for statement in statements {
        try writer.run(statement, arguments, position: &position)
      }
      try writer.checkReferences()
      try writer.bringKeptUpToDate()
    } catch {
      return error.outcome
    }
    dataset = writer.dataset
    if let token { dataset.tokens[token] = now }
    return .applied(rows: writer.changedRows)
  }
}

/// Ends a write.
struct WriteFailure: Error {
  let outcome: WriteOutcome

  init(_ outcome: WriteOutcome) { self.outcome = outcome }
}
