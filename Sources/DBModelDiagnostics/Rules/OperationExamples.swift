/// Complete models for the pages of this family: one store, one entity, one pattern, and what a
/// rule is about.
enum OperationExamples {
  /// About 108.60 USD a month: two `db.t4g.medium` and 20 GB.
  static func aurora(
    store: [String] = [
      "class   db.t4g.medium", "readers 1", "zones   2", "storage 20 GB", "backup  7 days",
    ],
    policy: [String] = [],
    goals: [String] = []
  ) -> RuleExample {
    model("aurora-postgresql", store, policy, goals)
  }

  /// About 2 USD a month: 13 million read units and less than one GB.
  static func dynamoDB(
    store: [String] = ["capacity on-demand", "recovery point-in-time 7 days"],
    policy: [String] = [],
    goals: [String] = []
  ) -> RuleExample {
    model("dynamodb", store, policy, goals)
  }

  private static func model(
    _ kind: String,
    _ store: [String],
    _ policy: [String],
    _ goals: [String]
  ) -> RuleExample {
    var text = "edition 2026\nmodel Example\n\n"
    text += block("store main: \(kind) default", store) + "\n" + body
    if !policy.isEmpty { text += "\n" + block("policy", policy) }
    if !goals.isEmpty { text += "\n" + block("goals", goals) }
    return .model(text)
  }

  private static func block(_ head: String, _ lines: [String]) -> String {
    "\(head) {\n" + lines.map { "  \($0)\n" }.joined() + "}\n"
  }

  private static let body = """
    service app {
      role      app
      instances 2
      pool      4
      retry     full-jitter for 60 s
    }

    entity Note in main {
      id:   uuid        key
      text: string(200) avg 40 B

      count 1M
    }

    access note(note: Note) {
      read    Note { * }
      where   id == $note
      by      app
      rate    10/s peak 40/s
      skew    note uniform
      latency 10 ms p95
    }

    """
}
