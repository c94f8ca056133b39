import DBModelDiagnostics
import DBModelSyntax
import DBModelWorkload

extension TypeReader {
  /// Members of a structure, named or not. The parser bounds how deep blocks nest.
  func structure(_ block: SyntaxNode, name: String?) -> TypeReading {
    var members: [StructureMember] = []
    var firsts: [String: SourceSpan] = [:]
    var leaves = 0
    var depth = 0
    var isBroken = false
    for group in block.flatGroups {
      guard let first = group.children.first else { continue }
      guard first.kind == .label, let memberName = first.name else {
        if first.kind != .error, !group.containsError {
          context.sink.report(
            NameMessage.unexpected(first, wanted: "a member", forms: ["name: type"])
          )
        }
        isBroken = true
        continue
      }
      let memberSpan = SourceSpan(
        file: first.span.file,
        lower: first.span.lower,
        upper: first.span.lower + memberName.utf8.count
      )
      if let before = firsts[memberName] {
        context.sink.report(
          NameMessage.duplicate("member", memberName, memberSpan, first: before)
        )
        continue
      }
      firsts[memberName] = memberSpan
      if let recorder = context.recorder {
        recorder.push(recorder.declare(.member, memberName, at: memberSpan, in: recorder.owner))
      }
      defer { context.recorder?.pop() }
      guard let member = member(memberName, group) else {
        isBroken = true
        continue
      }
      members.append(member.member)
      leaves += member.leafCount
      depth = max(depth, member.depth + 1)
    }
    if members.isEmpty, !isBroken {
      context.sink.report(
        NameMessage.missingItem("a member of the structure", at: block.span, forms: ["name: type"])
      )
      return .broken
    }
    if isBroken { return .broken }
    if leaves > Self.maximumLeaves || depth > Self.maximumDepth {
      context.sink.report(
        Diagnostic(
          NameRules.tooLarge,
          "this structure is too large",
          at: Label(block.span),
          notes: [
            "\(FigureFormatter.integer(leaves)) members in all, nested \(depth) deep; "
              + "at most \(FigureFormatter.integer(Self.maximumLeaves)) and \(Self.maximumDepth)"
          ],
          help: ["keep parts of it as an entity of their own"]
        )
      )
      return .broken
    }
    return .value(.structure(name: name, members: members), leafCount: leaves, depth: depth)
  }

  private func member(_ name: String, _ group: SyntaxNode)
    -> (member: StructureMember, leafCount: Int, depth: Int)?
  {
    var cursor = ClauseCursor(clause: group, sink: context.sink)
    cursor.advance()
    guard let reading = read(&cursor) else { return nil }
    let isOptional = cursor.takeNode(.optional) != nil || cursor.optionalMark != nil
    guard case .value(var type, let leaves, let depth) = reading else {
      if case .entity(let id) = reading {
        cursor.fail(
          Diagnostic(
            NameRules.wrongFlag,
            "a structure holds values, not references",
            at: Label(cursor.previousSpan),
            help: ["refer to `\(context.entityNames[id.rawValue])` from the entity itself"]
          )
        )
      }
      return nil
    }
    var present = 1.0
    var distinct: DistinctValues?
    while !cursor.isAtGroupEnd {
      if case .string = type, cursor.current?.word == "avg" {
        guard let sized = average(type, &cursor) else { return nil }
        type = sized
      } else if case .bytes = type, cursor.current?.word == "avg" {
        guard let sized = average(type, &cursor) else { return nil }
        type = sized
      } else if isOptional, cursor.takeWord("present") != nil {
        guard let share = cursor.expect(.percent, "a share") else { return nil }
        present = share.value
      } else if distinct == nil,
        let shares = DistinctReader(context: context).trueShare(type, &cursor)
      {
        distinct = shares
      } else if distinct == nil, let word = cursor.takeWord(DistinctReader.word) {
        distinct = DistinctReader(context: context).read(behind: word, type, &cursor)
        guard distinct != nil else { return nil }
      } else {
        _ = cursor.takeWord("avg")
        break
      }
    }
    cursor.finish()
    if cursor.hasFailed { return nil }
    return (
      StructureMember(
        name: name,
        type: type,
        isOptional: isOptional,
        presentShare: present,
        distinct: distinct
      ),
      leaves, depth
    )
  }
}

/// Names with shares: values of an enumeration, cases of a variant, a popularity's top.
struct ShareList {
  struct Entry {
    let name: String
    let share: Double?
    let span: SourceSpan
  }
  private(set) var entries: [Entry] = []
  private(set) var hasFailed = false

  var isEmpty: Bool { entries.isEmpty }

