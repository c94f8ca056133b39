import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

/// Clauses that stores of several kinds share.
struct SharedSettings {
  let sheet: ClauseSheet
  let sink: FindingSink

  /// What a clause says, read behind its first word; `nil` where it is not there or was reported.
  func value<T>(_ name: String, _ read: (inout ClauseCursor) -> Located<T>?) -> Located<T>? {
    guard var cursor = sheet.cursor(name, sink: sink) else { return nil }
    let value = read(&cursor)
    cursor.finish()
    return cursor.hasFailed ? nil : value
  }

  /// A clause that is a word alone.
  func flag(_ name: String) -> Located<Bool>? { value(name) { Located(true, $0.node.span) } }

  /// What every clause of a name says.
  func values<T>(_ name: String, _ read: (inout ClauseCursor) -> Located<T>?) -> [Located<T>] {
    guard sheet.head(of: name) != nil else { return [] }
    return sheet.nodes(name).compactMap { node in
      var cursor = ClauseCursor(clause: node, sink: sink)
      cursor.advance()
      let value = read(&cursor)
      cursor.finish()
      return cursor.hasFailed ? nil : value
    }
  }

  /// Values behind commas, each once.
  func list<T: Hashable>(_ name: String, _ read: (inout ClauseCursor) -> Located<T>?)
    -> [Located<T>]
  {
    guard var cursor = sheet.cursor(name, sink: sink) else { return [] }
    var found: [Located<T>] = []
    var firsts: [T: SourceSpan] = [:]
    repeat {
      guard let value = read(&cursor) else { return found }
      if let first = firsts.updateValue(value.span, forKey: value.value) {
        let text = cursor.previousText
        cursor.fail(NameMessage.repeated(text, value.span, first: first))
        return found
      }
      found.append(value)
    } while cursor.nextGroup()
    cursor.finish()
    return found
  }

  /// The block of a declaration that has no name.
  static func block(of clause: SyntaxNode, _ word: String, _ sink: FindingSink) -> SyntaxNode? {
    var head = ClauseCursor(clause: clause, sink: sink)
    head.advance()
    let block = head.takeNode(.block)
    if block == nil { head.failMissing("the block of the \(word)", forms: ["\(word) { … }"]) }
    head.finish()
    return block
  }

  func whole(_ name: String, _ what: String, from least: Int, upTo most: Int) -> Located<Int>? {
    value(name) { $0.expectWhole(what, from: least, upTo: most) }
  }

  /// `indexes at-most 50 MB` of a relational store.
  func mostIndexBytes() -> Located<Double>? {
    value("indexes") { cursor in
      guard cursor.expectWord(among: ["at-most"], "bound") != nil else { return nil }
      return cursor.expect(.bytes, "the bytes of the indexes")
    }
  }

  /// `customer-key rotate 365 days`.
  func encryption() -> Located<EncryptionSetting>? {
    value("encryption") { cursor in
      guard let key = cursor.expectWord(among: ["customer-key", "service-key"], "encryption key")
      else { return nil }
      var rotation: Int?
      if let rotate = cursor.takeWord("rotate") {
        // A key of the service turns by itself, and nobody sets when (AWS KMS Developer Guide,
        // rotating keys; a customer key's period is 90 to 2,560 days; checked 2026-11-23).
        guard key.value == "customer-key" else {
          cursor.fail(
            Diagnostic(
              NameRules.conflicting,
              "the service rotates its own keys",
              at: Label(rotate.span),
              help: ["remove the rotation, or write `customer-key`"]
            )
          )
          return nil
        }
        rotation = cursor.expectDays("the rotation period", from: 90, upTo: 2560)?.value
      }
      return Located(
        EncryptionSetting(usesCustomerKey: key.value == "customer-key", rotationDays: rotation),
        cursor.node.span
      )
    }
  }

  /// `daily keep 7 days`.
  func snapshots() -> Located<SnapshotPlan>? {
    value("snapshots") { cursor in
      guard let period = cursor.expectCase(SnapshotPlan.Period.self, "period"),
        cursor.expectWord(among: ["keep"], "retention") != nil,
        let days = cursor.expectDays("the retention of snapshots")
      else { return nil }
      return Located(
        SnapshotPlan(period: period.value, keepDays: days),
        cursor.node.span
      )
    }
  }

