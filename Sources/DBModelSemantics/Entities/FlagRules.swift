import DBModelDiagnostics
import DBModelWorkload

/// Which words suit which types.
enum FlagRules {
  static func check(_ draft: AttributeDraft, _ type: ValueType, _ sink: FindingSink) {
    if let problem = wrong(draft, type) {
      sink.report(
        Diagnostic(
          NameRules.wrongFlag,
          "`\(problem.word)` does not suit `\(draft.name)`",
          at: Label(draft.span),
          notes: [problem.reason],
          help: [problem.help]
        )
      )
    }
  }

  private static func wrong(_ draft: AttributeDraft, _ type: ValueType)
    -> (word: String, reason: String, help: String)?
  {
    let flags = draft.flags
    if flags.contains(.tenant) {
      return (
        "tenant", "the tenant is who owns the row: a reference", "put it at the reference"
      )
    }
    if flags.contains(.clock) {
      switch type {
      case .timestamp where !draft.isOptional, .date where !draft.isOptional: break
      default:
        return (
          "clock", "a clock is set to the time or the day of insertion and is never missing",
          "give it a type such as `timestamp(ms)` or `date`"
        )
      }
    }
    if flags.contains(.version) {
      guard case .integer = type, !draft.isOptional else {
        return ("version", "a version counts changes", "give it the type `int`")
      }
    }
    if flags.contains(.timeToLive) {
      // Expiry is read as epoch seconds (Amazon DynamoDB Developer Guide, TTL; checked 2026-11-23).
      guard case .timestamp(.seconds) = type else {
        return ("ttl", "stores expire rows by whole seconds", "give it the type `timestamp(s)`")
      }
    }
    if flags.contains(.softDelete) {
      switch type {
      case .timestamp where draft.isOptional, .bool: break
      default:
        return (
          "soft-delete", "it tells deleted rows from others",
          "give it the type `bool` or an optional timestamp: `timestamp(ms)?`"
        )
      }
    }
    if draft.distinct != nil, let told = Self.tellsNumber(flags) {
      return (DistinctReader.word, told, "remove one of the two")
    }
    if flags.contains(.key) || flags.contains(.unique), !type.isScalar {
      return (
        flags.contains(.key) ? "key" : "unique", "only single values compare",
        "name a single value"
      )
    }
    return nil
  }

  /// What says how many different values there are, beside a word that says it too.
  private static func tellsNumber(_ flags: AttributeFlags) -> String? {
    if flags.contains(.clock) { return "a clock has the values of the rows' making" }
    return flags.contains(.version) ? "a version is counted up by changes" : nil
  }

  /// A word that suits values only, at a reference.
  static func wrongOnReference(_ draft: AttributeDraft) -> Diagnostic? {
    let values: [AttributeFlags] = [.clock, .version, .timeToLive, .softDelete]
    for entry in AttributeReader.flagWords
    where values.contains(entry.flag) && draft.flags.contains(entry.flag) {
      return Diagnostic(
        NameRules.wrongFlag,
        "`\(entry.word)` does not suit `\(draft.name)`",
        at: Label(draft.span),
        notes: ["`\(draft.name)` is a reference"],
        help: ["remove it"]
      )
    }
    return nil
  }
}
