/// Reads the head of a step in PostgreSQL's text format into the properties that JSON has for it.
///
/// Source: `ExplainNode`, `ExplainTargetRel` and `ExplainIndexScanDetails` in explain.c, 12 to 18.
enum PostgreSQLTextHead {
  /// `nil` where the text is no step that is known.
  static func read(_ head: Substring) -> [PlanProperty]? {
    var reader = Reader(rest: head)
    return reader.read()
  }

  private struct Reader {
    var rest: Substring
    var properties: [PlanProperty] = []

    mutating func add(_ key: String, _ value: some StringProtocol) {
      properties.append(PlanProperty(key, .text(String(value))))
    }

    mutating func consume(_ word: String) -> Bool {
      guard rest.hasPrefix(word) else { return false }
      let after = rest.dropFirst(word.count)
      // A name ends where the word ends.
      guard word.hasSuffix(" ") || after.isEmpty || after.first == " " else { return false }
      rest = after
      return true
    }

    mutating func read() -> [PlanProperty]? {
      if consume("Parallel ") { add("Parallel Aware", "true") }
      if consume("Async ") { add("Async Capable", "true") }
      guard aggregate() || setOperation() || modification() || join() || custom() || scan()
      else { return nil }
      return rest.trimmedEnd.isEmpty ? properties : nil
    }

    private mutating func aggregate() -> Bool {
      let before = rest
      let mode = consume("Partial ") ? "Partial" : consume("Finalize ") ? "Finalize" : "Simple"
      let strategies = [
        ("HashAggregate", "Hashed"), ("GroupAggregate", "Sorted"), ("MixedAggregate", "Mixed"),
        ("Aggregate", "Plain"),
      ]
      for (word, strategy) in strategies where consume(word) {
        add("Node Type", "Aggregate")
        add("Strategy", strategy)
        add("Partial Mode", mode)
        return true
      }
      rest = before
      return false
    }

    private mutating func setOperation() -> Bool {
      for (word, strategy) in [("HashSetOp", "Hashed"), ("SetOp", "Sorted")] where consume(word) {
        add("Node Type", "SetOp")
        add("Strategy", strategy)
        for command in ["Except All", "Except", "Intersect All", "Intersect"]
        where consume(" " + command) {
          add("Command", command)
          break
        }
        return true
      }
      return false
    }

    private mutating func modification() -> Bool {
      for verb in ["Insert", "Update", "Delete", "Merge"] {
        if rest == verb[...] || rest.hasPrefix(verb + " on ") {
          rest = rest.dropFirst(verb.count)
          add("Node Type", "ModifyTable")
          add("Operation", verb)
          return rest.isEmpty || target("Relation Name")
        }
        if rest == "Foreign \(verb)" || rest.hasPrefix("Foreign \(verb) on ") {
          rest = rest.dropFirst("Foreign ".count + verb.count)
          add("Node Type", "Foreign Scan")
          add("Operation", verb)
          return rest.isEmpty || target("Relation Name")
        }
      }
      return false
    }

    private mutating func join() -> Bool {
      for (word, type) in [("Nested Loop", ""), ("Merge", " Join"), ("Hash", " Join")] {
        let before = rest
        guard consume(word) else { continue }
        for kind in ["Left", "Full", "Right Anti", "Right Semi", "Right", "Semi", "Anti"]
        where consume(" \(kind) Join") {
          add("Node Type", word + type)
          add("Join Type", kind)
          return true
        }
        if consume(" Join") || word == "Nested Loop" {
          add("Node Type", word + type)
          add("Join Type", "Inner")
          return true
        }
        rest = before
      }
      return false
    }

    private mutating func custom() -> Bool {
      guard rest.hasPrefix("Custom Scan (") else { return false }
      rest = rest.dropFirst("Custom Scan (".count)
      guard let end = rest.firstIndex(of: ")") else { return false }
      add("Node Type", "Custom Scan")
      add("Custom Plan Provider", rest[..<end])
      rest = rest[rest.index(after: end)...]
      return rest.isEmpty || target("Relation Name")
    }

    private mutating func scan() -> Bool {
      for (name, key) in PostgreSQLTextHead.names where consume(name) {
        add("Node Type", name)
        let isIndexScan = name == "Index Scan" || name == "Index Only Scan"
        if isIndexScan {
          add("Scan Direction", consume(" Backward") ? "Backward" : "Forward")
          guard consume(" using ") else { return false }
          guard let index = identifier() else { return false }
          add("Index Name", index)
        }
        // The subquery scan of old versions had no `on`.
        if name == "Subquery Scan", !rest.hasPrefix(" on "), rest.hasPrefix(" ") {
          rest = " on" + rest
        }
        if rest.isEmpty { return true }
        guard let key else { return false }
        return target(key)
      }
      return false
    }

    /// ` on schema.name alias`.
    private mutating func target(_ key: String) -> Bool {
      guard consume(" on "), let first = identifier() else { return false }
      var name = first
      if rest.first == "." {
        rest = rest.dropFirst()
        guard let second = identifier() else { return false }
        add("Schema", name)
        name = second
      }
      if key == "Alias" || key == "Index Name" {
        add(key, name)
        return rest.isEmpty
      }
      add(key, name)
      if rest.first == " " {
        rest = rest.dropFirst()
        guard let alias = identifier() else { return false }
        add("Alias", alias)
      } else {
        add("Alias", name)
      }
      return rest.isEmpty
    }

    /// A name; in quotes where it is not plain.
    private mutating func identifier() -> String? {
      if rest.first == "\"" {
        var name = ""
        var inner = rest.dropFirst()
        while let end = inner.firstIndex(of: "\"") {
          name += inner[..<end]
          inner = inner[inner.index(after: end)...]
          guard inner.first == "\"" else {
            rest = inner
            return name
          }
          name += "\""
          inner = inner.dropFirst()
        }
        return nil
      }
      let name = rest.prefix { $0 != " " && $0 != "." }
      guard !name.isEmpty else { return nil }
      rest = rest[name.endIndex...]
      return String(name)
    }
  }

  /// Steps, and what stands behind their `on`.
  private static let names: [(String, String?)] = [
    ("Seq Scan", "Relation Name"), ("Sample Scan", "Relation Name"),
    ("Index Scan", "Relation Name"), ("Index Only Scan", "Relation Name"),
    ("Bitmap Index Scan", "Index Name"), ("Bitmap Heap Scan", "Relation Name"),
    ("Tid Scan", "Relation Name"), ("Tid Range Scan", "Relation Name"),
    ("Subquery Scan", "Alias"), ("Function Scan", "Function Name"),
    ("Table Function Scan", "Table Function Name"), ("Values Scan", "Alias"),
    ("CTE Scan", "CTE Name"), ("Named Tuplestore Scan", "Tuplestore Name"),
    ("WorkTable Scan", "CTE Name"), ("Foreign Scan", "Relation Name"), ("Result", "Relation Name"),
    ("ProjectSet", nil), ("Append", nil), ("Merge Append", nil), ("Recursive Union", nil),
    ("BitmapAnd", nil), ("BitmapOr", nil), ("Gather Merge", nil), ("Gather", nil),
    ("Materialize", nil), ("Memoize", nil), ("Incremental Sort", nil), ("Sort", nil),
    ("Group", nil), ("WindowAgg", nil), ("Unique", nil), ("LockRows", nil), ("Limit", nil),
    ("Hash", nil),
  ]
}
