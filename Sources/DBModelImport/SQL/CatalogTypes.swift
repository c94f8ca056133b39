import DBModelDesign

/// The types of the language for those of a catalog.
enum CatalogTypes {
  /// Digits that the language's decimals have at most.
  private static let decimalDigits = 38
  /// Cases of an enumeration that are written out; more of them read like data.
  private static let caseLimit = 100
  /// The largest bound that says something of a value, and not of the bytes it was given.
  private static let boundLimit: Int64 = 65_535
  /// What a length may be in the language.
  private static let lengthLimit = 1_000_000_000

  /// - Returns: The type, and what stands behind it.
  static func type(of column: CatalogColumn) -> (type: ImportedType, remark: String?) {
    switch column.type {
    case .boolean: return (.boolean, nil)
    case .integer(let least, let most):
      return (.integerWithin(least, most.flatMap { $0 > boundLimit ? nil : $0 }), nil)
    case .decimal(let precision, let scale): return decimal(precision, scale)
    case .floating:
      return (decimal(nil, 0).type, "to be stated: its digits; it is a floating point number")
    case .text(let most):
      guard let most, most > 0 else { return (.unknownText, "to be stated: its size") }
      return (text(most), nil)
    case .bytes(let most):
      guard let most, most > 0 else { return (.unknownBytes, "to be stated: its size") }
      return (.bytes(maximumBytes: min(most, lengthLimit), averageBytes: nil), nil)
    case .uuid: return (.uuid, nil)
    case .date: return (.date, nil)
    case .timestamp(let digits): return timestamp(digits)
    case .enumeration(let labels): return enumeration(labels)
    case .json: return (.unknownText, "to be stated: its members; it is a document of JSON")
    case .other:
      let declared = column.declaredType.isEmpty ? "no type" : "`\(column.declaredType)`"
      return (.unknownText, "to be stated: its type and size; declared as \(declared)")
    }
  }

  private static func text(_ most: Int) -> ImportedType {
    .string(maximumCharacters: min(most, lengthLimit), averageBytes: nil)
  }

  private static func decimal(_ precision: Int?, _ scale: Int) -> (
    type: ImportedType, remark: String?
  ) {
    guard let precision, precision > 0 else {
      return (.decimal(precision: decimalDigits, scale: 9), "to be stated: its digits")
    }
    let digits = min(max(precision, scale), decimalDigits)
    let type = ImportedType.decimal(precision: digits, scale: min(max(0, scale), digits))
    return (type, precision > decimalDigits ? "declared with \(precision) digits" : nil)
  }

  private static func timestamp(_ digits: Int?) -> (type: ImportedType, remark: String?) {
    guard let digits else { return (.timestamp(.milliseconds), "to be stated: its unit") }
    switch digits {
    case 0: return (.timestamp(.seconds), nil)
    case 1...3: return (.timestamp(.milliseconds), nil)
    default: return (.timestamp(.microseconds), nil)
    }
  }

  /// Labels that are no names of the language make a text.
  private static func enumeration(_ labels: [String]) -> (type: ImportedType, remark: String?) {
    var table = NameTable(.plain)
    let names = labels.map { table.name($0) }
    let fits = zip(labels, names).allSatisfy { $0 == $1.text } && !labels.isEmpty
    if fits, labels.count <= caseLimit { return (.cases(names), nil) }
    let longest = labels.map(\.unicodeScalars.count).max() ?? 1
    return (text(max(1, longest)), "one of \(labels.joined(separator: ", "))")
  }
}
