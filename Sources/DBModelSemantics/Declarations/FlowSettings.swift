import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Reads how a flow copies: by what, how fast, how safely.
struct FlowSettings {
  let sheet: ClauseSheet
  let sink: FindingSink

  /// Reads for the findings alone, where the flow itself leads nowhere.
  func check() {
    let nowhere = SourceSpan(file: FileID(0), lower: 0, upper: 0)
    var flow = Flow(source: StoreID(0), destination: StoreID(0), entities: [], span: nowhere)
    read(&flow)
  }

  func read(_ flow: inout Flow) {
    let shared = SharedSettings(sheet: sheet, sink: sink)
    through(&flow)
    flow.lag = lag()
    flow.delivery = shared.value("delivery") { $0.expectCase(FlowDelivery.self, "delivery") }
    if let delivery = flow.delivery, delivery.value == .exactlyOnce,
      let through = flow.through, through.value == .stream
    {
      sink.report(
        Diagnostic(
          NameRules.conflicting,
          "a stream delivers at least once",
          at: Label(delivery.span),
          secondary: [Label(through.span, "`stream` stands here")],
          notes: ["a reader that fails is given the same changes again"],
          help: ["write `at-least-once`, or copy through a `batch` or an `outbox`"]
        )
      )
    }
    flow.retry = shared.value("retry") { cursor in
      RetryReader.read(&cursor).map { Located($0, cursor.node.span) }
    }
    flow.deadLetterDays = shared.value("dead-letter") { cursor in
      guard cursor.expectWord(among: ["keep"], "retention") != nil else { return nil }
      // A queue keeps a message for up to 14 days (Amazon SQS Developer Guide, quotas; checked
      // 2026-11-24).
      return cursor.expectDays("the retention of dead letters", upTo: 14)
    }
  }

  /// `stream size 100 window 5 s`, `batch every 15 min`.
  private func through(_ flow: inout Flow) {
    guard var cursor = sheet.cursor("through", sink: sink),
      let mechanism = cursor.expectCase(FlowMechanism.self, "mechanism")
    else { return }
    flow.through = mechanism
    while let word = cursor.takeWord(among: ["every", "size", "window"]) {
      switch word.value {
      case "every":
        guard mechanism.value == .batch else { return cursor.fail(isNoBatch(word, mechanism)) }
        flow.everySeconds = cursor.expect(
          .time,
          "the time between runs",
          in: 1...31_536_000,
          reason: "a batch runs every second at most, every year at least"
        )
      case "size":
        flow.batchSize = cursor.expectWhole("the number of changes", upTo: 10_000)
      default:
        flow.windowSeconds = cursor.expect(
          .time,
          "the window",
          in: 0...300,
          reason: "changes are gathered for 0 s to 300 s"
        )
      }
    }
    cursor.finish()
  }

  private func isNoBatch(_ word: Located<String>, _ mechanism: Located<FlowMechanism>)
    -> Diagnostic
  {
    Diagnostic(
      NameRules.conflicting,
      "only a batch runs by the clock",
      at: Label(word.span),
      secondary: [Label(mechanism.span, "`\(mechanism.value.rawValue)` follows every change")],
      help: ["write `through batch every …`, or remove the interval"]
    )
  }

  /// `60 s p50, 5 min p99`: a higher percentile is never sooner.
  private func lag() -> [(percentile: Double, seconds: Double)] {
    guard var cursor = sheet.cursor("lag", sink: sink) else { return [] }
    var found: [(percentile: Double, seconds: Double)] = []
    repeat {
      guard let time = cursor.expect(.time, "a lag"),
        let percentile = LatencyReader.percentile(&cursor)
      else { return found }
      if let last = found.last, percentile.value <= last.percentile || time.value < last.seconds {
        cursor.fail(
          NameMessage.contradictingBounds("the lag", time.span, form: "60 s p50, 5 min p99")
        )
        return found
      }
      found.append((percentile.value, time.value))
    } while cursor.nextGroup()
    cursor.finish()
    return found
  }
}
