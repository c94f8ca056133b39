/// A value of a structured plan format before it is given a meaning, with its place in the file.
///
/// How deep it nests and how many there are is limited by whoever reads it.
struct PlanElement {
  enum Content {
    /// A string, a number or a word, without quotes; `null` is the empty text.
    case text(String)
    case items([PlanElement])
    case fields([PlanField])
  }

  var content: Content
  /// Byte offsets in the file.
  var place: Range<Int>

  var text: String? { if case .text(let text) = content { text } else { nil } }
  var items: [PlanElement]? { if case .items(let items) = content { items } else { nil } }
  var fields: [PlanField]? { if case .fields(let fields) = content { fields } else { nil } }

  /// A finite number, or `nil`.
  var number: Double? {
    guard let text, let number = Double(text), number.isFinite else { return nil }
    return number
  }

  /// The value of the first field of this name.
  subscript(key: String) -> PlanElement? { fields?.first { $0.key == key }?.value }

  /// The same without places, as a property's value. An empty list gives `nil`: it says nothing,
  /// and the other formats do not print it.
  var property: PlanValue? {
    switch content {
    case .text(let text): return .text(text)
    case .items(let items):
      let values = items.compactMap(\.property)
      return values.isEmpty ? nil : .items(values)
    case .fields(let fields):
      let values = fields.compactMap { field in
        field.value.property.map { PlanProperty(field.key, $0) }
      }
      return values.isEmpty ? nil : .fields(values)
    }
  }
}

/// A named value within another.
struct PlanField {
  let key: String
  let value: PlanElement
}

/// Why a plan cannot be read, and where.
struct PlanProblem: Error {
  /// One sentence, lower case, no full stop.
  let title: String
  /// A byte offset in the file.
  let offset: Int
  var notes: [String] = []
}
