import DBModelTestKit

extension RandomModel {
  /// Adds writes of every kind, and deletes that cascade; the reads and inserts stay as they are.
  public mutating func addWrites(seed: UInt64, count: Int) {
    var random = SplitMix64(seed: seed)
    for number in entities.indices where parents[number] != nil && random.chance(0.4) {
      change(number, "skew uniform\n", to: "skew uniform delete cascade\n")
    }
    for number in entities.indices where random.chance(0.5) {
      change(
        number,
        "  flag: bool",
        to: "  flag: bool\n  seen: timestamp(ms)? present 40%\n  version: int version"
      )
    }
    var made: [String] = []
    for number in 0..<count {
      let entity = random.integer(0...entities.count - 1)
      let kind = random.integer(0...7)
      made.append(write(number, of: entity, kind: kind, &random))
    }
    add(patterns: made)
  }

  /// The parameters that name a row, and the filter by them.
  private func key(_ entity: Int) -> (parameters: String, filter: String) {
    guard isChild[entity], let parent = parents[entity] else {
      return ("row: E\(entity)", "id == $row")
    }
    return ("parent: E\(parent), line: int(1..40)", "parent == $parent and line == $line")
  }

  private func write(
    _ number: Int,
    of entity: Int,
    kind: Int,
    _ random: inout SplitMix64
  ) -> String {
    let key = key(entity)
    let hasVersion = entities[entity].contains("version")
    let other = (0..<entities.count).first { !isChild[$0] && $0 != entity } ?? 0
    var text = "access w\(number)"
    switch kind {
    case 0:
      text += "(\(key.parameters)) {\n  delete E\(entity) where \(key.filter)\n"
    case 1:
      text += "(\(key.parameters), to: E\(entity).status) {\n"
      text += "  delete E\(entity) where \(key.filter)\n    if status == $to\n"
    case 2:
      text += "(\(key.parameters), from: E\(entity).status, to: E\(entity).status) {\n"
      text += "  update E\(entity) where \(key.filter)\n"
      text +=
        "    set status = $to, note = null\(hasVersion ? ", version += 1, seen = now()" : "")\n"
      text += "    if status == $from\n"
    case 3: text += upsert(entity, random.chance(0.5))
    case 4:
      text += "(row: new E\(entity), other: E\(other), step: decimal(12, 2)) {\n  transaction {\n"
      text += "    insert $row\n    update E\(other) where id == $other\n"
      text += "      set amount += $step\n"
      if random.chance(0.5) { text += "      if flag == true\n" }
      text += "  }\n"
    case 5:
      text += "(rows: many E\(other) 1..5 avg 3, name: string(80)) {\n  transaction {\n"
      text += "    for row in $rows {\n      update E\(other) where id == $row\n"
      text += "        set name = $name\n    }\n  }\n"
    case 6:
      text += "(rows: many new E\(entity) 1..4 avg 2) {\n  transaction {\n    insert $rows\n  }\n"
    default:
      text += "(\(key.parameters), note: string(200)) {\n  update E\(entity) where \(key.filter)\n"
      text += "    set note = $note\n    if flag == true or note == null\n"
    }
    // What a row is looked up by is asked for evenly.
    for name in ["parent", "line", "row", "other", "rows", "id"] {
      let isGiven = text.contains("(\(name): ") || text.contains(", \(name): ")
      if isGiven, !text.contains("\(name): new "), !text.contains("\(name): many new ") {
        text += "  skew \(name) uniform\n"
      }
    }
    return text + "  by app\n  rate 1/s peak 2/s\n  latency 100 ms p95\n}\n"
  }

  private func upsert(_ entity: Int, _ isGuarded: Bool) -> String {
    var parameters = ["name: string(80)", "status: E\(entity).status", "amount: decimal(12, 2)"]
    var sets = [
      "name = $name", "status = $status", "amount = $amount", "made = now()", "flag = true",
    ]
    let filter: String
    if isChild[entity], let parent = parents[entity] {
      parameters += ["parent: E\(parent)", "line: int(1..40)"]
      filter = "parent == $parent and line == $line"
    } else {
      parameters.append("id: E\(entity).id")
      filter = "id == $id"
      if let parent = parents[entity] {
        parameters.append("parent: E\(parent)")
        sets.append("parent = $parent")
      }
    }
    var text = "(\(parameters.joined(separator: ", "))) {\n  upsert E\(entity) where \(filter)\n"
    text += "    set \(sets.joined(separator: ", "))\n"
    return isGuarded ? text + "    if flag == false\n" : text
  }
}
