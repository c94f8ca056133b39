/// Reads the counters of PostgreSQL's text format, which it prints where they are not 0.
enum PostgreSQLTextCounters {
  /// `shared hit=5 read=3, temp read=1 written=1`.
  static func buffers(_ value: Substring) -> [PlanProperty] {
    groups(value).flatMap { kind, pairs in
      pairs.map { name, figure in
        PlanProperty("\(capital(kind)) \(capital(name)) Blocks", .text(figure))
      }
    }
  }

  /// `read=0.011` up to 14; `shared/local read=0.011, temp write=0.2` in 15 and 16; and each by
  /// its own name since.
  static func timings(_ value: Substring) -> [PlanProperty] {
    groups(value).flatMap { kind, pairs in
      pairs.map { name, figure in
        let whose = kind.isEmpty || kind == "shared/local" ? "" : capital(kind) + " "
        return PlanProperty("\(whose)I/O \(capital(name)) Time", .text(figure))
      }
    }
  }

  /// `records=3 fpi=1 bytes=180 buffers full=2`.
  static func wal(_ value: Substring) -> [PlanProperty] {
    pairs(value).map { name, figure in
      switch name {
      case "fpi": PlanProperty("WAL FPI", .text(figure))
      case "buffers full": PlanProperty("WAL Buffers Full", .text(figure))
      default: PlanProperty("WAL \(capital(name))", .text(figure))
      }
    }
  }

  /// `exact=12 lossy=3`.
  static func heapBlocks(_ value: Substring) -> [PlanProperty] {
    pairs(value).map { name, figure in
      PlanProperty("\(capital(name)) Heap Blocks", .text(figure))
    }
  }

  /// `used=8kB  allocated=16kB`.
  static func memory(_ value: Substring) -> [PlanProperty] {
    pairs(value).map { name, figure in
      PlanProperty(
        "Memory \(capital(name))",
        .text(PostgreSQLTextProperty.withoutUnit(figure, "kB"))
      )
    }
  }

  /// `inserted=2 updated=1`.
  static func tuples(_ value: Substring) -> [PlanProperty] {
    pairs(value).map { name, figure in PlanProperty("Tuples \(capital(name))", .text(figure)) }
  }

  /// `name=figure` with spaces between; a name may have several words.
  static func pairs(_ text: Substring) -> [(name: String, figure: String)] {
    var pairs: [(name: String, figure: String)] = []
    var name = ""
    for word in text.split(separator: " ") {
      guard let equals = word.firstIndex(of: "=") else {
        if word == "ms", let last = pairs.indices.last {
          pairs[last].figure += " ms"
        } else {
          name += word + " "
        }
        continue
      }
      pairs.append((name + word[..<equals], String(word[word.index(after: equals)...])))
      name = ""
    }
    return pairs
  }

  /// `kind name=figure …` with commas between; the kind may be missing.
  private static func groups(_ text: Substring)
    -> [(kind: String, pairs: [(name: String, figure: String)])]
  {
    PostgreSQLTextProperty.items(text).map { item in
      let words = item.split(separator: " ", maxSplits: 1)
      guard let first = words.first, !first.contains("="), words.count == 2 else {
        return ("", pairs(item[...]))
      }
      return (String(first), pairs(words[1]))
    }
  }

  private static func capital(_ word: String) -> String {
    guard let first = word.first else { return word }
    return first.uppercased() + word.dropFirst()
  }
}
