extension ToolRules {
  /// What can be wrong with a file that is imported.
  static let sourceRules = [
    sourceUnreadable, sourceUnrecognised, sourceInvalid, sourceWithoutTables, schemaNotRead,
  ]

  public static let sourceUnreadable = RuleDescriptor(
    "DBM0060",
    "source-unreadable",
    .tool,
    .error,
    summary: "A file to import is neither JSON, YAML nor SQL, or beyond a limit.",
    rationale: """
      A file that begins with a statement of SQL is a script. Any other is read as JSON where its
      first character is `{` or `[`, and as YAML otherwise. It may have 16 MB, 256 levels and 500,000 values; what an alias of YAML stands for
      is counted each time. The place is that of the first byte that does not belong.
      """,
    bad: .words("`dbmodel import table.json`, and the download of `table.json` broke off."),
    good: .words("The file is exported again.")
  )

  public static let sourceUnrecognised = RuleDescriptor(
    "DBM0061",
    "source-unrecognised",
    .tool,
    .error,
    summary: "A file to import is of no format that is read.",
    rationale: """
      The format is told by the names a file must have: `KeySchema` for a table, `Resources` for a
      template, `DataModel` for a model of NoSQL Workbench, `tables` with `table_config` for a
      schema of awslabs' server. `--from` says it where that is not enough.
      """,
    bad: .words("`dbmodel import package.json`"),
    good: .words("`dbmodel import template.yaml`")
  )

  public static let sourceInvalid = RuleDescriptor(
    "DBM0062",
    "source-invalid",
    .tool,
    .error,
    summary: "What a file to import says is no table, index, entity or pattern.",
    rationale: """
      Guessing what was meant would make a design that nobody deployed: a key attribute without a
      definition has no type, and of two indexes with one name one would be lost. The service
      refuses such a table too. A script of SQL is run by its engine; what that refuses, with its
      words, ends the import.
      """,
    bad: .words("`KeySchema` names `sk`, and `AttributeDefinitions` does not."),
    good: .words("`AttributeDefinitions` has an entry for each attribute of a key.")
  )

  public static let sourceWithoutTables = RuleDescriptor(
    "DBM0063",
    "source-without-tables",
    .tool,
    .error,
    summary: "A file to import holds no table.",
    rationale: """
      It is of a known format, and says nothing that a model could hold: a template of functions and
      queues, an empty data model.
      """,
    bad: .words("`dbmodel import network.yaml`, a template of subnets."),
    good: .words("The template that declares the tables is named.")
  )

  public static let schemaNotRead = RuleDescriptor(
    "DBM0064",
    "schema-not-read",
    .tool,
    .error,
    summary: "There is no engine to read a schema with, or it cannot be asked.",
    rationale: """
      SQL is read by the engine that it is written for, and by no imitation: SQLite is built in,
      PostgreSQL and MariaDB (which reads MySQL's) are started for the moment from what is
      installed, and leave nothing behind. A server that is named by its address has to let
      dbmodel in, and is only read.
      """,
    bad: .words("`dbmodel import shop.pg.sql`, where no server of PostgreSQL is installed."),
    good: .words("`apt-get install postgresql-15` first, or `--postgresql` with its folder.")
  )
}
