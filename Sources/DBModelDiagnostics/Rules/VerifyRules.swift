/// What `dbmodel verify` finds when it runs a model's patterns.
public enum VerifyRules {
  public static let all: [RuleDescriptor] = [
    answerDiffers, outcomeDiffers, rowsDiffer, requestRefused,
  ]

  public static let answerDiffers = RuleDescriptor(
    "DBM9001",
    "answer-differs",
    .execution,
    .error,
    summary: "A read, run on an engine, answers otherwise than the model says.",
    rationale: """
      What a pattern answers is defined without any store (docs/language/semantics.md), and the
      reference evaluator computes it. The same rows and arguments gave other rows, another order or
      other pages on an engine. The derived requests or statements are then wrong, or the engine is
      not what it says: a mistake of dbmodel's unless a written design is at fault.
      """,
    bad: .words("A path of a written design lacks the filter that the pattern states."),
    good: .words("The path reads what the pattern asks for, and the caller filters the rest.")
  )

  public static let outcomeDiffers = RuleDescriptor(
    "DBM9002",
    "outcome-differs",
    .execution,
    .error,
    summary: "A write, run on an engine, ends otherwise than the model says.",
    rationale: """
      It was applied where a condition should have refused it, or the other way round. Calls whose
      outcome depends on what the tables do not enforce (unique values, references, bounds) are not
      sent, and are listed as left out.
      """,
    bad: .words("An update by key is sent without the condition that its `if` states."),
    good: .words("The condition goes with the update, in one request.")
  )

  public static let rowsDiffer = RuleDescriptor(
    "DBM9003",
    "rows-differ",
    .execution,
    .error,
    summary: "After a write an engine holds other rows than the model says.",
    rationale: """
      Everything an engine holds is compared with the rows of the reference evaluator, attribute by
      attribute: a key attribute of an index that was not written anew is found here, before a read
      misses the row. What the model declares of all rows (keys, unique values, references, bounds)
      is looked for in the engine's own rows.
      """,
    bad: .words("A change of `status` leaves the old text in the key of an index made from it."),
    good: .words("Each attribute made from `status` is set with it.")
  )

  public static let requestRefused = RuleDescriptor(
    "DBM9004",
    "request-refused",
    .execution,
    .error,
    summary: "A service refuses a request or a statement of a pattern, or would refuse it.",
    rationale: """
      Before a request is sent it is held against the rules of the real service: sizes of keys, items
      and expressions, items of batches and transactions, empty keys and sets. Emulators check few of
      them.
      """,
    bad: .words("A transaction of 120 inserts; an emulator may take it, the service takes 100."),
    good: .words("The model bounds the rows of one call by 99.")
  )
}
