import DBModelTestKit

extension RandomModel {
  /// Adds reads of rows by the row they refer to, and inserts of both, alone and together; few rows
  /// for each, so that an item may hold them. In some models a pattern asks or does what rows that
  /// are no items cannot.
  public mutating func addEmbedded(seed: UInt64, count: Int) {
    var random = SplitMix64(seed: seed &* 43 &+ 7)
    let children = entities.indices.filter { parents[$0] != nil }
    for number in children {
      let most = [12, 40, 150][random.integer(0...2)]
      let cascade = random.chance(0.4) ? " delete cascade" : ""
      change(number, " 0..5K avg 3 skew uniform\n", to: " 0..\(most) avg 3\(cascade)\n")
    }
    var made: [String] = []
    for number in 0..<count {
      let entity = children[random.integer(0...children.count - 1)]
      made.append(byParent(number, of: entity, kind: random.integer(0...10)))
      if random.chance(0.7) {
        made.append(insertWithParent(number, of: entity, kind: random.integer(0...4)))
      }
    }
    if random.chance(0.25) {
      let entity = children[random.integer(0...children.count - 1)]
      made.append(asItem(entity, kind: random.integer(0...2)))
    }
    if random.chance(0.3) {
      let entity = children[random.integer(0...children.count - 1)]
      let parent = parents[entity] ?? 0
      made.append(
        "access gone(\(key(of: parent).parameters)) {\n  delete E\(parent)"
          + " where \(key(of: parent).condition)\n\(key(of: parent).skew)" + Self.load
      )
    }
    add(patterns: made)
  }

  /// How one row is asked for by its key.
  func key(of entity: Int) -> (parameters: String, condition: String, skew: String) {
    isChild[entity]
      ? (
        "parent: E\(parents[entity] ?? 0), line: int(1..40)",
        "parent == $parent and line == $line",
        "  skew parent uniform\n  skew line uniform\n"
      ) : ("row: E\(entity)", "id == $row", "  skew row uniform\n")
  }

  private func byParent(_ number: Int, of entity: Int, kind: Int) -> String {
    let parent = parents[entity] ?? 0
    let above = key(of: parent)
    let text: String
    switch kind {
    case 0:
      text =
        "(\(above.parameters)) {\n"
        + "  read E\(parent) { name, made, children\(entity) { name, amount } }\n"
        + "  where \(above.condition)\n\(above.skew)"
    case 1:
      text =
        "(parent: E\(parent)) {\n  read E\(entity) { name, made }\n  where parent == $parent\n"
        + "  order made descending\n  limit 5\n  skew parent uniform\n"
    case 2:
      text =
        "(parent: E\(parent), name: string(80)) {\n  read E\(entity) { *, parent { name } }\n"
        + "  where parent == $parent and name == $name\n"
        + "  skew parent uniform\n  skew name uniform\n"
    case 3 where !isChild[parent]:
      text =
        "(parents: many E\(parent) 1..4 avg 2) {\n  read E\(entity) { name, amount }\n"
        + "  where parent in $parents\n  skew parents uniform\n"
    case 4:
      text =
        "(status: E\(parent).status, name: string(80)) {\n"
        + "  read E\(entity) { name, parent { made } }\n"
        + "  where parent.name == $name and status == $status\n"
        + "  skew status uniform\n  skew name uniform\n"
    case 5:
      text =
        "(status: E\(parent).status) {\n  read E\(parent) { name, children\(entity) { name } }\n"
        + "  where status == $status\n  order made descending\n  page 10\n  skew status uniform\n"
    case 6:
      text =
        "(parent: E\(parent)) {\n"
        + "  read E\(entity) { state: status, rows: count(), most: max(amount) }\n"
        + "  where parent == $parent\n  group state\n  skew parent uniform\n"
    case 7:
      text =
        "(parent: E\(parent), low: decimal(12, 2)) {\n  read E\(entity) { name }\n"
        + "  where parent == $parent and amount >= $low and parent.flag == true\n"
        + "  order parent.name, amount\n  skew parent uniform\n  consistency strong\n"
    case 7 where number.isMultiple(of: 2):
      // With others of its kind, of which the condition says nothing.
      text =
        "(parent: E\(parent), name: string(80)) {\n"
        + "  read E\(entity) { amount, parent { name, children\(entity) { name } } }\n"
        + "  where parent == $parent and name == $name\n"
        + "  skew parent uniform\n  skew name uniform\n"
    case 10:
      text =
        "(name: E\(parent).name) {\n  read E\(entity) { name, amount }\n"
        + "  where parent.name == $name\n  skew name uniform\n"
    case 8 where isChild[entity]:
      text =
        "(parent: E\(parent), line: int(1..40)) {\n  read E\(entity) { name, amount }\n"
        + "  where parent == $parent and line == $line\n  skew parent uniform\n"
        + "  skew line uniform\n"
    default:
      text =
        "(parent: E\(parent)) {\n  read E\(entity) { name, status }\n"
        + "  where parent == $parent\n  order name\n  page 10\n  skew parent uniform\n"
    }
    return "access h\(number)\(text)" + Self.load
  }

  private func insertWithParent(_ number: Int, of entity: Int, kind: Int) -> String {
    let parent = parents[entity] ?? 0
    let both = "(parent: new E\(parent), rows: many new E\(entity) 1..4 avg 2)"
    let text =
      switch kind {
      case 0: "\(both) {\n  transaction {\n    insert $parent\n    insert $rows\n  }\n"
      case 1: "(parent: new E\(parent)) {\n  insert $parent\n"
      case 2: "(row: new E\(entity)) {\n  insert $row\n"
      case 3: "(rows: many new E\(entity) 1..4 avg 2) {\n  insert $rows\n"
      default:
        "(rows: many new E\(entity) 1..4 avg 2) {\n  transaction {\n    insert $rows\n  }\n"
      }
    return "access m\(number)\(text)" + Self.load
  }

  /// What needs an item for each row.
  private func asItem(_ entity: Int, kind: Int) -> String {
    let own = key(of: entity)
    switch kind {
    case 0:
      return "access whole(\(own.parameters), flag: bool) {\n  update E\(entity)"
        + " where \(own.condition)\n    set flag = $flag\n\(own.skew)" + Self.load
    case 1:
      return "access whole(\(own.parameters)) {\n  delete E\(entity)"
        + " where \(own.condition)\n\(own.skew)" + Self.load
    default:
      return "access whole(status: E\(entity).status) {\n  read E\(entity) { name }\n"
        + "  where status == $status\n  limit 10\n  skew status uniform\n" + Self.load
    }
  }
}
