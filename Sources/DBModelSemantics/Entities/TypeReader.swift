import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// A structure with what it costs to expand.
struct ResolvedStruct {
  /// `nil` where it was reported broken.
  let type: ValueType?
  let leafCount: Int
  let depth: Int
  let span: SourceSpan
}

/// A type as written.
enum TypeReading {
  case value(ValueType, leafCount: Int, depth: Int)
  case entity(EntityID)
  /// The name was reported.
  case broken

  static func scalar(_ type: ValueType) -> TypeReading { .value(type, leafCount: 1, depth: 0) }
}

/// Reads types.
struct TypeReader {
  static let builtIn = [
    "uuid", "ulid", "bool", "int", "decimal", "string", "bytes", "binary", "timestamp", "date",
    "enum", "list", "map", "many", "range", "new",
  ]

  /// What people coming from elsewhere write, and what it is here.
  private static let foreign = [
    "boolean": "bool", "integer": "int", "bigint": "int", "long": "int", "number": "int",
    "float": "decimal(18, 6)", "double": "decimal(18, 6)", "numeric": "decimal(12, 2)",
    "money": "decimal(12, 2)", "text": "string(200)", "varchar": "string(200)",
    "char": "string(1)", "datetime": "timestamp(ms)", "time": "timestamp(ms)",
    "blob": "bytes(1000)", "bytea": "bytes(1000)", "guid": "uuid", "array": "list of",
    "dictionary": "map of", "hash": "map of", "hstore": "map of",
  ]

  /// Members and elements a structure may expand to, in all; far above any real item.
  static let maximumLeaves = 1000
  /// DynamoDB nests attributes up to 32 levels (Developer Guide, "Quotas", checked 2026-11-23).
  static let maximumDepth = 32

  let context: Context

  /// Reads a type without what follows it; `nil` where the clause has failed.
  ///
  /// - Parameter listDepth: Lists, sets and maps that the type stands in.
  func read(_ cursor: inout ClauseCursor, listDepth: Int = 0) -> TypeReading? {
    guard let item = cursor.current else {
      cursor.failMissing("a type")
      return nil
    }
    switch item.kind {
    case .block:
      cursor.advance()
      return structure(item, name: nil)
    case .call: return call(item, &cursor)
    case .keyword where item.text == "set":
      cursor.advance()
      return set(&cursor, depth: listDepth + 1)
    case .path: return path(item, &cursor, listDepth: listDepth)
    default:
      cursor.failMissing("a type")
      return nil
    }
  }

  private func path(
    _ item: SyntaxNode,
    _ cursor: inout ClauseCursor,
    listDepth: Int
  ) -> TypeReading? {
    let name = item.pathSegments.joined(separator: ".")
    switch name {
    case "uuid", "ulid", "bool", "date", "int":
      cursor.advance()
      return .scalar(plain(name))
    case "enum":
      cursor.advance()
      return enumeration(&cursor)
    case "list":
      cursor.advance()
      return list(&cursor, depth: listDepth + 1)
    case "map":
      cursor.advance()
      return map(&cursor, depth: listDepth + 1)
    case "string", "bytes", "binary", "decimal", "timestamp":
      cursor.fail(
        Diagnostic(
          NameRules.missingPart,
          "`\(name)` needs its size",
          at: Label(item.span),
          help: ["write \(Self.example(name))"]
        )
      )
      return nil
    default: break
    }
    if let id = context.entityIDs[name] {
      context.recorder?.refer(.entity, name, at: item.span)
      cursor.advance()
      return .entity(id)
    }
    if let found = context.structs[name] {
      context.recorder?.refer(.structure, name, at: item.span)
      cursor.advance()
      guard let type = found.type else { return .broken }
      return .value(type, leafCount: found.leafCount, depth: found.depth)
    }
    context.sink.report(unknownType(name, item.span))
    cursor.advance()
    return .broken
  }

  private func plain(_ name: String) -> ValueType {
    switch name {
    case "uuid": .uuid
    case "ulid": .ulid
    case "bool": .bool
    case "date": .date
    default: .integer(minimum: nil, maximum: nil)
    }
  }

