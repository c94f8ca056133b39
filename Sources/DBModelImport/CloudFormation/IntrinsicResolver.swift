import DBModelDiagnostics

/// Replaces the functions of a template by their values where the template says them: parameters by
/// their defaults, texts put together of such, mappings, conditions. What it does not say becomes
/// `unresolved`.
struct IntrinsicResolver {
  private let parameters: [String: SourceNode]
  private let mappings: SourceNode?
  private let conditions: [String: SourceNode]
  /// Whether each condition holds with the defaults; one that the template does not decide is left
  /// out. Worked out once each: conditions may name each other many times over.
  private var holds: [String: Bool] = [:]
  private let sink: NoteSink
  /// Names given to tables, by logical id, as far as the template says them.
  var tableNames: [String: String] = [:]

  /// What a text may grow to, in bytes; a name has 255 characters.
  private static let maximumText = 4_096

  init(_ template: SourceNode, _ sink: NoteSink) {
    self.sink = sink
    var parameters: [String: SourceNode] = [:]
    for member in template["Parameters"]?.members ?? [] {
      if let value = member.value["Default"] { parameters[member.key] = value }
    }
    self.parameters = parameters
    mappings = template["Mappings"]
    var conditions: [String: SourceNode] = [:]
    for member in template["Conditions"]?.members ?? [] { conditions[member.key] = member.value }
    self.conditions = conditions
    var known: Set<String> = []
    for member in template["Conditions"]?.members ?? [] { decide(member.key, &known, 0) }
  }

  /// A value with every function in it resolved; members whose value is `AWS::NoValue` are gone.
  func resolved(_ node: SourceNode) -> SourceNode {
    switch node.value {
    case .array(let items):
      return SourceNode(.array(items.map(resolved).filter { !$0.isNull }), node.span)
    case .object(let members):
      if let function = Self.function(members) {
        return SourceNode(value(function.name, function.argument, 0), node.span)
      }
      return SourceNode(
        .object(
          members.map {
            SourceNode.Member(key: $0.key, keySpan: $0.keySpan, value: resolved($0.value))
          }
        ),
        node.span
      )
    default: return node
    }
  }

  /// An object with one member that names a function.
  static func function(_ members: [SourceNode.Member]) -> (name: String, argument: SourceNode)? {
    guard members.count == 1, let member = members.first else { return nil }
    let isFunction =
      member.key == "Ref" || member.key.hasPrefix("Fn::")
      || member.key == "Condition" && member.value.stringValue != nil
    return isFunction ? (member.key, member.value) : nil
  }

  /// How deep conditions may refer to each other.
  private static let maximumDepth = 32

  private func value(_ name: String, _ argument: SourceNode, _ depth: Int) -> SourceNode.Value {
    guard depth < Self.maximumDepth else { return .unresolved(name) }
    switch name {
    case "Ref": return reference(argument.stringValue ?? "")
    case "Fn::Sub": return substituted(argument, depth)
    case "Fn::Join": return joined(argument, depth)
    case "Fn::FindInMap": return mapped(argument, depth)
    case "Fn::If": return chosen(argument, depth)
    case "Fn::Select": return selected(argument, depth)
    default: return .unresolved(Self.written(name, argument))
    }
  }

  /// A function as a person writes it: `!GetAtt Orders.Arn`.
  private static func written(_ name: String, _ argument: SourceNode) -> String {
    let short = name.hasPrefix("Fn::") ? String(name.dropFirst(4)) : name
    let parts = (argument.elements ?? [argument]).compactMap(\.stringValue)
    return "!\(short) \(parts.joined(separator: "."))"
  }

  private func reference(_ name: String) -> SourceNode.Value {
    if name == "AWS::NoValue" { return .null }
    if let value = parameters[name] {
      switch value.value {
      case .string, .number, .bool: return value.value
      default: break
      }
    }
    if let table = tableNames[name] { return .string(table) }
    return .unresolved("!Ref \(name)")
  }

  /// An argument that may be a function itself.
  private func inner(_ node: SourceNode, _ depth: Int) -> SourceNode.Value {
    guard let members = node.members, let function = Self.function(members) else {
      return resolved(node).value
    }
    return value(function.name, function.argument, depth + 1)
  }

  private func text(_ node: SourceNode, _ depth: Int) -> String? {
    switch inner(node, depth) {
    case .string(let text): text
    case .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    default: nil
    }
  }

