public import DBModelWorkload

/// How values compare (docs/language/semantics.md).
public enum ValueOrder {
  /// Below, at or above zero as `a` stands before, with or after `b` in ascending order.
  ///
  /// Null stands first; texts, cases of enumerations and identifiers by their UTF-8 bytes; false
  /// before true; integers and decimals by their exact value. Values of types that do not compare
  /// stand in a fixed order of the types, so that this is a total order of all values.
  public static func compare(_ a: Value, _ b: Value) -> Int {
    switch (a, b) {
    case (.null, .null): 0
    case (.bool(let x), .bool(let y)): (x ? 1 : 0) - (y ? 1 : 0)
    case (.integer(let x), .integer(let y)): three(x, y)
    case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
      three(decimal(a), decimal(b))
    case (.string(let x), .string(let y)): bytes(Array(x.utf8), Array(y.utf8))
    case (.bytes(let x), .bytes(let y)): bytes(x, y)
    case (.timestamp(let x), .timestamp(let y)): three(x, y)
    case (.date(let x), .date(let y)): three(x, y)
    case (.list(let x), .list(let y)), (.structure(let x), .structure(let y)): sequence(x, y)
    default: rank(a) - rank(b)
    }
  }

  /// Compares rows or keys part by part.
  public static func sequence(_ a: [Value], _ b: [Value]) -> Int {
    for (x, y) in zip(a, b) {
      let order = compare(x, y)
      if order != 0 { return order }
    }
    return a.count - b.count
  }

  private static func three<T: Comparable>(_ x: T, _ y: T) -> Int { x < y ? -1 : y < x ? 1 : 0 }

  private static func bytes(_ x: [UInt8], _ y: [UInt8]) -> Int {
    x.lexicographicallyPrecedes(y) ? -1 : y.lexicographicallyPrecedes(x) ? 1 : 0
  }

  private static func decimal(_ value: Value) -> Decimal38 {
    switch value {
    case .integer(let x): Decimal38(mantissa: Int128(x), scale: 0)
    case .decimal(let x): x
    default: Decimal38(mantissa: 0, scale: 0)
    }
  }

  private static func rank(_ value: Value) -> Int {
    switch value {
    case .null: 0
    case .bool: 1
    case .integer, .decimal: 2
    case .string: 3
    case .bytes: 4
    case .timestamp: 5
    case .date: 6
    case .list: 7
    case .structure: 8
    }
  }
}
