import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Reads the parameters of an access pattern.
struct ParameterReader {
  let context: Context

  func read(_ call: SyntaxNode, into table: ParameterTable) {
    var firsts: [String: SourceSpan] = [:]
    for (items, group) in parts(of: call) {
      guard let label = items.first else { continue }
      guard label.kind == .label, let name = label.name else {
        if !group.containsError {
          context.sink.report(
            NameMessage.unexpected(label, wanted: "a parameter", forms: ["name: type"])
          )
        }
        continue
      }
      let span = SourceSpan(
        file: label.span.file,
        lower: label.span.lower,
        upper: label.span.lower + name.utf8.count
      )
      if let first = firsts[name] {
        context.sink.report(NameMessage.duplicate("parameter", name, span, first: first))
        continue
      }
      firsts[name] = span
      read(items, of: group, name, span, into: table)
    }
  }

  /// The items of each parameter. Where a comma is missing between two of them, that is said, and
  /// both are read.
  private func parts(of call: SyntaxNode) -> [(items: [SyntaxNode], group: SyntaxNode)] {
    call.children.filter { $0.kind == .group }.flatMap { group in
      var parts: [[SyntaxNode]] = []
      for item in group.children {
        guard item.kind == .label || parts.isEmpty else {
          parts[parts.count - 1].append(item)
          continue
        }
        if let last = parts.last?.last?.span, !group.containsError {
          let end = SourceSpan(file: last.file, lower: last.upper, upper: last.upper)
          context.sink.report(
            UnitMessage.withoutCommas("parameters", item.span, [TextEdit(end, ",")])
          )
        }
        parts.append([item])
      }
      return parts.map { ($0, group) }
    }
  }

  private func read(
    _ items: [SyntaxNode],
    of group: SyntaxNode,
    _ name: String,
    _ span: SourceSpan,
    into table: ParameterTable
  ) {
    var cursor = ClauseCursor(items, of: group, sink: context.sink)
    cursor.advance()
    if let recorder = context.recorder {
      recorder.push(recorder.declare(.parameter, name, at: span, in: recorder.owner))
    }
    let type = self.type(&cursor)
    context.recorder?.pop()
    // What follows belonged to a type that is none.
    if type == nil { cursor.fail() }
    let mark = cursor.takeNode(.optional) ?? cursor.optionalMark
    var fromCaller = false
    var recent: Double?
    var given: Double?
    while !cursor.hasFailed, !cursor.isAtGroupEnd {
      if cursor.takeWord("from") != nil {
        fromCaller = cursor.expectWord(among: ["caller"], "origin") != nil
      } else if cursor.takeWord("recent") != nil {
        recent = cursor.expect(.time, "how far back it reaches")?.value
      } else if let word = cursor.takeWord("given") {
        guard let share = cursor.expect(.percent, "the share of the calls that give it") else {
          break
        }
        given = share.value
        if mark == nil {
          cursor.fail(
            Diagnostic(
              NameRules.wrongFlag,
              "`\(name)` is always given",
              at: Label(word.span.union(share.span)),
              help: ["write `?` behind its type, or remove `given`"]
            )
          )
        }
      } else {
        break
      }
    }
    let end = cursor.endSpan
    cursor.finish()
    if mark != nil, given == nil, !cursor.hasFailed, type != nil {
      context.sink.report(
        NameMessage.undeclared(
          "how often `\(name)` is given is not stated",
          at: span,
          insert: " given 50%",
          at: end,
          reason: "calls with it and calls without it ask different questions",
          help: "write `given` and a share: `given 60%`"
        )
      )
    }
    table.add(
      Parameter(
        id: table.nextID,
        name: name,
        type: type ?? .value(.bool, of: nil),
        givenShare: given ?? 1,
        isOptional: mark != nil,
        isFromCaller: fromCaller,
        recentWithinSeconds: recent,
        span: span
      ),
      isBroken: type == nil || cursor.hasFailed
    )
  }

