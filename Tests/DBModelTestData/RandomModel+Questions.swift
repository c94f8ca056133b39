import DBModelTestKit

extension RandomModel {
  /// Adds reads of the kinds that ``init(seed:entities:patterns:)`` leaves out, and to some
  /// entities what those ask about: a long text, many rows below one, a relationship of many to
  /// many.
  public mutating func addQuestions(seed: UInt64, count: Int) {
    var random = SplitMix64(seed: seed)
    for number in entities.indices where random.chance(0.4) {
      change(number, "  note: ", to: "  body: string(4000)? avg 1 KB present 90%\n  note: ")
    }
    for number in entities.indices where random.chance(0.3) {
      change(number, " 0..5K avg 3 ", to: " 0..5K avg 400 ")
    }
    var isLinked = [Bool](repeating: false, count: entities.count)
    for number in entities.indices.dropFirst() where !isChild[0] && random.chance(0.4) {
      isLinked[number] = true
      change(
        number,
        "  note: ",
        to: "  tags: many E0 0..20 avg 3 inverse tagged\(number) 0..20K avg 60\n  note: "
      )
    }
    var made: [String] = []
    for number in 0..<count {
      let entity = random.integer(0...entities.count - 1)
      let text =
        (isLinked[entity] && random.chance(0.5))
        ? linked(entity, random.integer(0...2))
        : question(entity, random.integer(0...21), isDescending: random.chance(0.5))
      made.append("access q\(number)\(text)")
    }
    add(patterns: made)
  }

  /// The parameters that name a row, the filter by them and their skew.
  private func row(_ entity: Int) -> (parameters: String, filter: String, skew: String) {
    guard isChild[entity], let parent = parents[entity] else {
      return ("row: E\(entity)", "id == $row", "  skew row uniform\n")
    }
    return (
      "parent: E\(parent), line: int(1..40)", "parent == $parent and line == $line",
      "  skew parent uniform\n  skew line uniform\n"
    )
  }

  private func linked(_ entity: Int, _ kind: Int) -> String {
    switch kind {
    case 0:
      return "(tag: E0) {\n  read E\(entity) { name }\n  where $tag in tags\n  order name\n"
        + "  limit 10\n  skew tag uniform\n" + Self.load
    case 1:
      return "(row: E0) {\n  read E0 {\n    name\n    tagged\(entity) { name }\n  }\n"
        + "  where id == $row\n  skew row uniform\n" + Self.load
    default:
      let row = row(entity)
      return "(\(row.parameters)) {\n  read E\(entity) {\n    name\n    tags { name }\n  }\n"
        + "  where \(row.filter)\n\(row.skew)" + Self.load
    }
  }

  private func question(_ entity: Int, _ kind: Int, isDescending: Bool) -> String {
    if let parent = parents[entity], let text = below(parent, entity, kind) {
      return text + Self.load
    }
    return question(entity, kind, order: isDescending ? " descending" : "") + Self.load
  }

  /// A question about the rows that refer to one row, or to several.
  private func below(_ parent: Int, _ entity: Int, _ kind: Int) -> String? {
    switch kind {
    case 0 where !isChild[parent]:
      return "(parents: many E\(parent) 1..10 avg 2) {\n  read E\(entity) { name, amount }\n"
        + "  where parent in $parents\n  order name\n  limit 20\n  skew parents uniform\n"
    case 1 where !isChild[parent], 18 where !isChild[parent], 19 where !isChild[parent]:
      return "(name: string(80)) {\n  read E\(entity) { amount }\n  where parent.name == $name\n"
        + "  skew name uniform\n"
    case 2:
      return "(parent: E\(parent)) {\n  read E\(entity) { name, amount }\n"
        + "  where parent == $parent\n  consistency strong\n  skew parent uniform\n"
    case 3:
      return "(parent: E\(parent)) {\n  read E\(entity) { n: count(), total: sum(amount) }\n"
        + "  where parent == $parent\n  skew parent uniform\n"
    case 4:
      return "(parent: E\(parent), since: timestamp(ms)) {\n  read E\(entity) { name }\n"
        + "  where parent == $parent and made >= $since\n  order made\n  limit 10\n"
        + "  skew parent uniform\n"
    case 5, 6:
      return "(parent: E\(parent), low: decimal(12, 2)) {\n  read E\(entity) { * }\n"
        + "  where parent == $parent and amount < $low and flag == true\n  skew parent uniform\n"
    case 20, 21:
      return "(parent: E\(parent), since: timestamp(ms)) {\n  read E\(entity) { * }\n"
        + "  where parent == $parent and made >= $since\n  order made\n  limit 5\n"
        + "  consistency strong\n  skew parent uniform\n"
    case 15, 16, 17:
      let key =
        isChild[parent] ? "parent == $parent.parent and line == $parent.line" : "id == $parent"
      return "(parent: E\(parent)) {\n  read E\(parent) {\n    *\n"
        + "    children\(entity) { name, amount }\n  }\n  where \(key)\n"
        + "  skew parent uniform\n"
    default: return nil
    }
  }

  private func question(_ entity: Int, _ kind: Int, order: String) -> String {
    let row = row(entity)
    switch kind {
    case 7 where !isChild[entity]:
      return "(rows: many E\(entity) 1..20 avg 4) {\n  read E\(entity) { name }\n"
        + "  where id in $rows\n  skew rows uniform\n"
    case 1, 8:
      return "(note: string(200)) {\n  read E\(entity) { name }\n  where note == $note\n"
        + "  skew note uniform\n"
    case 9:
      return "() {\n  read E\(entity) { name }\n  where flag == true\n"
        + "  order made descending\n  limit 10\n"
    case 2, 10:
      return "(status: E\(entity).status, made: timestamp(ms)) {\n"
        + "  read E\(entity) { \(isChild[entity] ? "line" : "id") }\n"
        + "  where status == $status and made >= $made\n  order made\n  page 20\n"
        + "  skew status uniform\n"
    case 3, 11:
      return "(status: E\(entity).status, name: string(80)) {\n  read E\(entity) { * }\n"
        + "  where status == $status and name == $name\n  order amount\(order)\n  limit 5\n"
        + "  skew status uniform\n  skew name uniform\n"
    case 4, 12:
      return "(\(row.parameters)) {\n  read E\(entity) { * }\n  where \(row.filter)\n"
        + "  consistency strong\n\(row.skew)"
    case 13:
      let parent = parents[entity] == nil ? "" : ", parent { name }"
      return "(name: string(80)) {\n  read E\(entity) { *\(parent) }\n"
        + "  where name == $name\n  skew name uniform\n"
    case 14:
      return "(status: E\(entity).status) {\n  read E\(entity) { n: count() }\n"
        + "  where status == $status\n  skew status uniform\n"
    default:
      return "(\(row.parameters)) {\n  read E\(entity) { name, amount }\n"
        + "  where \(row.filter)\n\(row.skew)"
    }
  }
}