  private static func example(_ name: String) -> String {
    switch name {
    case "string": "`string(80)`, the most characters"
    case "decimal": "`decimal(12, 2)`, digits in all and after the point"
    case "timestamp": "`timestamp(ms)`: `s`, `ms`, `us` or `ns`"
    default: "`\(name)(256)`, the most bytes"
    }
  }

  /// What a foreign type is here, and what of `varchar(80)` it replaces: what stands in parentheses
  /// stays where it means the same.
  private func here(_ type: String, _ span: SourceSpan, _ call: SyntaxNode, _ arguments: Int)
    -> (text: String, place: SourceSpan)
  {
    let stem = String(type.prefix { $0 != "(" })
    let keeps: Bool =
      switch stem {
      case "string", "bytes": arguments == 1
      case "decimal": arguments == 2
      case "int": call.text.contains("..")
      default: false
      }
    return keeps ? (stem, span) : (type, call.span)
  }

  func unknownType(
    _ name: String,
    _ span: SourceSpan,
    of call: SyntaxNode? = nil,
    arguments: Int = 0
  ) -> Diagnostic {
    if let type = Self.foreign[name.lowercased()] {
      let (native, place) = call.map { here(type, span, $0, arguments) } ?? (type, span)
      return Diagnostic(
        NameRules.unknownType,
        "there is no type \(NameMessage.quote(name))",
        at: Label(span),
        help: ["here it is `\(native)`"],
        fixes: [
          Fix("write `\(native)`", edits: [TextEdit(place, native)], applicability: .suggest)
        ]
      )
    }
    let types = Self.builtIn.prefix(11) + context.structNames + context.entityNames
    return NameMessage.unknown(
      "type",
      name,
      span,
      among: Array(types),
      rule: NameRules.unknownType
    )
  }

  private func call(_ item: SyntaxNode, _ cursor: inout ClauseCursor) -> TypeReading? {
    let children = Array(item.children)
    let name = children.first?.pathSegments.joined(separator: ".") ?? ""
    // Nothing before a comma was reported where it was read.
    let arguments = children.dropFirst().filter { $0.kind == .group }.map { Array($0.children) }
      .filter { !$0.isEmpty }
    // A parenthesis that is never closed was reported, and holds what was meant to stand behind it.
    guard !item.containsError, item.text.utf8.last == UInt8(ascii: ")") else {
      cursor.fail()
      return nil
    }
    var inner = ClauseCursor(arguments.first ?? [], of: item, sink: context.sink)
    var second = ClauseCursor(
      arguments.count > 1 ? arguments[1] : [],
      of: item,
      sink: context.sink
    )
    let type: ValueType?
    switch name {
    case "int": type = integer(&inner)
    case "decimal": type = decimal(&inner, &second)
    case "string":
      // DynamoDB items end at 400 KB and PostgreSQL's text at 1 GB; no string holds more.
      type = inner.expectWhole("the length of a string", upTo: 1_000_000_000).map {
        .string(maximumCharacters: $0.value, averageBytes: Double($0.value))
      }
    case "bytes", "binary":
      type = inner.expectWhole("the length of a binary", upTo: 1_000_000_000).map {
        .bytes(maximumBytes: $0.value, averageBytes: Double($0.value))
      }
    case "timestamp":
      type = inner.expectWord(among: ["s", "ms", "us", "ns"], "precision")
        .flatMap { TimePrecision(rawValue: $0.value) }.map { .timestamp($0) }
    default:
      let span = children.first?.span ?? item.span
      if context.entityIDs[name] != nil || context.structs[name] != nil
        || Self.builtIn.contains(name)
      {
        cursor.fail(
          Diagnostic(
            NameRules.unexpectedItem,
            "`\(name)` takes nothing in parentheses",
            at: Label(item.span),
            help: ["write `\(name)`"]
          )
        )
        return nil
      }
      context.sink.report(unknownType(name, span, of: item, arguments: arguments.count))
      cursor.advance()
      return .broken
    }
    inner.finish()
    if name != "decimal", arguments.count > 1 || arguments.isEmpty { second.finish() }
    if arguments.count > (name == "decimal" ? 2 : 1), let extra = arguments.last?.first {
      cursor.fail(NameMessage.leftover(extra, expected: []))
    }
    if inner.hasFailed || second.hasFailed { cursor.fail() }
    guard let type, !cursor.hasFailed else {
      cursor.fail()
      return nil
    }
    cursor.advance()
    return .scalar(type)
  }

