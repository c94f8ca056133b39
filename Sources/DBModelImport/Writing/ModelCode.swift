/// Text of the language. What stands between its interpolations is written in this package; what
/// comes out of a file gets in only as a name that was made one, as a quoted text or as a comment.
struct ModelCode: ExpressibleByStringInterpolation {
  let text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
  private init(joined text: String) { self.text = text }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ code: ModelCode) { text += code.text }
    mutating func appendInterpolation(_ name: ModelName) { text += name.text }
    mutating func appendInterpolation(_ number: Int) { text += String(number) }
    mutating func appendInterpolation(_ relation: ImportedCondition.Relation) {
      text += relation.rawValue
    }
    mutating func appendInterpolation(quoted value: String) {
      text += "\"\(ModelCode.escaped(value))\""
    }
    /// Without line ends and control characters, so that it ends where its line does.
    mutating func appendInterpolation(comment value: String) {
      text += ModelCode.oneLine(value)
    }
  }

  /// A number with its thousands kept apart.
  static func grouped(_ number: Int) -> ModelCode {
    let digits = String(number)
    var out = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { out += "_" }
      out.append(digit)
    }
    return ModelCode(joined: out)
  }

  static func joined(_ parts: [ModelCode], _ mark: ModelCode) -> ModelCode {
    ModelCode(joined: parts.map(\.text).joined(separator: mark.text))
  }

  /// Words of the language behind a name of a type in this package.
  static func word<Word: RawRepresentable>(_ word: Word) -> ModelCode
  where Word.RawValue == String {
    ModelCode(joined: word.rawValue)
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      default:
        if isHidden(scalar) {
          out += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out
  }

  /// The most characters of a comment.
  private static let commentLimit = 300

  private static func oneLine(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars.prefix(commentLimit) {
      out.unicodeScalars.append(isHidden(scalar) ? " " : scalar)
    }
    // A comment ends in a character that shows.
    while out.last == " " { out.removeLast() }
    return text.unicodeScalars.count > commentLimit ? out + "…" : out
  }

  /// What no reader would see, or a terminal or editor would obey.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      true
    default: false
    }
  }
}
