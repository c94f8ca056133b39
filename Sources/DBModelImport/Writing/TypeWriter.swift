/// Writes attributes and their types.
enum TypeWriter {
  /// Characters or bytes where no file says how many; the line says that somebody must.
  static let placeholderSize = 100

  /// The lines of one attribute; its remark and its deployed name stand behind it.
  static func lines(_ field: ImportedField, _ name: ModelName) -> [ModelCode] {
    var code: ModelCode = "\(name): \(type(field.type))\(mark(field))"
    if let average = average(field.type) { code = "\(code) avg \(average) B" }
    if let spread = spread(field.type) { code = "\(code) \(spread)" }
    if field.isOptional, let share = field.presentPercent { code = "\(code) present \(share)%" }
    if field.isTimeToLive { code = "\(code) ttl" }
    if case .reference(_, let action) = field.type {
      code = "\(code) unknown"
      if let action { code = "\(code) delete \(ModelCode.word(action))" }
    }
    var remarks = [field.remark ?? ""].filter { !$0.isEmpty }
    if name.text != field.name { remarks.append("deployed as \"\(field.name)\"") }
    if !remarks.isEmpty { code = "\(code) // \(comment: remarks.joined(separator: "; "))" }
    return [code]
  }

  private static func mark(_ field: ImportedField) -> ModelCode { field.isOptional ? "?" : "" }

  private static func average(_ type: ImportedType) -> Int? {
    switch type {
    case .string(_, let average), .bytes(_, let average): average
    case .list(let element, _), .set(let element, _): average(element)
    default: nil
    }
  }

  /// How many elements; of lists in lists the inner ones stand with their type.
  private static func spread(_ type: ImportedType) -> ModelCode? {
    switch type {
    case .list(_, let spread), .set(_, let spread): self.spread(spread)
    default: nil
    }
  }

  private static func spread(_ spread: ImportedSpread) -> ModelCode {
    if spread.least == spread.most { return "\(spread.most)" }
    let (whole, tenths) = (spread.averageTenths / 10, spread.averageTenths % 10)
    let average: ModelCode = tenths == 0 ? "\(whole)" : "\(whole).\(tenths)"
    return "\(spread.least)..\(spread.most) avg \(average)"
  }

  private static func type(_ type: ImportedType) -> ModelCode {
    switch type {
    case .unknownText: "string(\(placeholderSize))"
    case .unknownBytes: "bytes(\(placeholderSize))"
    case .string(let most, _): "string(\(most))"
    case .bytes(let most, _): "bytes(\(most))"
    case .integer: "int"
    case .integerWithin(let least, let most): range(least, most)
    case .decimal(let precision, let scale): "decimal(\(precision), \(scale))"
    case .boolean: "bool"
    case .uuid: "uuid"
    case .epochSeconds: "timestamp(s)"
    case .date: "date"
    case .timestamp(let unit): "timestamp(\(ModelCode.word(unit)))"
    case .cases(let names): "enum { \(ModelCode.joined(names.map { "\($0)" }, ", ")) }"
    case .reference(let target, _): "\(target)"
    case .structure(let members): structure(members)
    case .list(let element, _): "list of \(inner(element))"
    case .set(let element, _): "set of \(inner(element))"
    }
  }

  private static func range(_ least: Int64?, _ most: Int64?) -> ModelCode {
    guard least != nil || most != nil else { return "int" }
    let lower: ModelCode = least.map { "\(Int($0))" } ?? ""
    let upper: ModelCode = most.map { "\(Int($0))" } ?? ""
    return "int(\(lower)..\(upper))"
  }

  /// An element with what belongs to it; the average of the innermost text follows the `?` of the
  /// attribute.
  private static func inner(_ type: ImportedType) -> ModelCode {
    guard let spread = spread(type) else { return self.type(type) }
    return "\(self.type(type)) \(spread)"
  }

  private static func structure(_ members: [ImportedField]) -> ModelCode {
    var names = NameTable(.plain)
    let inside = members.flatMap { lines($0, names.name($0.name)) }
    return "{\n\(ModelCode.joined(inside, "\n"))\n}"
  }
}
