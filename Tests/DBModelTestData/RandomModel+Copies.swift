import DBModelTestKit

extension RandomModel {
  /// Adds reads that look at rows over references, in answers, filters and orders, and inserts of
  /// both sides; in some models what they look at changes or goes, so that no copy stays true.
  public mutating func addCopies(seed: UInt64, count: Int) {
    var random = SplitMix64(seed: seed &* 41 &+ 5)
    let children = entities.indices.filter { parents[$0] != nil }
    for number in children where !isChild[number] && random.chance(0.3) {
      change(number, " skew uniform\n", to: " skew uniform present 70%\n")
      change(
        number,
        "parent: E\(parents[number] ?? 0) ",
        to: "parent: E\(parents[number] ?? 0)? "
      )
    }
    var made: [String] = []
    for number in 0..<count {
      let entity = children[random.integer(0...children.count - 1)]
      made.append(overReference(number, of: entity, kind: random.integer(0...9)))
      guard random.chance(0.6) else { continue }
      let inserted = random.chance(0.7) ? entity : parents[entity] ?? 0
      made.append(insert(number, into: inserted, kind: random.integer(0...2)))
    }
    if random.chance(0.3) {
      let parent = parents[children[random.integer(0...children.count - 1)]] ?? 0
      made.append(changing(parent, kind: random.integer(0...2)))
    }
    add(patterns: made)
  }

  private func overReference(_ number: Int, of entity: Int, kind: Int) -> String {
    let parent = parents[entity] ?? 0
    let text: String
    switch kind {
    case 0:
      text =
        "(status: E\(entity).status) {\n  read E\(entity) { name, parent { name, note } }\n"
        + "  where status == $status\n  order made descending\n  page 10\n  skew status uniform\n"
    case 1:
      text =
        "(status: E\(parent).status) {\n  read E\(entity) { name, amount }\n"
        + "  where parent.status == $status\n  order made\n  limit 10\n  skew status uniform\n"
    case 2:
      text =
        "(name: string(80)) {\n  read E\(entity) { name, parent { status } }\n"
        + "  where parent.name == $name\n  skew name uniform\n"
    case 3:
      text =
        "(status: E\(entity).status, low: decimal(12, 2)) {\n  read E\(entity) { name }\n"
        + "  where status == $status and parent.amount >= $low\n  order parent.amount\n  limit 5\n"
        + "  skew status uniform\n"
    case 4:
      text =
        "(status: E\(entity).status) {\n  read E\(entity) { name, parent { name } }\n"
        + "  where status == $status and parent.flag == true\n  skew status uniform\n"
    case 5:
      text =
        "(name: string(80)) {\n  read E\(entity) { *, parent { * } }\n"
        + "  where name == $name and parent.note != null\n  skew name uniform\n"
    case 6:
      text =
        "(status: E\(entity).status) {\n  read E\(entity) { name }\n"
        + "  where status == $status\n  order parent.made descending, name\n  limit 10\n"
        + "  skew status uniform\n"
    case 7:
      text =
        "(status: E\(parent).status? given 60%, name: string(80)) {\n"
        + "  read E\(entity) { name, parent { status } }\n"
        + "  where name == $name and (absent($status) or parent.status == $status)\n"
        + "  skew status uniform\n  skew name uniform\n  consistency strong\n"
    case 8:
      text =
        "(status: E\(entity).status) {\n"
        + "  read E\(entity) { state: parent.status, rows: count(), most: max(parent.amount) }\n"
        + "  where status == $status\n  group state\n  skew status uniform\n"
    default:
      text =
        "(parents: many E\(parent).name 1..4 avg 2) {\n  read E\(entity) { name, amount }\n"
        + "  where parent.name in $parents\n  skew parents uniform\n"
    }
    return "access c\(number)\(text)" + Self.load
  }

  private func insert(_ number: Int, into entity: Int, kind: Int) -> String {
    let text =
      switch kind {
      case 0: "(new: new E\(entity)) {\n  insert $new\n"
      case 1: "(news: many new E\(entity) 1..4 avg 2) {\n  insert $news\n"
      default:
        "(news: many new E\(entity) 1..4 avg 2) {\n  transaction {\n    insert $news\n  }\n"
      }
    return "access n\(number)\(text)" + Self.load
  }

  /// What a read over a reference may look at, and what copies could not follow.
  private func changing(_ parent: Int, kind: Int) -> String {
    let own = key(of: parent)
    switch kind {
    case 0:
      return
        "access change(\(own.parameters), name: string(80)) {\n  update E\(parent) where \(own.condition)\n"
        + "    set name = $name\n\(own.skew)" + Self.load
    case 1:
      return
        "access change(\(own.parameters), flag: bool) {\n  update E\(parent) where \(own.condition)\n"
        + "    set flag = $flag, note = null\n\(own.skew)" + Self.load
    default:
      return
        "access change(\(own.parameters)) {\n  delete E\(parent) where \(own.condition)\n\(own.skew)"
        + Self.load
    }
  }
}
