import DBModelTestKit

extension RandomModel {
  /// Adds attributes that are kept from the rows that refer to a row, by transactions and by
  /// streams, and writes of every kind that changes them.
  public mutating func addKept(seed: UInt64, count: Int) {
    var random = SplitMix64(seed: seed &* 37 &+ 11)
    var counted: [Int] = []
    for number in entities.indices {
      guard let parent = parents[number] else { continue }
      if random.chance(0.4) {
        change(number, "skew uniform\n", to: "skew uniform delete cascade\n")
      }
      change(number, "  flag: bool", to: "  size: int(0..1000)? present 60%\n  flag: bool")
      var kept: [String] = []
      for (name, text) in [
        ("rows", "int = count(children\(number))"),
        ("worth", "decimal(14, 2) = sum(children\(number).amount)"),
        ("sized", "int = count(children\(number).size)"),
        ("sizes", "int = sum(children\(number).size)"),
      ] where random.chance(0.6) {
        let age = random.chance(0.5) ? " fresh 1 min" : ""
        kept.append("  \(name)\(number): \(text)\(age)\n")
      }
      change(parent, "  flag: bool", to: kept.joined() + "  flag: bool")
      counted.append(number)
    }
    guard !counted.isEmpty else { return }
    var made: [String] = []
    for number in 0..<count {
      let entity = counted[random.integer(0...counted.count - 1)]
      made.append(keptWrite(number, of: entity, kind: random.integer(0...9)))
    }
    for number in counted where random.chance(0.5) { made.append(keptRead(number)) }
    add(patterns: made)
  }

  private func keptWrite(_ number: Int, of entity: Int, kind: Int) -> String {
    let parent = parents[entity] ?? 0
    let isKeyed = !isChild[entity]
    let parameters =
      isKeyed ? "row: E\(entity)" : "parent: E\(parent), line: int(1..40)"
    let filter = isKeyed ? "id == $row" : "parent == $parent and line == $line"
    var text = "access k\(number)"
    switch kind {
    case 0: text += "(new: new E\(entity)) {\n  insert $new\n"
    case 1: text += "(news: many new E\(entity) 1..4 avg 2) {\n  insert $news\n"
    case 2:
      text += "(news: many new E\(entity) 1..4 avg 2) {\n  transaction {\n    insert $news\n  }\n"
    case 3:
      text += "(\(parameters), amount: decimal(12, 2)) {\n  update E\(entity) where \(filter)\n"
      text += "    set amount += $amount\n"
    case 4:
      text += "(\(parameters), size: int(0..1000)) {\n  update E\(entity) where \(filter)\n"
      text += "    set size = $size, note = null\n    if flag == true\n"
    case 5 where isKeyed:
      text += "(\(parameters), to: E\(parent)) {\n  update E\(entity) where \(filter)\n"
      text += "    set parent = $to, size = null\n"
    case 6: text += "(\(parameters)) {\n  delete E\(entity) where \(filter)\n"
    case 7:
      text += "(status: E\(entity).status, low: decimal(12, 2)) {\n  delete E\(entity)"
      text += " where status == $status and amount < $low\n  skew status uniform\n"
      text += "  rows avg 10 max 50\n"
    case 8:
      text += "(new: new E\(entity), above: new E\(parent)) {\n  transaction {\n"
      text += "    insert $above\n    insert $new\n  }\n"
    default: text += keptUpsert(entity)
    }
    for name in ["parent", "line", "row", "to", "id"] {
      let isGiven = text.contains("(\(name): ") || text.contains(", \(name): ")
      if isGiven, !text.contains("skew \(name)") { text += "  skew \(name) uniform\n" }
    }
    return text + "  by app\n  rate 1/s peak 2/s\n  latency 100 ms p95\n}\n"
  }

  /// Rows by what they keep, so that indexes move with it.
  private func keptRead(_ entity: Int) -> String {
    let parent = parents[entity] ?? 0
    let name = ["rows", "worth", "sized", "sizes"].map { "\($0)\(entity)" }
      .first { entities[parent].contains("  \($0): ") }
    return """
      access r\(entity)(status: E\(parent).status) {
        read E\(parent) { name\(name.map { ", \($0)" } ?? "") }
        where status == $status
        order \(name ?? "made") descending
        limit 5
        skew status uniform
        by app
        rate 1/s peak 2/s
        latency 100 ms p95
      }

      """
  }

  private func keptUpsert(_ entity: Int) -> String {
    var parameters = ["amount: decimal(12, 2)", "status: E\(entity).status"]
    var sets = [
      "name = \"same\"", "status = $status", "amount = $amount", "made = now()", "flag = true",
    ]
    let filter: String
    if isChild[entity], let parent = parents[entity] {
      parameters += ["parent: E\(parent)", "line: int(1..40)"]
      filter = "parent == $parent and line == $line"
    } else {
      parameters += ["id: E\(entity).id", "parent: E\(parents[entity] ?? 0)"]
      filter = "id == $id"
      sets.append("parent = $parent")
    }
    return "(\(parameters.joined(separator: ", "))) {\n  upsert E\(entity) where \(filter)\n"
      + "    set \(sets.joined(separator: ", "))\n"
  }
}