  /// `orders-${Stage}`, alone or with values of its own.
  private func substituted(_ argument: SourceNode, _ depth: Int) -> SourceNode.Value {
    let parts = argument.elements ?? [argument]
    guard let pattern = parts.first?.stringValue else { return .unresolved("!Sub") }
    var own: [String: String] = [:]
    for member in parts.dropFirst().first?.members ?? [] {
      own[member.key] = text(member.value, depth)
    }
    var out = ""
    var rest = pattern[...]
    while let open = rest.firstRange(of: "${") {
      out += rest[..<open.lowerBound]
      let behind = rest[open.upperBound...]
      guard let close = behind.firstIndex(of: "}") else { break }
      let name = behind[..<close].filter { $0 != " " }
      rest = behind[behind.index(after: close)...]
      if name.hasPrefix("!") {
        out += "${\(name.dropFirst())}"
      } else if let value = own[name] {
        out += value
      } else if case .string(let value) = reference(name) {
        out += value
      } else if case .number(let value) = reference(name) {
        out += value
      } else {
        return .unresolved("!Sub \(pattern)")
      }
      if out.utf8.count > Self.maximumText { return .unresolved("!Sub \(pattern.prefix(60))") }
    }
    return .string(out + rest)
  }

  private func joined(_ argument: SourceNode, _ depth: Int) -> SourceNode.Value {
    guard let parts = argument.elements, parts.count == 2, let mark = parts[0].stringValue,
      let items = parts[1].elements
    else { return .unresolved("!Join") }
    var out = ""
    for (number, item) in items.enumerated() {
      guard let text = text(item, depth), out.utf8.count <= Self.maximumText else {
        return .unresolved("!Join")
      }
      out += (number > 0 ? mark : "") + text
    }
    return .string(out)
  }

  private func mapped(_ argument: SourceNode, _ depth: Int) -> SourceNode.Value {
    let names = (argument.elements ?? []).prefix(3).map { text($0, depth) }
    guard names.count == 3, let map = names[0], let first = names[1], let second = names[2],
      let found = mappings?[map]?[first]?[second]
    else { return .unresolved(Self.written("Fn::FindInMap", argument)) }
    return found.value
  }

  private func selected(_ argument: SourceNode, _ depth: Int) -> SourceNode.Value {
    guard let parts = argument.elements, parts.count == 2,
      let place = text(parts[0], depth).flatMap({ Int($0) }), let items = parts[1].elements,
      items.indices.contains(place)
    else { return .unresolved("!Select") }
    return inner(items[place], depth)
  }

  /// The branch that holds with the defaults; the first where that is not known, which is noted.
  private func chosen(_ argument: SourceNode, _ depth: Int) -> SourceNode.Value {
    guard let parts = argument.elements, parts.count == 3, let name = parts[0].stringValue else {
      return .unresolved(Self.written("Fn::If", argument))
    }
    if holds[name] == nil {
      sink.add(
        "taken as if it held: condition `\(Quoted.text(name))`, which the defaults do not decide",
        at: parts[0].span
      )
    }
    return inner(holds[name] ?? true ? parts[1] : parts[2], depth)
  }

  /// Works out a condition and those it names; one that leads back to itself stays open.
  private mutating func decide(_ name: String, _ known: inout Set<String>, _ depth: Int) {
    guard depth < Self.maximumDepth, known.insert(name).inserted, let node = conditions[name]
    else { return }
    holds[name] = condition(node, &known, depth)
  }

  private mutating func condition(_ node: SourceNode, _ known: inout Set<String>, _ depth: Int)
    -> Bool?
  {
    guard depth < Self.maximumDepth, let members = node.members,
      let function = Self.function(members)
    else { return nil }
    let parts = function.argument.elements ?? []
    switch function.name {
    case "Condition":
      let name = function.argument.stringValue ?? ""
      decide(name, &known, depth + 1)
      return holds[name]
    case "Fn::Equals":
      guard parts.count == 2, let left = text(parts[0], depth), let right = text(parts[1], depth)
      else { return nil }
      return left == right
    case "Fn::Not": return parts.first.flatMap { condition($0, &known, depth + 1) }.map { !$0 }
    case "Fn::And", "Fn::Or":
      let isAnd = function.name == "Fn::And"
      for part in parts {
        guard let value = condition(part, &known, depth + 1) else { return nil }
        if value != isAnd { return value }
      }
      return isAnd
    default: return nil
    }
  }
}
