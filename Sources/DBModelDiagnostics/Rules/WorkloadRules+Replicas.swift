/// What goes to the readers of a cluster.
extension WorkloadRules {
  static let replicaRules = [readersIdle, boundBelowLag]

  public static let readersIdle = RuleDescriptor(
    "DBM3501",
    "readers-idle",
    .workload,
    .warning,
    summary: "A cluster has readers, and its writer must serve every pattern.",
    rationale: """
      A reader of Aurora serves what may be as old as its answers are: reads whose consistency is \
      eventual, without a bound or with one above its lag, which is usually much less than 100 ms \
      (Aurora User Guide, Replication with Amazon Aurora, checked 2026-11-29). Changes, strong reads \
      and reads of one's own writes are the writer's. Where nothing else is asked, readers cost what \
      the writer costs and take no load from it: they only stand by. A goal of `failover` says that \
      they are meant to, and so does one of `availability` above 99.9 %, which the agreement for a \
      cluster in one zone falls short of. Readers that come and go by load (`0..4`) are judged as \
      those that there may be.
      """,
    bad: .fragment(copiesModel("consistency strong")),
    good: .fragment(copiesModel("consistency eventual within 5 s"))
  )

  public static let boundBelowLag = RuleDescriptor(
    "DBM3502",
    "bound-below-lag",
    .workload,
    .note,
    summary: "An answer may not be as old as those of a reader are now and then.",
    rationale: """
      A reader lags behind its writer, usually by much less than 100 ms (Aurora User Guide, \
      Replication with Amazon Aurora, checked 2026-11-29), and no bound is promised. A read that \
      allows less than that is the writer's, as a strong one is, and its load stays there.
      """,
    bad: .fragment(copiesModel("consistency eventual within 20 ms", isAlone: false)),
    good: .fragment(copiesModel("consistency eventual within 5 s", isAlone: false))
  )

  /// - Parameter isAlone: Whether no other pattern is a reader's.
  private static func copiesModel(_ consistency: String, isAlone: Bool = true) -> String {
    let other = """

      access titles(from: Note.title) {
        read    Note { id, title }
        where   title == $from
        by      app
        rate    1/s peak 4/s
        skew    from uniform
        latency 50 ms p95
      }

      """
    return """
      store main: aurora-postgresql {
        class   db.t4g.medium
        readers 1
        zones   2
        storage 20 GB
      }

      service app {
        role      app
        instances 2
        pool      4
      }

      entity Note {
        id:    uuid        key
        title: string(80)  avg 20 B unique
        text:  string(200) avg 40 B

        count 1M
      }

      access note(note: Note) {
        read        Note { * }
        where       id == $note
        \(consistency)
        by          app
        rate        10/s peak 40/s
        skew        note uniform
        latency     50 ms p95
      }

      """ + (isAlone ? "" : other)
  }
}
