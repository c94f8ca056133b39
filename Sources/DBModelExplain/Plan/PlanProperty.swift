/// One property of a plan or a step, passed through as the engine named it.
public struct PlanProperty: Hashable, Sendable {
  public let key: String
  public let value: PlanValue

  public init(_ key: String, _ value: PlanValue) {
    self.key = key
    self.value = value
  }
}

/// The value of a property; how deep it nests is limited by the reader that made it.
public indirect enum PlanValue: Hashable, Sendable {
  case text(String)
  case items([PlanValue])
  case fields([PlanProperty])

  /// The text, or `nil` for a list.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// A finite number, or `nil`.
  public var number: Double? {
    guard let text, let number = Double(text), number.isFinite else { return nil }
    return number
  }

  public var fields: [PlanProperty] {
    if case .fields(let fields) = self { fields } else { [] }
  }

  /// The texts of a list, or the one text.
  public var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .items(let items): items.compactMap(\.text)
    case .fields: []
    }
  }
}

extension Array where Element == PlanProperty {
  /// The first property of this name.
  public subscript(key: String) -> PlanValue? { first { $0.key == key }?.value }
}

extension [PlanProperty] {
  /// Adds to the list of this name, which begins here where there is none.
  mutating func appendItem(_ item: PlanValue, to key: String) {
    guard let place = lastIndex(where: { $0.key == key }),
      case .items(var items) = self[place].value
    else { return append(PlanProperty(key, .items([item]))) }
    // Let go of the old list first: what is held twice is copied.
    self[place] = PlanProperty(key, .text(""))
    items.append(item)
    self[place] = PlanProperty(key, .items(items))
  }

  /// Adds to the fields of this name, which begin here where there are none.
  mutating func mergeFields(_ fields: [PlanProperty], in key: String) {
    guard let place = lastIndex(where: { $0.key == key }),
      case .fields(var known) = self[place].value
    else { return append(PlanProperty(key, .fields(fields))) }
    self[place] = PlanProperty(key, .text(""))
    known += fields
    self[place] = PlanProperty(key, .fields(known))
  }

  /// Adds to the item of a list that begins with a field, or makes it. Only the last thousand are
  /// looked through: PostgreSQL has at most 1,024 workers.
  mutating func mergeItem(named name: PlanProperty, _ fields: [PlanProperty], in key: String) {
    guard let place = lastIndex(where: { $0.key == key }),
      case .items(var items) = self[place].value
    else { return append(PlanProperty(key, .items([.fields([name] + fields)]))) }
    self[place] = PlanProperty(key, .text(""))
    let known = items.indices.suffix(1024).last { items[$0].fields.first == name }
    if let known, case .fields(var all) = items[known] {
      items[known] = .text("")
      for field in fields {
        if case .fields(let inner) = field.value {
          all.mergeFields(inner, in: field.key)
        } else {
          all.append(field)
        }
      }
      items[known] = .fields(all)
    } else {
      items.append(.fields([name] + fields))
    }
    self[place] = PlanProperty(key, .items(items))
  }
}
