import DBModelDesign
import DBModelJSON
import DBModelQuery
import DBModelWorkload

/// Items in one form, so that what is the same is equal: numbers without their notation, sets
/// without
/// an order, and no empty maps.
enum ItemState {
  static func canonical(_ item: [AttributeValue.Member]) -> [AttributeValue.Member] {
    item.compactMap { member in
      let value = canonical(member.value)
      return value == .map([]) ? nil : AttributeValue.Member(member.name, value)
    }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func canonical(_ value: AttributeValue) -> AttributeValue {
    switch value {
    case .number(let text): .number(number(text))
    case .stringSet(let texts):
      .stringSet(texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    case .numberSet(let texts): .numberSet(texts.map(number).sorted())
    case .binarySet(let values): .binarySet(values.sorted { $0.lexicographicallyPrecedes($1) })
    case .list(let items): .list(items.map(canonical))
    case .map(let members): .map(canonical(members))
    default: value
    }
  }

  private static func number(_ text: String) -> String { Decimal38(text: text)?.text ?? text }

  /// What a table holds where a data set is stored in it, one line an item, sorted.
  ///
  /// - Returns: `nil` for the text of rows that cannot be items.
  static func lines(
    _ dataset: Dataset,
    in table: DynamoDBTable,
    workload: Workload
  ) -> [String] {
    var lines: [String] = []
    let carried = CarriedRow(workload: workload, dataset: dataset)
    for layout in table.layouts {
      let entity = workload[layout.entity]
      let codec = ItemCodec(workload: workload, layout: layout, table: table)
      for row in dataset[layout.entity] {
        if let item = codec.item(of: carried.row(row, of: entity)) {
          lines.append(line(item, table))
        } else {
          lines.append("a row of \(entity.name) that cannot be an item")
        }
      }
    }
    lines += guards(dataset, in: table, workload: workload).map { line($0, table) }
    return sorted(lines)
  }

  /// The guards of unique values that belong to the rows of a data set: one for each row that has
  /// all values of a combination. Nothing of this is shared with what writes them.
  static func guards(
    _ dataset: Dataset,
    in table: DynamoDBTable,
    workload: Workload
  ) -> [[AttributeValue.Member]] {
    table.guards.flatMap { own -> [[AttributeValue.Member]] in
      let entity = workload[own.entity]
      let names = own.fields.map { entity[$0].name }.joined(separator: ",")
      return dataset[own.entity].compactMap { row in
        var key = "\(entity.name).\(names)"
        for field in own.fields {
          let value = row[field.rawValue]
          guard value != .null, let text = KeyEncoding.text(of: value, type: entity[field].type)
          else { return nil }
          key += "#" + text
        }
        return [AttributeValue.Member(table.partitionKey.name, .string(key))]
      }
    }
  }

  /// The same of items that a service returned.
  static func lines(_ items: [JSONValue], in table: DynamoDBTable) -> [String] {
    sorted(
      items.map { item in
        let members = (item.members ?? []).compactMap { member in
          AttributeValue(json: member.value).map { AttributeValue.Member(member.key, $0) }
        }
        return line(members, table)
      }
    )
  }

  /// By their bytes, in which two forms of one letter differ.
  private static func sorted(_ lines: [String]) -> [String] {
    lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The key first, so that lines of the same item stand side by side.
  private static func line(_ item: [AttributeValue.Member], _ table: DynamoDBTable) -> String {
    let keys = [table.partitionKey.name] + [table.sortKey?.name].compactMap { $0 }
    let all = canonical(item)
    let first = keys.compactMap { name in all.first { $0.name == name } }
    let rest = all.filter { !keys.contains($0.name) }
    return (first + rest).map { "\($0.name)=\(text($0.value))" }.joined(separator: " ")
  }

  private static func text(_ value: AttributeValue) -> String {
    JSONWriter.text(of: value.json, indentation: 0).filter { !$0.isNewline }
  }
}
