import DBModelDiagnostics
import DBModelStatistics
import DBModelSyntax
import DBModelWorkload

/// `list of`, `set of` and `map of`.
extension TypeReader {
  /// A kind of collection, for messages.
  struct Collection {
    /// `list`.
    let name: String
    /// `list of TYPE 0..12 avg 4`.
    let form: String
    /// `elements`.
    let parts: String

    static let list = Collection(
      name: "list",
      form: "list of TYPE 0..12 avg 4",
      parts: "elements"
    )
    static let set = Collection(
      name: "set",
      form: "set of string(40) 0..10 avg 3",
      parts: "elements"
    )
    static let map = Collection(
      name: "map",
      form: "map of string(40) to int 0..20 avg 5",
      parts: "pairs"
    )
  }

  func list(_ cursor: inout ClauseCursor, depth: Int) -> TypeReading? {
    guard begin(.list, &cursor, depth: depth) else { return nil }
    guard let element = part(.list, &cursor, depth: depth) else { return nil }
    guard let type = element.type else { return .broken }
    guard let count = count(.list, &cursor) else { return nil }
    return .value(
      .list(element: type, count: count),
      leafCount: element.leafCount + 1,
      depth: element.depth + 1
    )
  }

  func set(_ cursor: inout ClauseCursor, depth: Int) -> TypeReading? {
    guard begin(.set, &cursor, depth: depth) else { return nil }
    let start = cursor.current?.span
    guard let element = part(.set, &cursor, depth: depth) else { return nil }
    guard let type = element.type else { return .broken }
    guard Self.isSetElement(type) else {
      cursor.fail(
        Diagnostic(
          NameRules.typeMismatch,
          "\(TypeNames.name(type)) cannot be in a set",
          at: Label(start ?? cursor.previousSpan),
          notes: ["sets hold strings, identifiers, numbers, times and binaries"],
          help: ["write `list of` to keep any values in order"]
        )
      )
      return nil
    }
    guard let count = count(.set, &cursor) else { return nil }
    return .value(.set(element: type, count: count), leafCount: 2, depth: 1)
  }

  /// What a set of strings, numbers or binaries of DynamoDB can hold.
  private static func isSetElement(_ type: ValueType) -> Bool { type.isScalar && type != .bool }

  func map(_ cursor: inout ClauseCursor, depth: Int) -> TypeReading? {
    guard begin(.map, &cursor, depth: depth) else { return nil }
    let start = cursor.current?.span
    guard let key = part(.map, &cursor, depth: depth) else { return nil }
    guard let keyType = key.type else { return .broken }
    switch keyType {
    case .string, .uuid, .ulid: break
    default:
      cursor.fail(
        Diagnostic(
          NameRules.typeMismatch,
          "\(TypeNames.name(keyType)) cannot be the key of a map",
          at: Label(start ?? cursor.previousSpan),
          notes: ["stores keep the names in a map as text"],
          help: ["write `map of string(40) to …`, or keep the pairs as a list of structures"]
        )
      )
      return nil
    }
    guard cursor.takeWord("to") != nil else {
      cursor.failMissing("`to` and the type of the values", forms: [Collection.map.form])
      return nil
    }
    guard let value = part(.map, &cursor, depth: depth) else { return nil }
    guard let valueType = value.type else { return .broken }
    guard let count = count(.map, &cursor) else { return nil }
    return .value(
      .map(key: keyType, value: valueType, count: count),
      leafCount: value.leafCount + 2,
      depth: value.depth + 1
    )
  }

  private func begin(_ kind: Collection, _ cursor: inout ClauseCursor, depth: Int) -> Bool {
    // One clause may say `list of` without end; what is read recursively is bounded.
    guard depth <= Self.maximumDepth else {
      cursor.fail(
        Diagnostic(
          NameRules.tooLarge,
          "this type is too large",
          at: Label(cursor.previousSpan),
          notes: ["types nest at most \(Self.maximumDepth) deep"],
          help: ["keep parts of it as an entity of their own"]
        )
      )
      return false
    }
    guard cursor.takeWord("of") != nil else {
      cursor.failMissing("`of` and the type of the \(kind.parts)", forms: [kind.form])
      return false
    }
    return true
  }

  /// One type inside, with its average size; without a type where it was reported and the clause
  /// has not failed.
  private func part(_ kind: Collection, _ cursor: inout ClauseCursor, depth: Int)
    -> (type: ValueType?, leafCount: Int, depth: Int)?
  {
    guard let reading = read(&cursor, listDepth: depth) else { return nil }
    guard case .value(var type, let leaves, let inner) = reading else {
      if case .entity(let id) = reading {
        cursor.fail(
          Diagnostic(
            NameRules.wrongFlag,
            "a \(kind.name) holds values, not rows",
            at: Label(cursor.previousSpan),
            help: ["write `many \(context.entityNames[id.rawValue])` for a relationship"]
          )
        )
      }
      return (nil, 0, 0)
    }
    if let quantity = averageAhead(cursor), quantity.unit != nil {
      type = average(type, &cursor) ?? type
    }
    return (type, leaves, inner)
  }

  /// How many there are. A `?` before it belongs to the collection, whose parts are never missing.
  private func count(_ kind: Collection, _ cursor: inout ClauseCursor) -> Spread? {
    _ = cursor.takeNode(.optional)
    guard let count = cursor.takeSpread(.count, "the number of \(kind.parts)") else {
      cursor.failMissing("how many \(kind.parts) a \(kind.name) has", forms: ["0..12 avg 4"])
      return nil
    }
    guard let spread = count.value.spread else {
      cursor.fail(
        Diagnostic(
          NameRules.missingPart,
          "how many \(kind.parts) a \(kind.name) has cannot be unknown",
          at: Label(count.span),
          notes: ["it decides the size of every row"],
          help: ["write bounds and an average: `0..12 avg 4`"]
        )
      )
      return nil
    }
    return spread
  }
}
