extension Mutation {
  /// Cost, policy and goals.
  static let operations = [
    Mutation(
      "DBM8001",
      .lending,
      "  cost    200..230 USD/month alert 240 USD/month ceiling 250 USD/month",
      "  cost    200..205 USD/month alert 208 USD/month ceiling 210 USD/month"
    ),
    Mutation(
      "DBM8004",
      .lending,
      "  cost     below 235 USD/month",
      "  cost     below 210 USD/month"
    ),
    Mutation(
      "DBM8005",
      .notes,
      "    dynamodb 55 USD/month",
      "    dynamodb 95 USD/month"
    ),
    Mutation(
      "DBM8006",
      .notes,
      "    dynamodb 55 USD/month",
      "    dynamodb 20 USD/month"
    ),
    Mutation(
      "DBM8009",
      .notes,
      "policy {",
      "policy {\n  prices publik"
    ),
    Mutation(
      "DBM8010",
      .notes,
      "  region       us-east-1",
      "  region       eu-west-1"
    ),
    Mutation(
      "DBM8101",
      .notes,
      "  recovery point-in-time 7 days",
      "  recovery point-in-time 7 days\n  replicas us-west-2"
    ),
    Mutation(
      "DBM8102",
      .lending,
      "  class   at-most db.t4g.large",
      "  class   at-most db.t4g.medium"
    ),
    Mutation(
      "DBM8103",
      .lending,
      "  class   db.t4g.large",
      "  class   db.t4g.lagre"
    ),
    Mutation(
      "DBM8104",
      .notes,
      "  recovery point-in-time 7 days",
      "  recovery point-in-time 14 days"
    ),
    Mutation(
      "DBM8105",
      .lending,
      "  storage at-most 100 GB",
      "  storage at-most 30 GB"
    ),
    Mutation(
      "DBM8106",
      .notes,
      "  capacity     on-demand",
      "  capacity     provisioned"
    ),
    Mutation(
      "DBM8107",
      .fleet,
      "  serverless 1..4 ACU",
      "  serverless 0..4 ACU"
    ),
    Mutation(
      "DBM8201",
      .lending,
      "  readers 1",
      "  readers 0"
    ),
    Mutation(
      "DBM8203",
      .notes,
      "  availability 99.99%",
      "  availability 99.999%"
    ),
  ]
}
