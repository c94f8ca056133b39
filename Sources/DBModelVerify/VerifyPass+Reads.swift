import DBModelData
import DBModelDesign
import DBModelEngines
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

extension VerifyPass {
  mutating func reads(calls: Int, _ verification: inout Verification) throws {
    for pattern in workload.patterns {
      guard case .read = pattern.operation else {
        if case .sql = pattern.operation { leaveOutSQL(pattern, &verification) }
        continue
      }
      verifier.progress("\(name): \(pattern.name)")
      for call in 1...calls { try read(pattern, call, &verification) }
    }
  }

  private func leaveOutSQL(_ pattern: AccessPattern, _ verification: inout Verification) {
    let reason = "SQL taken as written is in the dialect of its own store"
    for engine in VerifiedEngine.allCases {
      verification.patterns[pattern.id.rawValue].leaveOut(engine, reason, call: false)
    }
  }

  private mutating func read(
    _ pattern: AccessPattern,
    _ call: Int,
    _ verification: inout Verification
  ) throws {
    arguments.dataset = dataset
    let given = arguments.arguments(for: pattern)
    let place = CallPlace(
      pattern: pattern.id,
      rows: name,
      call: call,
      arguments: ArgumentText.text(given, of: pattern)
    )
    var result = verification.patterns[pattern.id.rawValue]
    defer { verification.patterns[pattern.id.rawValue] = result }
    result.calls += 1
    let expected: [[ResultRow]]
    do throws(EvaluationError) {
      expected = try pages(pattern, given)
    } catch {
      for engine in VerifiedEngine.allCases {
        result.leaveOut(engine, "there is no answer: \(error)", call: true)
      }
      return
    }
    if expected.contains(where: { !$0.isEmpty }) { result.fruitful += 1 }
    var found: [Mismatch] = []
    if let way = way(of: pattern, &result) {
      found += try onDynamoDB(pattern, given, way, place, expected, &result)
    }
    found += try onSQLite(pattern, given, place, expected, &result)
    for mismatch in found {
      verification.patterns[pattern.id.rawValue] = result
      verification.add(mismatch)
      result = verification.patterns[pattern.id.rawValue]
    }
  }

  /// Page after page, as the evaluator answers.
  private func pages(
    _ pattern: AccessPattern,
    _ given: Arguments
  ) throws(EvaluationError) -> [[ResultRow]] {
    let evaluator = Evaluator(workload: workload)
    var pages: [[ResultRow]] = []
    var cursor: Cursor?
    repeat {
      let page = try evaluator.page(
        pattern,
        given,
        dataset,
        now: VerifyOptions.now,
        after: cursor
      )
      pages.append(page.rows)
      cursor = page.next
    } while cursor != nil
    return pages
  }

  private func onDynamoDB(
    _ pattern: AccessPattern,
    _ given: Arguments,
    _ way: (path: DynamoDBPath, endpoint: EndpointStore),
    _ place: CallPlace,
    _ expected: [[ResultRow]],
    _ result: inout PatternVerification
  ) throws -> [Mismatch] {
    let meter = way.endpoint.meter
    do {
      meter.reset()
      meter.isCounting = isMeasured
      defer { meter.isCounting = false }
      var actual = try way.endpoint.runner.read(
        pattern,
        path: way.path,
        given,
        now: VerifyOptions.now,
        isFirstPage: isMeasured
      )
      if isMeasured {
        count(meter, pattern, &result)
        meter.isCounting = false
        if expected.count > 1 {
          actual = try way.endpoint.runner.read(
            pattern,
            path: way.path,
            given,
            now: VerifyOptions.now
          )
        }
      }
      result.compared[.dynamoDB, default: 0] += 1
      guard actual != expected else { return [] }
      return [
        Mismatch(
          place,
          .dynamoDB,
          kind: "answer",
          expected: text(expected),
          actual: text(actual)
        )
      ]
    } catch let error where Self.isAnswer(error) {
      if case RunnerError.unsupported(let reason) = error {
        result.leaveOut(.dynamoDB, reason, call: true)
        return []
      }
      result.compared[.dynamoDB, default: 0] += 1
      return [
        Mismatch(
          place,
          .dynamoDB,
          kind: "request",
          expected: text(expected),
          actual: Verifier.text(of: error)
        )
      ]
    }
  }

  /// Whether an error says something of the request, and not of the way to the service.
  static func isAnswer(_ error: any Error) -> Bool {
    error is RequestBreach || error is DynamoDBRefusal || error is RunnerError
  }

  func count(
    _ meter: UnitMeter,
    _ pattern: AccessPattern,
    _ result: inout PatternVerification
  ) {
    result.units.add(read: meter.readUnits, write: meter.writeUnits)
    guard UnitComparison.reasonAgainst(pattern, workload) == nil, result.estimatedRead == nil,
      let units = estimates?.units(of: pattern.id)
    else { return }
    result.estimatedRead = (units.readUnits.low, units.readUnits.high)
    result.estimatedWrite = (units.writeUnits.low, units.writeUnits.high)
  }

  private func onSQLite(
    _ pattern: AccessPattern,
    _ given: Arguments,
    _ place: CallPlace,
    _ expected: [[ResultRow]],
    _ result: inout PatternVerification
  ) throws -> [Mismatch] {
    let runner = SQLReadRunner(
      workload: workload,
      design: verifier.relational,
      dialect: .sqlite,
      pattern: pattern,
      arguments: given,
      now: VerifyOptions.now
    )
    do {
      let actual = try runner.read(execute: sqlite.query)
      result.compared[.sqlite, default: 0] += 1
      let (wanted, found) = (AnswerText.text(expected.flatMap { $0 }), AnswerText.text(actual))
      guard !wanted.utf8.elementsEqual(found.utf8) else { return [] }
      return [Mismatch(place, .sqlite, kind: "answer", expected: wanted, actual: found)]
    } catch let error as SQLUnsupported {
      result.leaveOut(.sqlite, error.reason, call: true)
      return []
    } catch let error as SQLiteError {
      result.compared[.sqlite, default: 0] += 1
      return [
        Mismatch(
          place,
          .sqlite,
          kind: "statement",
          expected: text(expected),
          actual: error.message
        )
      ]
    }
  }

  private func text(_ pages: [[ResultRow]]) -> String {
    guard pages.count > 1 else { return AnswerText.text(pages.first ?? []) }
    return pages.enumerated().map { "page \($0.offset + 1)\n\(AnswerText.text($0.element))" }
      .joined()
  }
}
