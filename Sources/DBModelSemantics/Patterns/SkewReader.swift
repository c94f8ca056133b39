import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// Reads how unevenly parameters are asked for, alone and together.
struct SkewReader {
  /// What a pattern says of its parameters.
  struct Reading {
    var single: [PatternSkew] = []
    var joint: [JointSkew] = []
  }

  /// A parameter or an attribute of its rows, as a skew names it.
  private struct Subject {
    let name: Located<String>
    let skew: SkewSubject
    /// The cases of its enumeration, where it has one.
    let cases: [String]?
    let caseOwner: SymbolID?
  }

  let context: Context
  let sheet: ClauseSheet
  let parameters: ParameterTable

  private var sink: FindingSink { context.sink }

  func read() -> Reading {
    var reading = Reading()
    var seen: [String: SourceSpan] = [:]
    for node in sheet.nodes("skew") { read(node, &seen, into: &reading) }
    return reading
  }

  private func read(
    _ node: SyntaxNode,
    _ seen: inout [String: SourceSpan],
    into reading: inout Reading
  ) {
    var cursor = ClauseCursor(clause: node, sink: sink)
    cursor.advance()
    var subjects: [Subject] = []
    repeat {
      guard let found = subject(&cursor) else { return }
      if let first = seen[found.name.value] {
        cursor.fail(NameMessage.repeated("skew \(found.name.value)", found.name.span, first: first))
        return
      }
      seen[found.name.value] = found.name.span
      subjects.append(found)
    } while cursor.nextGroup()
    let relation: JointSkew.Relation? = subjects.count > 1 ? .together : nil
    if relation != nil, cursor.takeWord("together") == nil {
      cursor.failMissing("`together`", forms: ["skew customer, status together zipf(0.9)"])
      return
    }
    if relation == nil, cursor.takeWord("within") != nil {
      return within(subjects[0], node, &cursor, into: &reading)
    }
    let alone = subjects.count == 1 ? subjects[0] : nil
    guard let popularity = popularity(alone, &cursor) else { return }
    let isLargestFirst =
      alone.map { largestFirst(popularity, hasNames: $0.cases != nil, &cursor) } ?? false
    cursor.finish()
    guard !cursor.hasFailed else { return }
    reading.single += subjects.map {
      PatternSkew(
        parameter: $0.skew.parameter,
        field: $0.skew.field,
        popularity: alone == nil ? .unknown : popularity.value,
        isLargestFirst: isLargestFirst,
        span: node.span
      )
    }
    guard let relation else { return }
    reading.joint.append(
      JointSkew(
        relation: relation,
        subjects: subjects.map(\.skew),
        popularity: popularity.value,
        span: node.span
      )
    )
  }

  /// `skew order within customer uniform`: each order goes with one customer.
  private func within(
    _ inner: Subject,
    _ node: SyntaxNode,
    _ cursor: inout ClauseCursor,
    into reading: inout Reading
  ) {
    guard let outer = subject(&cursor) else { return }
    guard outer.name.value != inner.name.value else {
      cursor.fail(
        Diagnostic(
          NameRules.conflicting,
          "`\(inner.name.value)` cannot stand within itself",
          at: Label(outer.name.span),
          help: ["name the parameter that it goes with"]
        )
      )
      return
    }
    guard let popularity = popularity(inner, &cursor) else { return }
    cursor.finish()
    guard !cursor.hasFailed else { return }
    // Among all its values it is spread as the values it goes with are, and further: unknown.
    reading.single.append(
      PatternSkew(
        parameter: inner.skew.parameter,
        field: inner.skew.field,
        popularity: .unknown,
        span: node.span
      )
    )
    reading.joint.append(
      JointSkew(
        relation: .within,
        subjects: [outer.skew, inner.skew],
        popularity: popularity.value,
        span: node.span
      )
    )
  }

  /// `largest first`: a distribution that prefers some, and not by their names.
  private func largestFirst(
    _ popularity: Located<Popularity>,
    hasNames: Bool,
    _ cursor: inout ClauseCursor
  ) -> Bool {
    guard let word = cursor.takeWord("largest") else { return false }
    guard let second = cursor.takeWord("first") else {
      cursor.failMissing("`first`", forms: ["skew customer zipf(0.9) largest first"])
      return false
    }
    switch popularity.value {
    case .zipf, .hotset, .hotFraction, .trace: if !hasNames { return true }
    case .top(let shares): if !hasNames, shares.allSatisfy({ $0.value == nil }) { return true }
    case .uniform, .recent, .unknown: break
    }
    cursor.fail(
      Diagnostic(
        NameRules.conflicting,
        "`largest first` does not go with this distribution",
        at: Label(word.span.union(second.span)),
        secondary: [
          Label(
            popularity.span,
            hasNames ? "of cases, which have names" : "says which, or that none is preferred"
          )
        ],
        notes: ["it says that those with the most rows are asked for most"],
        help: [
          hasNames
            ? "remove it, and say how often each case is asked for: `top(.open 70%)`"
            : "remove it, or write `zipf(0.9)`, `hotset(20 keys, 80%)` or `top(5%, 3%)`"
        ]
      )
    )
    return false
  }

