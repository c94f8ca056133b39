/// Reads a line `Name: value` of PostgreSQL's text format into the properties that JSON has for it.
///
/// Source: the `show_…` functions of explain.c, 12 to 18. What is not listed is kept as it stands.
enum PostgreSQLTextProperty {
  static func read(_ key: String, _ value: Substring) -> [PlanProperty] {
    let value = value.trimmedEnd
    switch key {
    case "Output", "Sort Key", "Presorted Key", "Group Key", "Hash Key", "Conflict Arbiter Indexes",
      "Params Evaluated":
      return [PlanProperty(key, .items(items(value).map { .text($0) }))]
    case "Sort Method": return sortMethod(value)
    case "Buckets": return buckets(value)
    case "Planned Partitions", "Batches": return batches(key, value)
    case "Hits": return cache(value)
    case "Storage": return storage(value)
    case "Full-sort Groups", "Pre-sorted Groups": return [sortGroups(key, value)]
    case "Buffers": return PostgreSQLTextCounters.buffers(value)
    case "I/O Timings": return PostgreSQLTextCounters.timings(value)
    case "WAL": return PostgreSQLTextCounters.wal(value)
    case "Heap Blocks": return PostgreSQLTextCounters.heapBlocks(value)
    case "Memory": return PostgreSQLTextCounters.memory(value)
    case "Tuples": return PostgreSQLTextCounters.tuples(value)
    case "Sampling": return sampling(value)
    case "Options", "Timing": return [jit(key, value)]
    default: return [PlanProperty(key, .text(String(value)))]
    }
  }

  /// What stands once for a statement, below its tree.
  static func isOfStatement(_ key: String) -> Bool {
    switch key {
    case "Planning", "Planning Time", "Execution Time", "Total runtime", "JIT", "Settings",
      "Query Identifier", "Serialization":
      true
    default: key.hasPrefix("Trigger ")
    }
  }

  static func isOfJIT(_ key: String) -> Bool { ["Functions", "Options", "Timing"].contains(key) }

  static func ofStatement(_ key: String, _ value: Substring) -> [PlanProperty] {
    let value = value.trimmedEnd
    switch key {
    case "Planning Time", "Execution Time", "Total runtime":
      let name = key == "Total runtime" ? "Execution Time" : key
      return [PlanProperty(name, .text(withoutUnit(value, " ms")))]
    case "Settings":
      let settings = items(value).compactMap { item -> PlanProperty? in
        guard let range = PlanText.firstRange(of: " = '", in: item[...]), item.hasSuffix("'") else {
          return nil
        }
        let quoted = item[range.upperBound...].dropLast()
        let text = PlanFrame.single(Array(quoted.utf8)[...], UInt8(ascii: "'"))
        return PlanProperty(
          String(item[..<range.lowerBound]),
          .text(String(decoding: text, as: UTF8.self))
        )
      }
      return [PlanProperty("Settings", .fields(settings))]
    case "Serialization":
      let names = ["time": "Time", "output": "Output Volume", "format": "Format"]
      let fields = PostgreSQLTextCounters.pairs(value).map { name, figure in
        PlanProperty(names[name] ?? name, .text(withoutUnit(withoutUnit(figure, "kB")[...], " ms")))
      }
      return [PlanProperty("Serialization", .fields(fields))]
    default: return read(key, value)
    }
  }

  /// `Trigger t on r: time=1.2 calls=3`, `Trigger t for constraint c on r: …`.
  static func trigger(_ key: String, _ value: Substring) -> [PlanProperty] {
    var rest = key.dropFirst("Trigger ".count)
    var fields: [PlanProperty] = []
    var relation: Substring?
    if let range = PlanText.lastRange(of: " on ", in: rest) {
      relation = rest[range.upperBound...]
      rest = rest[..<range.lowerBound]
    }
    var constraint: Substring?
    if rest.hasPrefix("for constraint ") {
      constraint = rest.dropFirst("for constraint ".count)
      rest = ""
    } else if let range = PlanText.lastRange(of: " for constraint ", in: rest) {
      constraint = rest[range.upperBound...]
      rest = rest[..<range.lowerBound]
    }
    if !rest.isEmpty { fields.append(PlanProperty("Trigger Name", .text(String(rest)))) }
    if let constraint {
      fields.append(PlanProperty("Constraint Name", .text(String(constraint))))
    }
    if let relation { fields.append(PlanProperty("Relation", .text(String(relation)))) }
    for (name, figure) in PostgreSQLTextCounters.pairs(value) {
      let key = name == "time" ? "Time" : name == "calls" ? "Calls" : name
      fields.append(PlanProperty(key, .text(figure)))
    }
    return fields
  }

