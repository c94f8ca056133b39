import DBModelDiagnostics

/// What a log is taken to be, and why.
struct FormatGuess {
  /// The parser with what it needs to know.
  enum Plan {
    case numbers
    case lines
    case columns(ColumnParser)
    case objects(ObjectParser)
    case events(EventParser)
    case groups
    case part
  }

  let plan: Plan
  let format: LogFormat
  /// How it was recognised and which part of a record is the key, for people.
  let reason: String

  /// Looks at the first bytes of an expanded log.
  ///
  /// - Throws: `LogFailure` where they are of no format, or do not have the key that is asked for.
  init(head: [UInt8], settings: TraceSettings) throws(LogFailure) {
    let text = FormatHead(head)
    let (format, why) = try text.format(settings)
    self.format = format
    switch format {
    case .u32: (plan, reason) = (.numbers, why)
    case .keys: (plan, reason) = (.lines, why)
    case .groups: (plan, reason) = (.groups, why)
    case .part: (plan, reason) = (.part, why)
    case .csv:
      let (parser, key) = try Self.columns(text, settings)
      (plan, reason) = (.columns(parser), "\(why); the key is \(key)")
    case .json:
      let (parser, key) = try Self.objects(text, settings)
      (plan, reason) = (.objects(parser), "\(why); the key is \(key)")
    case .cloudtrail:
      let parser = EventParser(table: settings.table, attribute: settings.key)
      let key = settings.key.map { "the attribute `\($0)` of a key" } ?? "the whole key of an item"
      let table = settings.table.map { " of table `\($0)`" } ?? ""
      (plan, reason) = (.events(parser), "\(why); the key is \(key)\(table)")
    }
    if let key = settings.key, key != "1", format == .keys || format == .u32, !head.isEmpty {
      throw LogFailure(
        "`--key \(key)` names a part of a record, and it holds \(format.title)",
        help: "leave `--key` out, or name the format with `--input csv` or `--input json`"
      )
    }
    if settings.table != nil, format != .cloudtrail, format != .part {
      throw LogFailure(
        "`--table` chooses among CloudTrail events, and it holds \(format.title)",
        help: "leave `--table` out, or name the format with `--input cloudtrail`"
      )
    }
  }

  private static func columns(
    _ text: FormatHead,
    _ settings: TraceSettings
  ) throws(LogFailure) -> (ColumnParser, String) {
    let separator = text.separator
    let names = ColumnParser.names(text.bytes, separator: separator)
    guard let key = settings.key else {
      if names.count == 1 {
        let parser = ColumnParser(separator: separator, column: 0, hasHeader: settings.hasHeader)
        return (parser, "its only column")
      }
      throw LogFailure(
        "which of its \(names.count) columns is the key? they are \(columns(names))",
        help: "name it with `--key NAME`, or `--key NUMBER` where there is no header"
      )
    }
    let isNumber = !settings.hasHeader && key.utf8.allSatisfy { (0x30...0x39).contains($0) }
    let named = names.firstIndex(of: key)
    if !isNumber, let column = named {
      let parser = ColumnParser(separator: separator, column: column, hasHeader: true)
      return (parser, "column \(column + 1), `\(key)`")
    }
    if let number = Int(key), number >= 1, number <= names.count {
      let parser = ColumnParser(
        separator: separator,
        column: number - 1,
        hasHeader: settings.hasHeader
      )
      let isAlsoName = isNumber && named != nil
      let also = " by its number; as a name it would be column \((named ?? 0) + 1), with `--header`"
      return (parser, "column \(number)\(isAlsoName ? also : "")")
    }
    let isHeader = isHeader(names)
    let nearest = isHeader ? NearestName.suggestion(for: key, among: names) : nil
    throw LogFailure(
      "it has no column `\(key)`; they are \(columns(names))",
      help: isNumber && named != nil
        ? "`--header` takes `\(key)` for a name"
        : nearest.map { "did you mean `\($0)`?" } ?? "name one of them with `--key`"
    )
  }

  private static func objects(
    _ text: FormatHead,
    _ settings: TraceSettings
  ) throws(LogFailure) -> (ObjectParser, String) {
    guard let key = settings.key else {
      throw LogFailure(
        "which of its values is the key? its first object has \(list(text.memberNames))",
        help: "name it with `--key NAME`, or `--key OUTER.INNER`"
      )
    }
    let path = key.split(separator: ".", omittingEmptySubsequences: false).map { Array($0.utf8) }
    guard path.allSatisfy({ !$0.isEmpty }) else {
      throw LogFailure("`--key \(key)` has an empty name", help: "write `--key OUTER.INNER`")
    }
    return (ObjectParser(path: path), "`\(key)`")
  }

  /// What columns are called, or their numbers: a first record that is no header holds keys, which
  /// a message is no place for.
  private static func columns(_ names: [String]) -> String {
    isHeader(names) ? list(names) : "1 to \(names.count), and the first record looks like no header"
  }

  /// Whether all of them look like names: different, beginning with a letter, without an `@` and
  /// without the long numbers that identifiers have.
  private static func isHeader(_ names: [String]) -> Bool {
    Set(names).count == names.count
      && names.allSatisfy { name in
        guard let first = name.first, first.isLetter || first == "_" else { return false }
        return name.utf8.count <= 64 && !name.contains("@")
          && name.utf8.count { (0x30...0x39).contains($0) } < 4
      }
  }

  /// The first few names, in backticks.
  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "none" }
    let shown = names.prefix(12).map { "`\($0.prefix(40))`" }.joined(separator: ", ")
    return names.count > 12 ? "\(shown) …" : shown
  }
}
