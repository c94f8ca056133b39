import DBModelTestKit

extension RandomModel {
  /// Adds unique attributes and combinations, some of them optional, and writes of every kind that
  /// puts, moves and takes away their values.
  public mutating func addUniques(seed: UInt64, count: Int) {
    var random = SplitMix64(seed: seed &* 31 &+ 7)
    for number in entities.indices {
      if parents[number] != nil, random.chance(0.4) {
        change(number, "skew uniform\n", to: "skew uniform delete cascade\n")
      }
      let code =
        random.chance(0.5)
        ? "code: string(12) avg 8 B unique" : "code: string(12)? avg 8 B present 70% unique"
      change(number, "  flag: bool", to: "  \(code)\n  flag: bool")
      if random.chance(0.5) { change(number, "  count", to: "  unique name, status\n  count") }
      if random.chance(0.3) { change(number, "  count", to: "  unique made, note\n  count") }
    }
    var made: [String] = []
    for number in 0..<count {
      let entity = random.integer(0...entities.count - 1)
      made.append(uniqueWrite(number, of: entity, kind: random.integer(0...12)))
    }
    add(patterns: made)
  }

  private func uniqueWrite(_ number: Int, of entity: Int, kind: Int) -> String {
    let isKeyed = !isChild[entity]
    let parameters =
      isKeyed ? "row: E\(entity)" : "parent: E\(parents[entity] ?? 0), line: int(1..40)"
    let filter = isKeyed ? "id == $row" : "parent == $parent and line == $line"
    let isOptional = entities[entity].contains("code: string(12)?")
    let cleared = isOptional ? "null" : "\"none\""
    let open = "(\(parameters), code: string(12)) {\n"
    let own = "E\(entity) where \(filter)\n"
    var text = "access u\(number)"
    switch kind {
    case 0: text += "(new: new E\(entity)) {\n  insert $new\n"
    case 1: text += "\(open)  update \(own)    set code = $code\n"
    case 2:
      text += "(\(parameters), code: E\(entity).code) {\n"
      text += "  update \(own)    set code = $code, name = \"same\"\n    if flag == true\n"
    case 3:
      text += "(code: E\(entity).code, name: string(80)) {\n"
      text += "  update E\(entity) where code == $code\n    set name = $name\n    if flag == true\n"
    case 4: text += "(\(parameters)) {\n  delete \(own)    if flag == true\n"
    case 5: text += "(code: E\(entity).code) {\n  delete E\(entity) where code == $code\n"
    case 6: text += upserting(entity)
    case 7:
      text += "(\(parameters), new: new E\(entity)) {\n  transaction {\n    delete \(own)"
      text += "    insert $new\n  }\n"
    case 8:
      text += "(\(parameters), new: new E\(entity)) {\n  transaction {\n    update \(own)"
      text += "      set code = \(cleared)\n    insert $new\n  }\n"
    case 9 where isKeyed:
      text += "(rows: many E\(entity) 1..4 avg 2, note: string(200)) {\n  transaction {\n"
      text += "    for row in $rows {\n      update E\(entity) where id == $row\n"
      text += "        set code = \(cleared), note = $note\n    }\n  }\n"
    case 10:
      text += "(news: many new E\(entity) 1..4 avg 2) {\n  transaction {\n    insert $news\n  }\n"
    case 11:
      text += "(low: decimal(12, 2), status: E\(entity).status) {\n  update E\(entity)"
      text += " where status == $status and amount < $low\n    set note = null\n"
      text += "  skew status uniform\n  rows avg 10 max 50\n"
    default: text += "(\(parameters)) {\n  delete \(own)"
    }
    for name in ["parent", "line", "row", "rows", "code", "id"] {
      let isGiven = text.contains("(\(name): ") || text.contains(", \(name): ")
      let isPlain = text.contains("\(name): string(12)")
      if isGiven, !isPlain, !text.contains("skew \(name)") { text += "  skew \(name) uniform\n" }
    }
    return text + "  by app\n  rate 1/s peak 2/s\n  latency 100 ms p95\n}\n"
  }

  private func upserting(_ entity: Int) -> String {
    var parameters = [
      "name: string(80)", "status: E\(entity).status", "amount: decimal(12, 2)",
      "code: string(12)",
    ]
    var sets = [
      "name = $name", "status = $status", "amount = $amount", "code = $code", "made = now()",
      "flag = true",
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
    return "(\(parameters.joined(separator: ", "))) {\n  upsert E\(entity) where \(filter)\n"
      + "    set \(sets.joined(separator: ", "))\n"
  }
}