  /// Several keys to group by, which JSON puts into sets.
  static func finish(_ node: inout PlanNode) {
    let keys = ["Group Key", "Hash Key", "Sort Key"]
    let groups = node.properties.filter { keys[..<2].contains($0.key) }
    guard groups.count > 1 || groups.contains(where: { $0.key == "Hash Key" }) else { return }
    var sets: [PlanValue] = []
    var isOpen = false
    for property in node.properties where keys.contains(property.key) {
      var fields: [PlanProperty] = []
      if property.key != "Hash Key", isOpen, case .fields(let last)? = sets.last,
        property.key == "Group Key"
      {
        sets.removeLast()
        fields = last
      }
      isOpen = property.key != "Hash Key"
      if property.key == "Sort Key" {
        fields.append(property)
      } else if property.value != .items([.text("()")]) {
        fields.appendItem(property.value, to: property.key + "s")
      }
      if !fields.isEmpty { sets.append(.fields(fields)) }
    }
    node.properties.removeAll { keys.contains($0.key) }
    node.properties.append(PlanProperty("Grouping Sets", .items(sets)))
  }

  // MARK: values

  /// What stands between commas outside brackets and quotes.
  static func items(_ text: Substring) -> [String] {
    var items: [String] = []
    var depth = 0
    var quote: UInt8?
    var start = text.startIndex
    let bytes = text.utf8
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      let next = bytes.index(after: at)
      if let open = quote {
        if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: ",")
        where depth <= 0 && next < bytes.endIndex
          && bytes[next] == PlanLine.space:
          items.append(String(text[start..<at]))
          start = bytes.index(after: next)
          at = start
          continue
        default: break
        }
      }
      at = next
    }
    items.append(String(text[start...]))
    return items
  }

  /// `Name: value  Name: value`, with two spaces between.
  static func fields(_ text: Substring) -> [(key: String, value: String)] {
    var fields: [(key: String, value: String)] = []
    var rest = text
    while !rest.isEmpty {
      let end = PlanText.firstRange(of: "  ", in: rest)
      let part = rest[..<(end?.lowerBound ?? rest.endIndex)]
      rest = (end.map { rest[$0.upperBound...] } ?? rest[rest.endIndex...]).drop { $0 == " " }
      if let colon = PlanText.firstRange(of: ": ", in: part) {
        fields.append((String(part[..<colon.lowerBound]), String(part[colon.upperBound...])))
      } else {
        fields.append((String(part), ""))
      }
    }
    return fields
  }

  static func withoutUnit(_ text: some StringProtocol, _ unit: String) -> String {
    text.hasSuffix(unit) ? String(text.dropLast(unit.count)) : String(text)
  }

  private static func kilobytes(_ text: String) -> PlanValue { .text(withoutUnit(text, "kB")) }

  private static func sortMethod(_ value: Substring) -> [PlanProperty] {
    var properties: [PlanProperty] = []
    for (key, value) in fields("Sort Method: " + value) {
      switch key {
      case "Sort Method": properties.append(PlanProperty(key, .text(value)))
      case "Memory", "Disk":
        properties.append(PlanProperty("Sort Space Used", kilobytes(value)))
        properties.append(PlanProperty("Sort Space Type", .text(key)))
      default: properties.append(PlanProperty(key, .text(value)))
      }
    }
    return properties
  }

  /// `1024 (originally 512)` gives both; without the second they are the same.
  private static func original(_ value: String, _ key: String, _ originally: String)
    -> [PlanProperty]
  {
    let now = value.prefix { $0.isNumber }
    var before = now
    if let range = PlanText.firstRange(of: "(originally ", in: value[...]) {
      before = value[range.upperBound...].prefix { $0.isNumber }
    }
    return [
      PlanProperty(key, .text(String(now))), PlanProperty(originally, .text(String(before))),
    ]
  }

  private static func buckets(_ value: Substring) -> [PlanProperty] {
    fields("Buckets: " + value).flatMap { key, value in
      switch key {
      case "Buckets": original(value, "Hash Buckets", "Original Hash Buckets")
      case "Batches": original(value, "Hash Batches", "Original Hash Batches")
      case "Memory Usage": [PlanProperty("Peak Memory Usage", kilobytes(value))]
      default: [PlanProperty(key, .text(value))]
      }
    }
  }

  private static func batches(_ key: String, _ value: Substring) -> [PlanProperty] {
    fields("\(key): " + value).map { key, value in
      switch key {
      case "Batches": PlanProperty("HashAgg Batches", .text(value))
      case "Memory Usage": PlanProperty("Peak Memory Usage", kilobytes(value))
      case "Disk Usage": PlanProperty(key, kilobytes(value))
      default: PlanProperty(key, .text(value))
      }
    }
  }

  private static func cache(_ value: Substring) -> [PlanProperty] {
    fields("Hits: " + value).map { key, value in
      switch key {
      case "Hits", "Misses", "Evictions", "Overflows": PlanProperty("Cache \(key)", .text(value))
      case "Memory Usage": PlanProperty("Peak Memory Usage", kilobytes(value))
      default: PlanProperty(key, .text(value))
      }
    }
  }

  private static func storage(_ value: Substring) -> [PlanProperty] {
    fields("Storage: " + value).map { key, value in
      PlanProperty(key, key == "Maximum Storage" ? kilobytes(value) : .text(value))
    }
  }

  private static func sortGroups(_ name: String, _ value: Substring) -> PlanProperty {
    var groups: [PlanProperty] = []
    for (key, value) in fields("\(name): " + value) {
      let words = key.split(separator: " ")
      switch key {
      case name: groups.append(PlanProperty("Group Count", .text(value)))
      case "Sort Method", "Sort Methods":
        groups.append(
          PlanProperty("Sort Methods Used", .items(items(value[...]).map { .text($0) }))
        )
      case "Average Memory", "Peak Memory", "Average Disk", "Peak Disk":
        let space = PlanProperty("\(words[0]) Sort Space Used", kilobytes(value))
        groups.mergeFields([space], in: "Sort Space \(words[1])")
      default: groups.append(PlanProperty(key, .text(value)))
      }
    }
    return PlanProperty(name, .fields(groups))
  }

  /// `system ('10'::real) REPEATABLE ('0'::double precision)`.
  private static func sampling(_ value: Substring) -> [PlanProperty] {
    guard let open = PlanText.firstRange(of: " (", in: value) else {
      return [PlanProperty("Sampling Method", .text(String(value)))]
    }
    var properties = [PlanProperty("Sampling Method", .text(String(value[..<open.lowerBound])))]
    var rest = value[open.upperBound...]
    if let seed = PlanText.lastRange(of: ") REPEATABLE (", in: rest) {
      let text = rest[seed.upperBound...].dropLast()
      properties.append(PlanProperty("Repeatable Seed", .text(String(text))))
      rest = rest[..<seed.lowerBound]
    } else if rest.hasSuffix(")") {
      rest = rest.dropLast()
    }
    properties.append(
      PlanProperty("Sampling Parameters", .items(items(rest).map { .text($0) }))
    )
    return properties
  }

  /// `Inlining false, Optimization true`; `Generation 0.3 ms (Deform 0.1 ms), Total 2.4 ms`.
  private static func jit(_ key: String, _ value: Substring) -> PlanProperty {
    let fields = items(value).map { item -> PlanProperty in
      let words = item.split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { return PlanProperty(item, .text("")) }
      let name = String(words[0])
      if let range = PlanText.firstRange(of: " (Deform ", in: words[1]) {
        let deform = words[1][range.upperBound...].dropLast()
        return PlanProperty(
          name,
          .fields([
            PlanProperty("Deform", .text(withoutUnit(deform, " ms"))),
            PlanProperty("Total", .text(withoutUnit(words[1][..<range.lowerBound], " ms"))),
          ])
        )
      }
      return PlanProperty(name, .text(withoutUnit(words[1], " ms")))
    }
    return PlanProperty(key, .fields(fields))
  }
}