  private func type(_ cursor: inout ClauseCursor) -> ParameterType? {
    if cursor.takeWord("many") != nil {
      guard let element = element(&cursor) else { return nil }
      guard let count = cursor.takeSpread(.count, "how many there are") else {
        cursor.failMissing("how many there are", forms: ["1..100 avg 2"])
        return nil
      }
      guard let spread = count.value.spread else {
        cursor.fail(
          Diagnostic(
            NameRules.missingPart,
            "how many are handed over cannot be unknown",
            at: Label(count.span),
            notes: ["every one is work of its own"],
            help: ["write bounds and an average: `1..100 avg 2`"]
          )
        )
        return nil
      }
      return .many(element, count: spread)
    }
    if cursor.takeWord("range") != nil { return range(&cursor) }
    return element(&cursor)
  }

  /// `range of date 1..92 days avg 30`.
  private func range(_ cursor: inout ClauseCursor) -> ParameterType? {
    guard cursor.takeWord("of") != nil else {
      cursor.failMissing("`of` and a type", forms: ["range of date 1..92 days avg 30"])
      return nil
    }
    guard let element = element(&cursor) else { return nil }
    guard case .value(let type, _) = element else {
      cursor.fail(
        Diagnostic(
          NameRules.typeMismatch,
          "rows have no order, so there is no range of them",
          at: Label(cursor.previousSpan),
          help: ["name a type with an order: `range of date`"]
        )
      )
      return nil
    }
    if cursor.isAtGroupEnd { return .range(type, extent: nil) }
    let isDate = type == .date
    let measure: Measure = isDate || TypeNames.isTime(type) ? .time : .count
    guard let extent = takeExtent(&cursor, measure) else { return nil }
    guard let spread = extent.value.spread else { return .range(type, extent: nil) }
    // Dates are counted in days, as their values are.
    let scale = isDate ? 1.0 / 86_400 : 1
    return .range(
      type,
      extent: spread.scaled(by: scale)
    )
  }

  private func takeExtent(_ cursor: inout ClauseCursor, _ measure: Measure)
    -> Located<SpreadReading>?
  {
    cursor.takeSpread(measure, "the extent")
  }

  private func element(_ cursor: inout ClauseCursor) -> ParameterType? {
    if cursor.takeWord("new") != nil {
      guard let name = cursor.takeName() else {
        cursor.failMissing("an entity", forms: ["new ENTITY"])
        return nil
      }
      return context.entity(named: name).map { .newRow($0) }
    }
    if let item = cursor.current, item.kind == .path, item.pathSegments.count > 1 {
      return field(item, &cursor)
    }
    switch TypeReader(context: context).read(&cursor) {
    case .value(let type, _, _): return .value(type, of: nil)
    case .entity(let id): return .key(id)
    case .broken, nil: return nil
    }
  }

  /// `Order.status`, `Customer.home.city`.
  private func field(_ item: SyntaxNode, _ cursor: inout ClauseCursor) -> ParameterType? {
    let segments = item.pathSegments
    let head = SourceSpan(
      file: item.span.file,
      lower: item.span.lower,
      upper: item.span.lower + segments[0].utf8.count
    )
    cursor.advance()
    guard let entity = context.entity(named: Located(segments[0], head)) else { return nil }
    let resolver = ExpressionResolver(
      context: context,
      entity: entity,
      parameters: ParameterTable()
    )
    switch resolver.row(Array(segments.dropFirst()), entity, item) {
    case .scalar(_, let type, let of), .collection(_, let type, let of):
      return .value(type, of: of)
    case .key(let target, _): return .key(target)
    case .broken: return nil
    case let other:
      cursor.fail(
        Diagnostic(
          NameRules.typeMismatch,
          "\(other.title(context)) cannot be handed over",
          at: Label(item.span),
          help: ["hand single values over"]
        )
      )
      return nil
    }
  }
}