  private func popularity(_ subject: Subject?, _ cursor: inout ClauseCursor)
    -> Located<Popularity>?
  {
    PopularityReader(context: context, cases: subject?.cases, caseOwner: subject?.caseOwner)
      .read(&cursor)
  }

  private func subject(_ cursor: inout ClauseCursor) -> Subject? {
    guard let name = cursor.expectPath("a parameter") else { return nil }
    let segments = name.value.split(separator: ".").map(String.init)
    guard let id = segments.first.flatMap({ parameters.find($0) }) else {
      parameters.noteUnknown(segments.first ?? "")
      cursor.fail(
        NameMessage.unknown(
          "parameter",
          segments.first ?? "",
          name.span,
          among: parameters.names
        )
      )
      return nil
    }
    parameters.use(id)
    if context.recorder != nil { record(id, segments, name.span) }
    guard !parameters.broken.contains(segments[0]),
      let found = subject(id, Array(segments.dropFirst()), name.span, &cursor)
    else { return nil }
    let element = parameters.element(of: id) ?? parameters[id].type
    return Subject(
      name: name,
      skew: SkewSubject(parameter: id, field: found.field),
      cases: found.cases,
      caseOwner: found.field.map { context.caseOwner(of: $0) }
        ?? context.caseOwner(ofValues: parameters[id], element)
    )
  }

  /// The names of `lines.product`.
  private func record(_ id: ParameterID, _ segments: [String], _ span: SourceSpan) {
    var lower = span.lower
    var entity: EntityID? =
      switch parameters.element(of: id) ?? parameters[id].type {
      case .key(let target), .newRow(let target): target
      default: nil
      }
    for (place, name) in segments.enumerated() {
      let upper = lower + name.utf8.count
      let part = SourceSpan(
        file: span.file,
        lower: lower,
        upper: max(lower, min(upper, span.upper))
      )
      lower = upper + 1
      guard place > 0 else {
        context.record(parameters[id], at: part)
        continue
      }
      guard let owner = entity, let attribute = context.scopes[owner.rawValue].attributes[name]
      else {
        return
      }
      context.recordStep(name, of: owner, at: part)
      if case .reference(let next) = context.entities[owner.rawValue][attribute].kind {
        entity = next.target
      } else {
        entity = nil
      }
    }
  }

  /// Which values a skew spreads over, and their names where they have some.
  private func subject(
    _ id: ParameterID,
    _ rest: [String],
    _ span: SourceSpan,
    _ cursor: inout ClauseCursor
  ) -> (field: FieldReference?, cases: [String]?)? {
    let type = parameters.element(of: id) ?? parameters[id].type
    guard !rest.isEmpty else {
      if case .value(.enumeration(let cases), _) = type { return (nil, cases.map(\.name)) }
      return (nil, nil)
    }
    guard case .newRow(let entity) = type else {
      if case .key(let entity) = type, let found = field(rest, entity, span, &cursor) {
        return found
      }
      if !cursor.hasFailed {
        cursor.fail(
          Diagnostic(
            NameRules.typeMismatch,
            "`\(parameters[id].name)` has no attributes",
            at: Label(span),
            help: ["write `skew \(parameters[id].name) …`"]
          )
        )
      }
      return nil
    }
    return field(rest, entity, span, &cursor)
  }

  private func field(
    _ rest: [String],
    _ entity: EntityID,
    _ span: SourceSpan,
    _ cursor: inout ClauseCursor
  ) -> (field: FieldReference?, cases: [String]?)? {
    let scope = context.scopes[entity.rawValue]
    let source = context.entities[entity.rawValue]
    guard let id = scope.attributes[rest[0]] else {
      let length = rest.joined(separator: ".").utf8.count
      cursor.fail(
        NameMessage.unknown(
          "attribute",
          rest[0],
          SourceSpan(
            file: span.file,
            lower: max(span.lower, span.upper - length),
            upper: span.upper
          ),
          among: scope.attributeNames,
          in: " in `\(source.name)`"
        )
      )
      return nil
    }
    if scope.broken.contains(rest[0]) {
      cursor.fail()
      return nil
    }
    let fields = scope.fields[id.rawValue].filter { rest.count == 1 || source[$0].path == rest }
    guard let first = fields.first else {
      cursor.fail(
        Diagnostic(
          NameRules.typeMismatch,
          "`\(rest.joined(separator: "."))` is no single value",
          at: Label(span),
          help: ["name an attribute with one value"]
        )
      )
      return nil
    }
    if case .enumeration(let cases) = source[first].type {
      return (FieldReference(entity, first), cases.map(\.name))
    }
    return (FieldReference(entity, first), nil)
  }
}
