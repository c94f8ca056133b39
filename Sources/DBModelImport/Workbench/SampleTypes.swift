/// Finds types and sizes in sample values; what is found is as good as the samples.
enum SampleTypes {
  /// Levels of lists and maps that are looked into, and members of one map.
  private static let maximumDepth = 8
  private static let maximumMembers = 64

  /// A type of the service where there is no sample.
  static func type(named name: String) -> (type: ImportedType, remark: String) {
    switch name {
    case "N": (.integer, "to be stated: which number; `int`, `decimal` or `timestamp`")
    case "B": (.unknownBytes, "to be stated: its size")
    case "BOOL": (.boolean, "")
    case "S": (.unknownText, "to be stated: its size")
    case "SS", "NS", "BS": (.unknownText, "to be stated: a set; of what, and how many")
    case "L": (.unknownText, "to be stated: a list; of what, and how many")
    case "M": (.unknownText, "to be stated: a map; its members")
    default: (.unknownText, KeyedEntity.unknownType)
    }
  }

  /// An attribute as its samples show it.
  ///
  /// - Parameter count: Items that might have it.
  static func field(_ name: String, _ values: [SourceNode], of count: Int, depth: Int = 0)
    -> ImportedField
  {
    let typed = values.compactMap(Samples.typed).filter { $0.type != "NULL" }
    let plural = values.count == 1 ? "1 sample" : "\(values.count) samples"
    var field = ImportedField(name: name, type: .unknownText, remark: KeyedEntity.unknownType)
    if values.count < count, count > 0 {
      field.isOptional = true
      // A share that rounds to all or nothing says neither.
      field.presentPercent = min(max(values.count * 100 / count, 1), 99)
    }
    guard let first = typed.first else { return field }
    guard typed.allSatisfy({ $0.type == first.type }) else {
      field.remark = "to be stated: its type; \(plural) disagree"
      return field
    }
    guard let type = type(first.type, typed.map(\.value), depth) else {
      field.remark = self.type(named: first.type).remark
      return field
    }
    field.type = type
    field.remark = "inferred from \(plural)"
    return field
  }

  private static func type(_ name: String, _ values: [SourceNode], _ depth: Int)
    -> ImportedType?
  {
    switch name {
    case "S": return text(values.compactMap(\.stringValue))
    case "N": return number(values.compactMap(digits))
    case "B": return bytes(values.compactMap(\.stringValue))
    case "BOOL": return .boolean
    case "SS", "NS", "BS": return set(name, values)
    case "L": return depth < maximumDepth ? list(values, depth) : nil
    case "M": return depth < maximumDepth ? structure(values, depth) : nil
    default: return nil
    }
  }

  private static func digits(_ node: SourceNode) -> String? {
    switch node.value {
    case .string(let text): text
    case .number(let text): text
    default: nil
    }
  }

  private static func average(_ counts: [Int]) -> Int {
    max((counts.reduce(0, +) + counts.count / 2) / max(counts.count, 1), 1)
  }

  private static func text(_ values: [String]) -> ImportedType? {
    guard !values.isEmpty else { return nil }
    return .string(
      maximumCharacters: max(values.map { $0.unicodeScalars.count }.max() ?? 1, 1),
      averageBytes: average(values.map(\.utf8.count))
    )
  }

  /// Base64 has four characters for three bytes.
  private static func bytes(_ values: [String]) -> ImportedType? {
    guard !values.isEmpty else { return nil }
    let sizes = values.map { $0.utf8.filter { $0 != UInt8(ascii: "=") }.count * 3 / 4 }
    return .bytes(maximumBytes: max(sizes.max() ?? 1, 1), averageBytes: average(sizes))
  }

  private static func number(_ values: [String]) -> ImportedType? {
    guard !values.isEmpty else { return nil }
    var (whole, fraction) = (1, 0)
    for value in values {
      let parts = value.drop { $0 == "-" || $0 == "+" }.split(separator: ".", maxSplits: 1)
      let isPlain = parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      guard isPlain, let first = parts.first else { return nil }
      whole = max(whole, first.utf8.count)
      if parts.count > 1 { fraction = max(fraction, parts[1].utf8.count) }
    }
    // A number has 38 digits in DynamoDB (Developer Guide, "Supported data types", checked
    // 2026-11-27); an `int` 64 bits.
    guard whole + fraction <= 38 else { return nil }
    if fraction == 0 { return whole <= 18 ? .integer : .decimal(precision: whole, scale: 0) }
    return .decimal(precision: whole + fraction, scale: fraction)
  }

  private static func spread(_ counts: [Int]) -> ImportedSpread? {
    guard let most = counts.max(), let least = counts.min(), most > 0 else { return nil }
    let sum = counts.reduce(0, +)
    return ImportedSpread(
      least: least,
      most: most,
      averageTenths: (sum * 10 + counts.count / 2) / counts.count
    )
  }

  private static func set(_ name: String, _ values: [SourceNode]) -> ImportedType? {
    let lists = values.compactMap(\.elements)
    let elements = lists.flatMap { $0 }
    guard let spread = spread(lists.map(\.count)) else { return nil }
    let element: ImportedType? =
      switch name {
      case "SS": text(elements.compactMap(\.stringValue))
      case "NS": number(elements.compactMap(digits))
      default: bytes(elements.compactMap(\.stringValue))
      }
    return element.map { .set($0, spread) }
  }

  private static func list(_ values: [SourceNode], _ depth: Int) -> ImportedType? {
    let lists = values.compactMap(\.elements)
    let typed = lists.flatMap { $0 }.compactMap(Samples.typed)
    guard let first = typed.first, typed.allSatisfy({ $0.type == first.type }),
      let spread = spread(lists.map(\.count)),
      let element = type(first.type, typed.map(\.value), depth + 1)
    else { return nil }
    return .list(element, spread)
  }

  private static func structure(_ values: [SourceNode], _ depth: Int) -> ImportedType? {
    let maps = values.compactMap(\.members)
    var order: [String] = []
    var found: [String: [SourceNode]] = [:]
    for member in maps.lazy.joined() {
      if found[member.key] == nil { order.append(member.key) }
      found[member.key, default: []].append(member.value)
    }
    guard !order.isEmpty, order.count <= maximumMembers else { return nil }
    return .structure(
      order.map { field($0, found[$0] ?? [], of: maps.count, depth: depth + 1) }
    )
  }
}
