import DBModelDiagnostics

/// Builds the values of a YAML file out of the events of its parser.
struct YAMLTreeBuilder {
  enum Kind {
    case sequence
    case mapping
  }

  /// A value with what it costs to expand.
  private struct Built {
    let node: SourceNode
    /// The value and all below it.
    let weight: Int
    /// Levels below it.
    let depth: Int
  }

  /// A list or an object that is not closed yet.
  private struct Open {
    let kind: Kind
    let tag: String?
    let anchor: String?
    let lower: Int
    var elements: [SourceNode] = []
    var members: [SourceNode.Member] = []
    var key: SourceNode?
    var merged: [SourceNode.Member] = []
    var weight = 1
    var depth = 0
  }

  private let file: SourceFile
  /// Where the bytes of a count of characters end; the parser counts characters, and only onwards.
  private var byte: Int
  private var character = 0
  private var stack: [Open] = []
  private var anchors: [String: Built] = [:]
  private var total = 0
  private(set) var documents: [SourceNode] = []

  init(file: SourceFile, start: Int) {
    self.file = file
    byte = start
  }

  mutating func scalar(
    _ text: String,
    isPlain: Bool,
    tag: String?,
    anchor: String?,
    from lower: Int,
    to upper: Int
  ) throws(ImportFailure) {
    let start = offset(lower)
    let span = SourceSpan(file: file.id, lower: start, upper: max(start, offset(upper)))
    // Names stay texts whatever they look like.
    let isKey = stack.last?.kind == .mapping && stack.last?.key == nil
    let value = isPlain && !isKey ? Self.plain(text) : .string(text)
    let node = YAMLFunctions.expanded(SourceNode(value, span), tag: tag)
    try add(Built(node: node, weight: 1, depth: 0), anchor: anchor, counting: 1)
  }

  mutating func open(
    _ kind: Kind,
    tag: String?,
    anchor: String?,
    from lower: Int
  ) throws(ImportFailure) {
    guard stack.count < ImportLimits.depth else {
      throw failure("nested deeper than \(ImportLimits.depth) levels", at: lower)
    }
    stack.append(Open(kind: kind, tag: tag, anchor: anchor, lower: offset(lower)))
  }

  mutating func close(at upper: Int) throws(ImportFailure) {
    guard let open = stack.popLast() else { return }
    let span = SourceSpan(file: file.id, lower: open.lower, upper: max(open.lower, offset(upper)))
    var members = open.members
    if !open.merged.isEmpty {
      var names = Set(members.map(\.key))
      members += open.merged.filter { names.insert($0.key).inserted }
    }
    let value: SourceNode.Value = open.kind == .mapping ? .object(members) : .array(open.elements)
    let node = YAMLFunctions.expanded(SourceNode(value, span), tag: open.tag)
    let built = Built(node: node, weight: open.weight, depth: open.depth + 1)
    try add(built, anchor: open.anchor, counting: 1)
  }

  mutating func alias(_ name: String, from lower: Int) throws(ImportFailure) {
    guard let built = anchors[name] else {
      throw failure("`*\(Quoted.text(name))` names no anchor before it", at: lower)
    }
    guard stack.count + built.depth <= ImportLimits.depth else {
      throw failure("nested deeper than \(ImportLimits.depth) levels", at: lower)
    }
    try add(built, anchor: nil, counting: built.weight)
  }

  mutating func endDocument() { anchors = [:] }

  /// What is wrong at a character.
  mutating func failure(_ title: String, at character: Int) -> ImportFailure {
    let start = offset(character)
    return .unreadable(
      title,
      at: SourceSpan(file: file.id, lower: start, upper: min(start + 1, file.bytes.count)),
      help: "check that the file is whole, and that its lines are indented alike"
    )
  }

  /// - Parameter count: The values that are new with it: all of them where an alias repeats some.
  private mutating func add(_ built: Built, anchor: String?, counting count: Int)
    throws(ImportFailure)
  {
    total += count
    if total > ImportLimits.values {
      throw .unreadable(
        "there are more than \(ImportLimits.values) values",
        at: built.node.span,
        notes: ["an alias counts as all it stands for"],
        help: "import the part that describes tables"
      )
    }
    if let anchor { anchors[anchor] = built }
    guard !stack.isEmpty else {
      documents.append(built.node)
      return
    }
    let top = stack.count - 1
    stack[top].weight += built.weight
    stack[top].depth = max(stack[top].depth, built.depth)
    guard stack[top].kind == .mapping else {
      stack[top].elements.append(built.node)
      return
    }
    guard let key = stack[top].key else {
      guard built.node.stringValue != nil else {
        throw .unreadable(
          "a name is \(built.node.kind), not a text",
          at: built.node.span,
          help: "write the name as a plain word"
        )
      }
      stack[top].key = built.node
      return
    }
    stack[top].key = nil
    let name = key.stringValue ?? ""
    if name == "<<" {
      stack[top].merged += Self.merged(built.node)
    } else {
      stack[top].members.append(
        SourceNode.Member(key: name, keySpan: key.span, value: built.node)
      )
    }
  }

  /// What `<<` merges: an object, or each of a list of them.
  private static func merged(_ node: SourceNode) -> [SourceNode.Member] {
    node.members ?? (node.elements ?? []).flatMap { $0.members ?? [] }
  }

  /// The byte at which a character stands. The parser goes forward; what lies before the last place
  /// that was asked for has that place.
  private mutating func offset(_ wanted: Int) -> Int {
    while character < wanted, byte < file.bytes.count {
      byte += 1
      while byte < file.bytes.count, file.bytes[byte] & 0xC0 == 0x80 { byte += 1 }
      character += 1
    }
    return byte
  }

  /// A plain scalar by the core schema of YAML 1.2: `yes` and `no` are texts.
  private static func plain(_ text: String) -> SourceNode.Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    // A leading zero keeps an account number a text.
    let isNumber =
      !digits.isEmpty && digits.count <= 40
      && digits.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
      && digits.count { $0 == UInt8(ascii: ".") } <= 1
      && digits.first != UInt8(ascii: ".") && digits.last != UInt8(ascii: ".")
      && (digits.count == 1 || digits.first != UInt8(ascii: "0")
        || digits.dropFirst().first == UInt8(ascii: "."))
    return isNumber ? .number(text) : .string(text)
  }
}

/// The short forms of the functions of templates: `!Ref x` is `{"Ref": x}`, `!Sub x` is
/// `{"Fn::Sub": x}`.
enum YAMLFunctions {
  static func expanded(_ node: SourceNode, tag: String?) -> SourceNode {
    guard let tag, tag.hasPrefix("!"), !tag.hasPrefix("!!"), tag.utf8.count > 1 else {
      return node
    }
    let name = String(tag.dropFirst())
    let long = name == "Ref" || name == "Condition" ? name : "Fn::\(name)"
    var argument = node
    if name == "GetAtt", let text = node.stringValue {
      let parts = text.split(separator: ".", maxSplits: 1).map {
        SourceNode(.string(String($0)), node.span)
      }
      argument = SourceNode(.array(parts), node.span)
    }
    let member = SourceNode.Member(key: long, keySpan: node.span, value: argument)
    return SourceNode(.object([member]), node.span)
  }
}