  /// `drill restore 2026-10-03`, each kind once.
  func drills() -> [Drill] {
    var firsts: [DrillKind: SourceSpan] = [:]
    return values("drill") { cursor in
      guard let kind = cursor.expectCase(DrillKind.self, "drill"), let day = cursor.expectDay()
      else { return nil }
      if let first = firsts[kind.value] {
        cursor.fail(NameMessage.repeated("drill \(kind.value.rawValue)", kind.span, first: first))
        return nil
      }
      firsts[kind.value] = kind.span
      let drill = Drill(kind: kind.value, day: day.value, span: cursor.node.span)
      return Located(drill, cursor.node.span)
    }.map(\.value)
  }

  /// `timeout statement 5 s`, each kind once.
  func timeouts(_ kinds: [TimeoutKind]) -> [Located<Timeout>] {
    var firsts: [TimeoutKind: SourceSpan] = [:]
    return values("timeout") { cursor in
      guard let word = cursor.expectWord(among: kinds.map(\.rawValue), "timeout"),
        let kind = TimeoutKind(rawValue: word.value),
        let time = cursor.expect(
          .time,
          "the timeout",
          in: 0.001...86_400,
          reason: "a timeout is 1 ms to 24 h"
        )
      else { return nil }
      if let first = firsts[kind] {
        cursor.fail(NameMessage.repeated("timeout \(word.value)", word.span, first: first))
        return nil
      }
      firsts[kind] = word.span
      return Located(Timeout(kind: kind, seconds: time.value), cursor.node.span)
    }
  }

  /// `audit reads, writes on Customer, Order`: the events; the entities are read later.
  func callAudit() -> Located<CallAudit>? {
    guard var cursor = sheet.cursor("audit", sink: sink) else { return nil }
    let events = Self.events(&cursor)
    guard !cursor.hasFailed else { return nil }
    return Located(CallAudit(events: events, entities: nil), cursor.node.span)
  }

  private static func events(_ cursor: inout ClauseCursor) -> [CallAudit.Event] {
    var events: [CallAudit.Event] = []
    repeat {
      guard let event = cursor.expectCase(CallAudit.Event.self, "kind of calls") else {
        return events
      }
      if events.contains(event.value) {
        cursor.fail(
          NameMessage.repeated(event.value.rawValue, event.span, first: cursor.node.span)
        )
        return events
      }
      events.append(event.value)
    } while cursor.nextGroup()
    return events
  }

  /// The entities behind `on`, each of them at home in the store; `nil` where none is named.
  static func auditedEntities(_ block: SyntaxNode?, _ store: Store, _ context: Context)
    -> [Located<EntityID>]?
  {
    // The clauses were judged with the store: this reads on where that ended.
    let clause = block?.clauses.first {
      $0.firstChild(.group)?.children.first?.word == "audit"
    }
    guard let clause else { return nil }
    var cursor = ClauseCursor(clause: clause, sink: context.sink)
    cursor.advance()
    _ = events(&cursor)
    guard let on = cursor.takeWord("on") else {
      cursor.finish()
      return nil
    }
    var found: [Located<EntityID>] = []
    repeat {
      guard let name = cursor.expectName("an entity") else { return found }
      guard let id = context.entity(named: name) else { continue }
      guard context.entities[id.rawValue].home == store.id else {
        cursor.fail(NameMessage.livesElsewhere(id, name, store, context))
        return found
      }
      found.append(Located(id, name.span))
    } while cursor.nextGroup()
    cursor.finish()
    if !found.isEmpty,
      context.stores[store.id.rawValue].dynamoDB.audit?.value.events == [.management]
    {
      context.sink.report(
        Diagnostic(
          NameRules.conflicting,
          "calls that manage tables are logged for all of them",
          at: Label(on.span),
          help: ["remove the entities, or log `reads` or `writes` of them"]
        )
      )
    }
    return found
  }
}
