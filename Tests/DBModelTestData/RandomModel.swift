import DBModelTestKit

/// Writes models of all kinds of patterns; the same seed gives the same declarations.
public struct RandomModel: Sendable {
  public private(set) var entities: [String] = []
  public private(set) var patterns: [String] = []
  private var random: SplitMix64
  private(set) var parents: [Int?] = []
  private(set) var isChild: [Bool] = []
  private(set) var keyTypes: [String] = []

  public init(seed: UInt64, entities entityCount: Int, patterns patternCount: Int) {
    random = SplitMix64(seed: seed)
    for number in 0..<entityCount { addEntity(number) }
    for number in 0..<patternCount { addPattern(number) }
  }

  /// The model with its declarations in an order of its own.
  ///
  /// - Parameter clauses: Of the store, where it is a DynamoDB one.
  public func text(
    store: String = "dynamodb",
    shuffledBy seed: UInt64? = nil,
    clauses: [String] = []
  ) -> String {
    var declarations = entities + patterns
    if let seed {
      var random = SplitMix64(seed: seed)
      declarations.shuffle(using: &random)
    }
    let settings = store == "dynamodb" ? clauses : ["class db.t4g.medium"]
    let body =
      settings.isEmpty ? "" : " {\n\(settings.map { "  \($0)\n" }.joined())}"
    return """
      edition 2026
      model Random

      store main: \(store) default\(body)

      service app {
        role app
      }

      """ + declarations.joined(separator: "\n")
  }

  /// The end of a pattern: who calls it, how often, and how long it may take.
  static let load = "  by app\n  rate 1/s peak 2/s\n  latency 200 ms p95\n}\n"

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private mutating func addEntity(_ number: Int) {
    let parent = number == 0 ? nil : pick(number)
    let child = parent != nil && pick(3) == 0
    var lines = ["entity E\(number) {"]
    if let parent {
      lines.append("  parent: E\(parent) inverse children\(number) 0..5K avg 3 skew uniform")
    }
    if child {
      keyTypes.append("")
      lines.append("  line: int(1..40)")
    } else {
      keyTypes.append(["uuid", "ulid", "string(40)"][pick(3)])
      lines.append("  id: \(keyTypes[number]) key")
    }
    lines += [
      "  name: string(80) avg 20 B",
      "  status: enum { open 20%, done 80% }",
      "  made: timestamp(ms)",
      "  amount: decimal(12, 2)",
      "  flag: bool",
      "  note: string(200)? avg 40 B present 30%",
    ]
    if child { lines.append("  key parent, line") }
    lines.append("  count 100K\n}\n")
    parents.append(parent)
    isChild.append(child)
    entities.append(lines.joined(separator: "\n"))
  }

  /// Further declarations, such as the patterns that `RandomModel+Writes` makes.
  public mutating func add(patterns more: [String]) { patterns += more }

  /// Puts a text in the place of another in an entity.
  mutating func change(_ number: Int, _ text: String, to other: String) {
    entities[number] = entities[number].replacing(text, with: other)
  }

  private mutating func addPattern(_ number: Int) {
    let entity = pick(entities.count)
    let kind = pick(10)
    let load = "  by app\n  rate 1/s peak 2/s\n  latency 100 ms p95\n}\n"
    let parent = parents[entity]
    var text = "access a\(number)"
    switch (kind, parent) {
    case (0, _):
      text +=
        "(made: timestamp(ms), status: E\(entity).status) {\n  read E\(entity) { name, made }\n"
      text += "  where status == $status and made >= $made\n"
      text += "  order made\(pick(2) == 0 ? " descending" : "")\n  page 20\n  skew status uniform\n"
    case (1, let parent?), (2, let parent?):
      text +=
        "(parent: E\(parent)) {\n  read E\(entity) { \(pick(2) == 0 ? "*" : "name, amount") }\n"
      text += "  where parent == $parent\n"
      if kind == 2 { text += "  order amount descending, name\n  limit 10\n" }
      text += "  skew parent uniform\n"
    case (3, let parent?):
      text +=
        "(parent: E\(parent)) {\n  read E\(parent) {\n    *\n    children\(entity) { name }\n  }\n"
      let key =
        isChild[parent] ? "parent == $parent.parent and line == $parent.line" : "id == $parent"
      text += "  where \(key)\n  skew parent uniform\n"
    case (4, let parent?):
      text +=
        "(parent: E\(parent), status: E\(entity).status? given 60%) {\n  read E\(entity) { made }\n"
      text += "  where parent == $parent and (absent($status) or status == $status)\n"
      text += "  order made\n  page 10\n  skew parent uniform\n  skew status uniform\n"
    case (5, _):
      text += "(row: new E\(entity)) {\n  insert $row\n"
    case (6, _):
      text +=
        "(name: string(80)) {\n  read E\(entity) { *, \(parent == nil ? "" : "parent { name }") }\n"
      text += "  where name == $name and flag == true\n"
      text = text.replacingEmptyChild()
    case (7, _) where !isChild[entity]:
      text += "(row: E\(entity), name: string(80)) {\n  update E\(entity) where id == $row\n"
      text += "    set name = $name\n  skew row uniform\n"
    case (8, _):
      text += "(low: decimal(12, 2), status: E\(entity).status) {\n  update E\(entity)"
      text += " where status == $status and amount < $low\n    set flag = true\n"
      text += "  skew status uniform\n  rows avg 10 max 50\n"
    default:
      text += "(since: timestamp(ms)) {\n  read E\(entity) { name }\n"
      text += "  where made >= $since and note != null\n  limit 5\n"
    }
    patterns.append(text + load)
  }
}

extension String {
  fileprivate func replacingEmptyChild() -> String {
    split(separator: "*, }", omittingEmptySubsequences: false).joined(separator: "* }")
  }
}