  private func integer(_ cursor: inout ClauseCursor) -> ValueType? {
    guard let range = cursor.takeNode(.range) else {
      cursor.failMissing("a range", forms: ["int(1..30)"])
      return nil
    }
    let bounds = range.rangeQuantities
    var ends: [Int64?] = []
    for bound in [bounds.lower, bounds.upper] {
      guard let bound else {
        ends.append(nil)
        continue
      }
      guard bound.isPlain else {
        cursor.fail(NameMessage.wrongUnit(bound, .integer, range.span))
        return nil
      }
      guard let value = bound.integer else {
        cursor.fail(
          NameMessage.outOfRange("a bound", range.span, "bounds are whole numbers of 64 bits")
        )
        return nil
      }
      ends.append(value)
    }
    if let low = ends[0], let high = ends[1], low > high {
      cursor.fail(
        NameMessage.contradictingBounds("an integer", range.span, form: "int(1..30)")
      )
      return nil
    }
    return .integer(minimum: ends[0], maximum: ends[1])
  }

  private func decimal(_ first: inout ClauseCursor, _ second: inout ClauseCursor) -> ValueType? {
    guard let precision = first.expect(.integer, "the number of digits") else { return nil }
    guard second.current != nil else {
      second.failMissing("how many digits stand after the point", forms: ["decimal(12, 2)"])
      return nil
    }
    guard let scale = second.expect(.integer, "how many digits stand after the point") else {
      return nil
    }
    second.finish()
    guard !second.hasFailed else { return nil }
    if let wrong = DecimalMessage.check(precision, scale) {
      // One mistake, one finding: both numbers belong to it.
      second.fail(wrong)
      return nil
    }
    return .decimal(precision: Int(precision.value), scale: Int(scale.value))
  }

  private func enumeration(_ cursor: inout ClauseCursor) -> TypeReading? {
    guard let block = cursor.takeNode(.block) else {
      cursor.failMissing("the values of the enumeration", forms: ["{ a 90%, b 10% }"])
      return nil
    }
    let shares = ShareList.read(block, "value", sink: context.sink)
    guard !shares.isEmpty else {
      if !block.clauses.contains(where: \.containsError), !shares.hasFailed {
        cursor.fail(
          NameMessage.missingItem("a value of the enumeration", at: block.span, forms: [])
        )
      }
      cursor.fail()
      return nil
    }
    return .scalar(
      .enumeration(shares.entries.map { EnumerationCase(name: $0.name, rowShare: $0.share) })
    )
  }

  func averageAhead(_ cursor: ClauseCursor) -> Quantity? {
    var copy = cursor
    guard copy.takeWord("avg") != nil else { return nil }
    return copy.current?.quantity
  }

  /// `avg 24 B` behind a string or a binary.
  func average(_ type: ValueType, _ cursor: inout ClauseCursor) -> ValueType? {
    guard let word = cursor.takeWord("avg") else { return type }
    guard let size = cursor.expect(.bytes, "an average size") else { return nil }
    let most: Double
    switch type {
    // A character has at most four bytes in UTF-8.
    case .string(let maximum, _): most = Double(maximum) * 4
    case .bytes(let maximum, _): most = Double(maximum)
    default:
      cursor.fail(
        Diagnostic(
          NameRules.wrongFlag,
          "only strings and binaries have an average size",
          at: Label(word.span.union(size.span)),
          help: ["remove it"]
        )
      )
      return nil
    }
    guard size.value <= most else {
      cursor.fail(
        NameMessage.wrongBounds(
          "the size",
          size.span,
          "the average \(FigureFormatter.bytes(size.value)) is above the greatest size, "
            + FigureFormatter.bytes(most),
          help: "write a smaller average, or a greater maximum"
        )
      )
      return nil
    }
    switch type {
    case .string(let maximum, _):
      return .string(maximumCharacters: maximum, averageBytes: size.value)
    case .bytes(let maximum, _): return .bytes(maximumBytes: maximum, averageBytes: size.value)
    default: return type
    }
  }
}
