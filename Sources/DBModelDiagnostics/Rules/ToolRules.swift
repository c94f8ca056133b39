/// Rules of this family; see `RuleFamily`.
public enum ToolRules {
  public static let all: [RuleDescriptor] =
    fileRules + importRules + outputRules + allowRules + baselineRules + lockRules + formatRules
    + sourceRules + verifyRules + simulateRules + traceRules + planningRules + calibrationRules

  // MARK: Files

  private static let fileRules = [
    fileNotFound, fileUnreadable, fileTooLarge, tooManyFiles, directoryWithoutModels,
  ]

  public static let fileNotFound = RuleDescriptor(
    "DBM0001",
    "file-not-found",
    .tool,
    .error,
    summary: "A path on the command line names no file or directory.",
    rationale: """
      The run stops with exit code 2, because a check of half of the files would look like a check
      of all of them.
      """,
    bad: .words("`dbmodel check ordres.dbmodel`, and there is only `orders.dbmodel`."),
    good: .words("`dbmodel check orders.dbmodel`")
  )

  public static let fileUnreadable = RuleDescriptor(
    "DBM0002",
    "file-unreadable",
    .tool,
    .error,
    summary: "A file exists but cannot be read.",
    rationale: """
      The operating system refused it, or it is neither a file nor a directory: a socket, a device.
      The note carries the system's own reason.
      """,
    bad: .words("The file belongs to another user and has mode 0600."),
    good: .words("The user who runs dbmodel may read the file.")
  )

  public static let fileTooLarge = RuleDescriptor(
    "DBM0003",
    "file-too-large",
    .tool,
    .error,
    summary: "A file is larger than 16 MB.",
    rationale: """
      16 MB is 16,777,216 bytes, some hundred times the largest model written by hand. A larger file
      is a mistake or an attack, so it is refused by its size before a byte of it is read.
      """,
    bad: .words("A database dump was named instead of a model."),
    good: .words("The model is split by `import` into files of readable size.")
  )

  public static let tooManyFiles = RuleDescriptor(
    "DBM0005",
    "too-many-files",
    .tool,
    .error,
    summary: "One run would load more than 4,096 files.",
    rationale: """
      The limit keeps a wrong directory from being read for minutes. Files count once, however often
      they are imported.
      """,
    bad: .words("`dbmodel check` on a directory that holds the models of a whole organisation."),
    good: .words("One run per model.")
  )

  public static let directoryWithoutModels = RuleDescriptor(
    "DBM0006",
    "directory-without-models",
    .tool,
    .error,
    summary: "A directory on the command line holds no `.dbmodel` file.",
    rationale: """
      A directory means the `.dbmodel` files directly in it, not those of its subdirectories. A
      check of nothing must not look like a check that found nothing.
      """,
    bad: .words("`dbmodel check src`, and the models lie in `src/data`."),
    good: .words("`dbmodel check src/data`")
  )

  // MARK: Imports and traces

  private static let importRules = [
    importNotFound, importNotRelative, traceNotFound, traceNotRelative,
  ]

  public static let importNotFound = RuleDescriptor(
    "DBM0010",
    "import-not-found",
    .tool,
    .error,
    summary: "An `import` names a file that is not there.",
    rationale: """
      The path is resolved against the directory of the file that imports. Every file is loaded
      once, and files may import each other: order and cycles do not matter.
      """,
    bad: .words("`import \"customer.dbmodel\"`, and the file is called `customers.dbmodel`."),
    good: .words("`import \"customers.dbmodel\"`")
  )

  public static let importNotRelative = RuleDescriptor(
    "DBM0011",
    "import-not-relative",
    .tool,
    .error,
    summary: "An `import` names an absolute path.",
    rationale: """
      An absolute path means another file on every machine, and the same input must give the same
      bytes everywhere.
      """,
    bad: .words("`import \"/home/ada/models/customers.dbmodel\"`"),
    good: .words("`import \"../models/customers.dbmodel\"`")
  )

  public static let traceNotFound = RuleDescriptor(
    "DBM0012",
    "trace-not-found",
    .tool,
    .error,
    summary: "A `trace` names a file that is not there.",
    rationale: """
      The path is resolved against the directory of the file it is written in, as that of an import.
      A skew that was measured and is lost must not pass for one that is unknown.
      """,
    bad: .words("`skew order trace(\"oders.csv\")`, and the file is called `orders.csv`."),
    good: .words("`skew order trace(\"orders.csv\")`")
  )

  public static let traceNotRelative = RuleDescriptor(
    "DBM0013",
    "trace-not-relative",
    .tool,
    .error,
    summary: "A `trace` names an absolute path.",
    rationale: """
      An absolute path means another file on every machine, and the same input must give the same
      bytes everywhere.
      """,
    bad: .words("`skew order trace(\"/var/log/orders.csv\")`"),
    good: .words("`skew order trace(\"traces/orders.csv\")`")
  )

  // MARK: Output and names on the command line

  private static let outputRules = [outputNotWritten, unknownSubject]

  public static let outputNotWritten = RuleDescriptor(
    "DBM0020",
    "output-not-written",
    .tool,
    .error,
    summary: "A file could not be written to the output directory.",
    rationale: """
      Files are written beside their final name and then renamed, so that an interrupted run leaves
      no half of a file. The note carries the system's own reason.
      """,
    bad: .words("`dbmodel compile shop.dbmodel -o out`, and `out` is a file."),
    good: .words("`out` is a directory that may be written to, or does not exist yet.")
  )

  public static let unknownSubject = RuleDescriptor(
    "DBM0021",
    "unknown-subject",
    .tool,
    .error,
    summary: "`dbmodel why` was asked for a name that the design does not have.",
    rationale: """
      Names are those of entities, access patterns, tables, indexes and keys, as `dbmodel plan`
      prints them.
      """,
    bad: .words("`dbmodel why Order.byState shop.dbmodel`, and the index is `Order.byStatus`."),
    good: .words("`dbmodel why Order.byStatus shop.dbmodel`")
  )
}
