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