  /// `{ a 90%, b 10% }`; repetitions and sums over 100 % are reported.
  static func read(_ block: SyntaxNode, _ what: String, sink: FindingSink) -> ShareList {
    var list = ShareList()
    var firsts: [String: SourceSpan] = [:]
    for group in block.flatGroups where !group.children.isEmpty {
      var cursor = ClauseCursor(clause: group, sink: sink)
      guard let name = cursor.expectName("the name of a \(what)") else {
        list.hasFailed = true
        continue
      }
      var share: Double?
      if cursor.current?.kind == .number {
        share = cursor.expect(.percent, "a share")?.value
      }
      cursor.finish()
      if cursor.hasFailed { list.hasFailed = true }
      if let first = firsts[name.value] {
        sink.report(NameMessage.duplicate(what, name.value, name.span, first: first))
        list.hasFailed = true
        continue
      }
      firsts[name.value] = name.span
      if let owner = sink.recorder?.owner {
        sink.recorder?.declare(.enumerationCase, name.value, at: name.span, in: owner)
      }
      list.entries.append(Entry(name: name.value, share: share, span: group.span))
    }
    if !list.hasFailed { checkSum(list.entries, block.span, sink) }
    return list
  }

  /// Shares of a whole never exceed it; where all are stated they make it up.
  static func checkSum(_ entries: [Entry], _ span: SourceSpan, _ sink: FindingSink) {
    let stated = entries.compactMap(\.share)
    let sum = stated.reduce(0, +)
    let terms = stated.map { FigureFormatter.term($0 * 100) }.joined(separator: " + ")
    if sum > 1 + 1e-9 {
      sink.report(
        Diagnostic(
          NameRules.sharesOverOne,
          "these shares make more than the whole",
          at: Label(span),
          notes: ["\(terms) = \(FigureFormatter.term(sum * 100))%"],
          help: ["correct the shares"]
        )
      )
    } else if stated.count == entries.count, !stated.isEmpty, sum < 1 - 0.005 {
      sink.report(
        Diagnostic(
          NameRules.sharesBelowOne,
          "these shares do not make up the whole",
          at: Label(span),
          notes: [
            "\(terms) = \(FigureFormatter.term(sum * 100))%",
            "every value has a share, so nothing is left for the rest",
          ],
          help: ["correct the shares, or leave one of them out: it takes the rest"]
        )
      )
    }
  }
}

/// Structures, each behind those it uses.
struct StructResolver {
  let context: Context

  init(_ context: Context) { self.context = context }

  func resolve(_ declarations: Declarations) {
    // Entities must have their places first: a structure that names one is told so.
    for declaration in declarations.entities where !declaration.isDuplicate {
      context.entityIDs[declaration.name] = EntityID(context.entityNames.count)
      context.entityNames.append(declaration.name)
    }
    let kept = declarations.structs.filter { !$0.isDuplicate }
    var places: [String: Int] = [:]
    for (index, declaration) in kept.enumerated() { places[declaration.name] = index }
    context.structNames = kept.map(\.name)
    let dependencies = kept.map { declaration in
      declaration.block.map { Self.names(in: $0).compactMap { places[$0] } } ?? []
    }
    let (order, circular) = TopologicalOrder.sort(dependencies)
    for circle in TopologicalOrder.circles(dependencies, among: circular) {
      let names = (circle + circle.prefix(1)).map { "`\(kept[$0].name)`" }
      context.sink.report(
        Diagnostic(
          NameRules.circularStruct,
          "`\(kept[circle[0]].name)` contains itself",
          at: Label(kept[circle[0]].nameSpan),
          notes: [names.joined(separator: " holds ")],
          help: ["make one of them an entity, and refer to it"]
        )
      )
    }
    for index in circular {
      context.structs[kept[index].name] = ResolvedStruct(
        type: nil,
        leafCount: 0,
        depth: 0,
        span: kept[index].nameSpan
      )
    }
    for index in order { context.structs[kept[index].name] = read(kept[index]) }
    for declaration in declarations.structs where declaration.isDuplicate { _ = read(declaration) }
  }

  private func read(_ declaration: Declaration) -> ResolvedStruct {
    guard let block = declaration.block else {
      if !declaration.clause.containsError {
        context.sink.report(
          NameMessage.missingItem(
            "the members of the structure",
            at: declaration.nameSpan,
            forms: ["{ name: type }"]
          )
        )
      }
      return ResolvedStruct(type: nil, leafCount: 0, depth: 0, span: declaration.nameSpan)
    }
    let reader = TypeReader(context: context)
    if let recorder = context.recorder {
      recorder.push(recorder.symbol(.structure, declaration.name))
    }
    defer { context.recorder?.pop() }
    guard
      case .value(let type, let leaves, let depth) = reader.structure(
        block,
        name: declaration.name
      )
    else { return ResolvedStruct(type: nil, leafCount: 0, depth: 0, span: declaration.nameSpan) }
    return ResolvedStruct(
      type: type,
      leafCount: leaves,
      depth: depth,
      span: declaration.nameSpan
    )
  }

  /// Every name a block's members use as a type, through anonymous structures.
  private static func names(in block: SyntaxNode) -> [String] {
    var found: [String] = []
    var open = [block]
    while let next = open.popLast() {
      for group in next.flatGroups {
        for item in group.children {
          if item.kind == .block { open.append(item) }
          if item.kind == .path, let name = item.name { found.append(name) }
        }
      }
    }
    return found
  }
}
