import DBModelDesign
import DBModelDiagnostics

/// Turns the parameters of a pattern into conditions on the fields that a key is made of.
struct KeyRequest {
  let source: SchemaEntity
  let indexName: String?
  private let range: String?
  private let partition: [String]
  private let sort: [String]

  private static let ranges = [">", ">=", "<", "<=", "between", "begins_with"]

  /// Of the base table, by the whole key.
  init(_ source: SchemaEntity) {
    self.source = source
    indexName = nil
    range = nil
    partition = source.entity.key
    sort = []
  }

  /// - Throws: `ImportFailure` where the index or the range is none.
  init(_ pattern: inout ObjectReader, _ source: SchemaEntity, _ table: ImportedTable)
    throws(ImportFailure)
  {
    self.source = source
    indexName = try pattern.string("index_name")
    range = try pattern.string("range_condition")
    if let range, !Self.ranges.contains(range) {
      throw .invalid(
        "`\(Quoted.text(range))` is no range condition",
        at: pattern.span("range_condition"),
        help: "write one of \(Self.ranges.map { "`\($0)`" }.joined(separator: ", "))"
      )
    }
    guard let indexName else {
      let values = Array(source.entity.values.prefix(table.key.count).map(\.value))
      partition = Self.unique(values.prefix(1).flatMap(\.fields))
      sort = Self.unique(values.dropFirst().flatMap(\.fields))
      return
    }
    guard let index = table.indexes.first(where: { $0.name == indexName }) else {
      throw .invalid(
        "`\(Quoted.text(indexName))` is no index of `\(Quoted.text(table.name))`",
        at: pattern.span("index_name"),
        help: "name an index that stands in `gsi_list`"
      )
    }
    if let mapping = source.mappings[indexName] {
      partition = Self.unique(mapping.partition.flatMap(\.fields))
      sort = Self.unique(mapping.sort.flatMap(\.fields))
    } else {
      let names = Set(source.entity.fields.map(\.name))
      partition = index.partition.map(\.name).filter(names.contains)
      sort = index.sort.map(\.name).filter(names.contains)
    }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// A condition, with its parameter declared.
  private func condition(
    _ field: String,
    _ relation: ImportedCondition.Relation,
    _ parameter: String,
    _ pattern: inout ImportedPattern
  ) -> ImportedCondition {
    if !pattern.parameters.contains(where: { $0.name == parameter }) {
      pattern.parameters.append(
        ImportedParameter(name: parameter, kind: .value(source.place, field: field))
      )
    }
    return ImportedCondition(field: field, relation: relation, parameter: parameter)
  }

  /// Every part of the base key; `nil` where one has no value.
  ///
  /// - Parameter byPlace: Whether a parameter of another name stands for a part by its place.
  func keyConditions(
    _ parameters: inout SchemaParameters,
    _ pattern: inout ImportedPattern,
    byPlace: Bool = true
  ) -> [ImportedCondition]? {
    var conditions: [ImportedCondition] = []
    // Those that have a name of their own go first, so that a place is only taken where it must be.
    let names = Set(parameters.unused.map(\.name))
    for field in source.entity.key where names.contains(field) {
      parameters.use(field)
    }
    for field in source.entity.key {
      let value = names.contains(field) ? field : parameters.take(field, byPlace: byPlace)
      guard let value else { return nil }
      conditions.append(condition(field, .equal, value, &pattern))
    }
    return conditions
  }

  /// The partition key and what is said of the sort key; `nil` where the partition has no value.
  func queryConditions(
    _ parameters: inout SchemaParameters,
    _ pattern: inout ImportedPattern
  ) -> [ImportedCondition]? {
    var conditions: [ImportedCondition] = []
    for field in partition {
      guard let value = parameters.take(field, byPlace: true) else { return nil }
      conditions.append(condition(field, .equal, value, &pattern))
    }
    guard let range else { return conditions }
    let free = parameters.unused
    let wanted = range == "between" ? 2 : 1
    guard free.count >= wanted else { return nil }
    let ends = free.suffix(wanted).map(\.name)
    var open = sort.filter { !partition.contains($0) }
    for field in open where free.dropLast(wanted).contains(where: { $0.name == field }) {
      parameters.use(field)
      conditions.append(condition(field, .equal, field, &pattern))
      open.removeAll { $0 == field }
    }
    guard let field = open.first else { return nil }
    for end in ends { parameters.use(end) }
    return conditions + rangeConditions(range, field, ends, parameters, &pattern)
  }

  private func rangeConditions(
    _ range: String,
    _ field: String,
    _ ends: [String],
    _ parameters: SchemaParameters,
    _ pattern: inout ImportedPattern
  ) -> [ImportedCondition] {
    switch range {
    case "between":
      return [
        condition(field, .greaterOrEqual, ends[0], &pattern),
        condition(field, .lessOrEqual, ends[1], &pattern),
      ]
    case "begins_with":
      let end = parameters.freeName("\(ends[0])_end")
      pattern.remarks.append(
        "begins_with: from the prefix to the prefix with the greatest character behind it"
      )
      return [
        condition(field, .greaterOrEqual, ends[0], &pattern),
        condition(field, .lessOrEqual, end, &pattern),
      ]
    default:
      let relation = ImportedCondition.Relation(rawValue: range) ?? .equal
      return [condition(field, relation, ends[0], &pattern)]
    }
  }

  /// Parameters that are left and named after a field.
  func filters(_ parameters: inout SchemaParameters, _ pattern: inout ImportedPattern)
    -> [ImportedCondition]
  {
    var conditions: [ImportedCondition] = []
    for parameter in parameters.unused where source.entity.field(parameter.name) != nil {
      parameters.use(parameter.name)
      conditions.append(condition(parameter.name, .equal, parameter.name, &pattern))
    }
    return conditions
  }

  /// Fields that are set: parameters that are left and named after one.
  func assignments(_ parameters: inout SchemaParameters, _ pattern: inout ImportedPattern)
    -> [(field: String, parameter: String)]
  {
    filters(&parameters, &pattern).filter { !source.entity.key.contains($0.field) }
      .map { ($0.field, $0.parameter) }
  }
}
