import DBModelTestKit

/// Whole models without mistakes, 10 to 60 lines, that differ in which clauses they have and how
/// those are written. How they are laid out is somebody else's matter.
public struct ModelGenerator: Sendable {
  var random: SplitMix64
  /// Every clause written so far, as `an entity: count`.
  public private(set) var used: Set<String> = []
  private var lines: [String] = []
  private var mark = (lines: 0, used: Set<String>())

  /// The kind of the store `main`.
  var mainKind = "dynamodb"
  /// The kind of the store `copy`, where there is one.
  var copyKind: String?
  var hasService = false
  var hasWholeCustomer = false
  var hasOrder = false
  var hasFlow = false

  static let kinds = ["dynamodb", "aurora-postgresql", "aurora-mysql", "sqlite"]
  /// The longest model.
  static let maximumLines = 60

  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// The next one.
  public mutating func model() -> String {
    lines = []
    (copyKind, hasService, hasOrder, hasFlow) = (nil, false, false, false)
    let wanted = random.integer(10...Self.maximumLines)
    row("a model", "edition 2026")
    if random.chance(0.9) { row("a model", "model \(pick(["Shop", "Notes", "m_1"], "Shop"))") }
    if random.chance(0.1) { row("a model", "import \"\(pick(Self.texts, "a")).dbmodel\"") }
    blank()
    mainStore()
    customer()
    if wanted > 24 { order() }
    var sections: [(inout ModelGenerator) -> Void] = [
      { $0.copyStore() }, { $0.service() }, { $0.structure() }, { $0.product() }, { $0.policy() },
      { $0.goals() }, { $0.failures() }, { $0.design() }, { $0.allow() }, { $0.flow() },
      { $0.readCustomer() }, { $0.readOrders() }, { $0.groupOrders() }, { $0.placeOrder() },
      { $0.changeOrder() }, { $0.putCustomer() }, { $0.deleteOrders() }, { $0.sql() },
      { $0.forEach() },
    ]
    sections.shuffle(using: &random)
    while lines.count < wanted, let next = sections.popLast() {
      mark = (lines.count, used)
      let state = (copyKind, hasService, hasOrder, hasFlow)
      next(&self)
      if lines.count > Self.maximumLines {
        lines.removeLast(lines.count - mark.lines)
        used = mark.used
        (copyKind, hasService, hasOrder, hasFlow) = state
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

// MARK: Lines

extension ModelGenerator {
  static let texts = [
    "", "a", "zoë", "e\u{301}", "日本語", "😀", "tab\\tend", "quote \\\" mark", "// no comment",
    "{ a, b }", "👩‍👩‍👧",
  ]
  private static let documentation = [
    "/// What it is for.", "/// `code`, and \"quotes\".", "///", "/// Größe 日本 😀 // not apart",
  ]

  mutating func pick<T>(_ values: [T], _ otherwise: T) -> T {
    values.randomElement(using: &random) ?? otherwise
  }

  /// One of some ways to write a clause.
  mutating func one(_ ways: String...) -> String { pick(ways, "") }

  mutating func blank() { lines.append("") }

  mutating func row(_ owner: String, _ text: String, indent: Int = 0) {
    note(owner, text)
    lines.append(String(repeating: " ", count: 2 * indent) + text)
  }

  /// Takes down that a clause was written.
  mutating func note(_ owner: String, _ text: String) {
    let name = text.prefix { $0 != " " && $0 != ":" && $0 != "(" && $0 != "\n" }
    used.insert("\(owner): \(name)")
  }

  /// A clause with its ways, which stands there or not.
  mutating func maybe(_ probability: Double, _ rows: inout [String], _ ways: String...) {
    if random.chance(probability) { rows.append(pick(ways, "")) }
  }

  /// A declaration at the margin with its clauses.
  mutating func declaration(
    _ header: String,
    owner: String,
    attributes: [String] = [],
    _ clauses: [String]
  ) {
    blank()
    if random.chance(0.3) { lines.append(pick(Self.documentation, "///")) }
    note("a model", header)
    for clause in clauses { note(owner, clause) }
    let rows = attributes + clauses
    if rows.count == 1, !rows[0].contains("\n"), random.chance(0.3) {
      lines.append("\(header) { \(rows[0]) }")
      return
    }
    if rows.isEmpty {
      lines.append(header)
      return
    }
    for line in "\(header) {".split(separator: "\n") { lines.append(String(line)) }
    for (index, text) in rows.enumerated() {
      if index == attributes.count, index > 0, random.chance(0.5) { blank() }
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        lines.append(line.isEmpty ? "" : "  " + line)
      }
    }
    lines.append("}")
  }
}
