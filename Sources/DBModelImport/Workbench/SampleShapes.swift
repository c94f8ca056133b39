import DBModelDesign

/// Finds kinds of items in sample data, and what each holds. All of it is inferred, and says so.
struct SampleShapes {
  let table: ImportedTable
  let declared: DeclaredAttributes

  /// Items that look alike: by an attribute that names their type, else by how their keys begin.
  private struct Group {
    let name: String
    let partition: String
    var attributes: Set<String>
    var samples: [Sample]
  }

  /// More kinds than this are not kinds.
  private static let maximumKinds = 64

  /// Names that are given to the type of an item.
  private static let typeNames = ["entitytype", "_type", "__type", "itemtype", "_et", "_en"]

  func entities(_ samples: [Sample]) -> [ImportedEntity] {
    guard samples.count > 1 else {
      let entity = entity(named: table.name, samples, listing: declared.order, remarks: shapeless)
      return [entity]
    }
    var groups = groups(samples)
    if groups.count > Self.maximumKinds {
      groups = [Group(name: table.name, partition: "", attributes: [], samples: samples)]
    }
    if groups.count == 1 {
      return [entity(named: table.name, samples, listing: declared.order, remarks: shapeless)]
    }
    return groups.map { group in
      entity(
        named: group.name,
        group.samples,
        listing: [],
        remarks: ["inferred: that these items are a kind of their own"]
      )
    }
  }

  private var shapeless: [String] {
    ["to be stated: which entities this table holds; the file names none"]
  }

  private func groups(_ samples: [Sample]) -> [Group] {
    let typeName = declared.order.first { Self.typeNames.contains($0.lowercased()) }
    var order: [Group] = []
    var places: [String: Int] = [:]
    for sample in samples {
      let partition = prefix(of: table.key[0].name, in: sample)
      let sort = table.key.count > 1 ? prefix(of: table.key[1].name, in: sample) : ""
      let type = typeName.flatMap { text($0, in: sample) }
      let identity = type ?? "\(partition)\u{0}\(sort)"
      if let place = places[identity] {
        order[place].samples.append(sample)
        order[place].attributes.formUnion(sample.map(\.key))
      } else {
        places[identity] = order.count
        let joined = partition == sort || sort.isEmpty ? partition : "\(partition) \(sort)"
        order.append(
          Group(
            name: type ?? (joined.isEmpty ? table.name : joined),
            partition: type ?? partition,
            attributes: Set(sample.map(\.key)),
            samples: [sample]
          )
        )
      }
    }
    return order.count > Self.maximumKinds ? order : merged(order)
  }

  /// Groups whose items have the same attributes, or fewer of them, differ by a value only.
  private func merged(_ groups: [Group]) -> [Group] {
    var kept: [Group] = []
    for group in groups {
      let place = kept.firstIndex { other in
        other.partition == group.partition
          && (other.attributes.isSubset(of: group.attributes)
            || group.attributes.isSubset(of: other.attributes))
      }
      guard let place else {
        kept.append(group)
        continue
      }
      kept[place].samples += group.samples
      kept[place].attributes.formUnion(group.attributes)
    }
    return kept
  }

  private func text(_ name: String, in sample: Sample) -> String? {
    guard let member = sample.first(where: { $0.key == name }) else { return nil }
    return Samples.typed(member.value)?.value.stringValue
  }

  /// `User` of `User#17`: the letters before a mark that joins.
  private func prefix(of name: String, in sample: Sample) -> String {
    guard let text = text(name, in: sample) else { return "" }
    let letters = text.utf8.prefix { ($0 | 0x20) &- 0x61 < 26 || $0 == UInt8(ascii: "_") }
    guard letters.count < text.utf8.count, !letters.isEmpty else { return "" }
    let mark = text.utf8[letters.endIndex]
    return "#:|/".utf8.contains(mark) ? String(decoding: letters, as: UTF8.self) : ""
  }

  /// - Parameter names: Attributes it has whether or not a sample shows them.
  func entity(
    named name: String,
    _ samples: [Sample],
    listing names: [String],
    remarks: [String]
  ) -> ImportedEntity {
    var order = table.key.map(\.name)
    var seen = Set(order)
    for name in names where seen.insert(name).inserted { order.append(name) }
    for member in samples.lazy.joined() where seen.insert(member.key).inserted {
      order.append(member.key)
    }
    var values: [String: [SourceNode]] = [:]
    for member in samples.lazy.joined() { values[member.key, default: []].append(member.value) }
    let keys = Set(table.key.map(\.name))
    let fields = order.map { attribute -> ImportedField in
      field(
        attribute,
        values[attribute] ?? [],
        of: samples.count,
        isKey: keys.contains(attribute)
      )
    }
    return ImportedEntity(
      name: name,
      fields: fields,
      key: table.key.map(\.name),
      values: table.key.map { ($0.name, .field($0.name)) },
      remarks: remarks
    )
  }

  private func field(_ name: String, _ values: [SourceNode], of count: Int, isKey: Bool)
    -> ImportedField
  {
    let isOptional = !isKey && (values.count < count || values.isEmpty)
    guard !values.isEmpty else {
      let type = SampleTypes.type(named: declared.type(of: name) ?? "")
      return ImportedField(
        name: name,
        type: type.type,
        isOptional: isOptional,
        remark: type.remark
      )
    }
    var field = SampleTypes.field(name, values, of: count)
    field.isOptional = isOptional
    if !isOptional { field.presentPercent = nil }
    return field
  }
}
