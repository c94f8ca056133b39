/// Rules about names, types and units; see `RuleFamily`.
public enum NameRules {
  public static let all: [RuleDescriptor] =
    fileRules + valueRules + meaningRules + patternRules

  private static let fileRules = [
    missingEdition, unsupportedEdition, unknownClause, duplicateClause, missingPart, undeclared,
    duplicateName, unknownName, unexpectedItem,
  ]

  public static let missingEdition = RuleDescriptor(
    "DBM2001",
    "missing-edition",
    .names,
    .error,
    summary: "A file does not say which edition of the language it is written in.",
    rationale: """
      The edition fixes what unstated clauses mean. A compiler of later editions reads an old \
      file as it was meant.
      """,
    bad: .model(
      """
      model Shop
      store main: sqlite
      """
    ),
    good: .model(
      """
      edition 2026
      model Shop
      store main: sqlite
      """
    )
  )

  public static let unsupportedEdition = RuleDescriptor(
    "DBM2002",
    "unsupported-edition",
    .names,
    .error,
    summary: "The edition is not known to this compiler.",
    rationale: """
      A compiler reads every edition up to its own. A later one may mean other things by the \
      same words.
      """,
    bad: .model(
      """
      edition 2035
      model Shop
      store main: sqlite
      """
    ),
    good: .model(
      """
      edition 2026
      model Shop
      store main: sqlite
      """
    )
  )

  public static let unknownClause = RuleDescriptor(
    "DBM2003",
    "unknown-clause",
    .names,
    .error,
    summary: "A clause or declaration has a name that is not part of the language here.",
    rationale: """
      Every kind of declaration has its own table of clauses; the nearest name in it is \
      offered as a fix.
      """,
    bad: .fragment(
      """
      store main: sqlite
      service web {
        instanses 2
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite
      service web {
        instances 2
      }
      """
    )
  )

  public static let duplicateClause = RuleDescriptor(
    "DBM2004",
    "duplicate-clause",
    .names,
    .error,
    summary: "Something that is said once is said twice.",
    rationale: """
      Both places are shown. Which of them is meant cannot be known, so the first is taken and \
      nothing is built.
      """,
    bad: .fragment(
      """
      store main: sqlite
      service web {
        pool 2
        pool 4
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite
      service web {
        pool 4
      }
      """
    )
  )

  public static let missingPart = RuleDescriptor(
    "DBM2005",
    "missing-part",
    .names,
    .error,
    summary: "A part of a clause or declaration is missing.",
    rationale: """
      The caret stands where the part belongs, and the help shows how it is written.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }
      """
    )
  )

  public static let undeclared = RuleDescriptor(
    "DBM2006",
    "undeclared-load",
    .names,
    .error,
    summary: "A figure that decides a verdict is left out.",
    rationale: """
      Rate, peak, skew, fan-out and averages decide what is hot, slow and expensive. Nothing \
      of the kind is defaulted in silence: `unknown` is a legal value that widens the verdicts \
      and prints the break-even.

      A skew is required for each parameter that selects rows by a key, a unique attribute or \
      a reference, in a pattern with a rate. A fan-out is required for each reference that is \
      not unique by itself.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: User) {
        read User
        where id == $user
        rate 1/s peak 2/s
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: User) {
        read User
        where id == $user
        rate 1/s peak 2/s
        skew user unknown
      }
      """
    )
  )

  public static let duplicateName = RuleDescriptor(
    "DBM2007",
    "duplicate-name",
    .names,
    .error,
    summary: "A name is declared twice.",
    rationale: """
      Names of one kind are unique across all files of a model; entities and structures share \
      theirs, and so do the attributes of an entity and the ways back to it.
      """,
    bad: .fragment(
      """
      store main: sqlite
      service web {}
      service web {}
      """
    ),
    good: .fragment(
      """
      store main: sqlite
      service web {}
      service worker {}
      """
    )
  )

  public static let unknownName = RuleDescriptor(
    "DBM2008",
    "unknown-name",
    .names,
    .error,
    summary: "A name stands for nothing.",
    rationale: """
      The nearest declared name is offered as a fix. Whatever depends on the unknown name is \
      left unjudged, so that one mistake is one finding.
      """,
    bad: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: User) {
        read User { nam }
        where id == $user
        rate 1/s peak 2/s
        skew user uniform
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite

      entity User {
        id: uuid key
        name: string(20)
      }

      access find(user: User) {
        read User { name }
        where id == $user
        rate 1/s peak 2/s
        skew user uniform
      }
      """
    )
  )

  public static let unexpectedItem = RuleDescriptor(
    "DBM2009",
    "unexpected-item",
    .names,
    .error,
    summary: "A word or value cannot stand where it does.",
    rationale: """
      The help names what may stand there.
      """,
    bad: .fragment(
      """
      store main: sqlite
      service web {
        pool 2 each
      }
      """
    ),
    good: .fragment(
      """
      store main: sqlite
      service web {
        pool 2
      }
      """
    )
  )
}
