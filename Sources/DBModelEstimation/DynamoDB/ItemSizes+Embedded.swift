import DBModelDesign
import DBModelQuery
import DBModelStatistics
public import DBModelWorkload

extension ItemSizes {
  /// The most that an item of an entity can take with the rows that it holds, bytes; with as much
  /// for the text of its key as a key may take.
  public func mostBytes(of id: EntityID, holding rows: [EmbeddedRows]) -> Double {
    let entity = workload[id]
    let own = grouped(entity.fields, of: entity).flatMap {
      attribute($0.name, $0.fields, entity).parts
    }
    // Every copy that its rows may carry, and the text that tells entities apart.
    let copied = entity.copies.map { copy in
      AttributeSizes.value(copy.field.type).maximumBytes + Double(copy.field.name.utf8.count)
    }
    let held = rows.flatMap { embedded($0, of: entity).parts }
    return SizeModel(own + held).maximumBytes + copied.reduce(0, +)
      + Double(ItemCodec.typeAttribute.utf8.count + entity.name.utf8.count)
      + DynamoDBLimits.partitionKeyBytes.value + DynamoDBLimits.sortKeyBytes.value
  }

  /// The map without rows.
  static func empty(_ held: EmbeddedRows) -> StoredAttribute {
    let bytes = Double(held.field.name.utf8.count) + 3
    return StoredAttribute(
      name: held.field.name,
      parts: [SizeModel.Part(meanBytes: bytes, maximumBytes: bytes)]
    )
  }

  /// Groups of alternatives of their own, behind those of an entity's variants.
  private static let firstGroup = 1 << 20

  /// The map of the rows of another entity: its name, 3 bytes, and for each row 1 byte, the rest of
  /// its key as text and the map of its other attributes. How many rows there are differs as
  /// `CountShape` says.
  func embedded(_ held: EmbeddedRows, of holder: Entity) -> StoredAttribute {
    let codec = EmbeddedCodec(held, workload: workload)
    let entity = workload[held.entity]
    let parts =
      [key("", .text(KeySegment.joined(codec.nameFields)), entity)]
      + grouped(codec.fields, of: entity).flatMap { attribute($0.name, $0.fields, entity).parts }
    let member = SizeModel(parts)
    // The member of the outer map, its own map, and the members of that.
    let inner = parts.dropFirst().reduce(0) { $0 + $1.presence }
    let mean = member.meanBytes + 1 + 3 + inner
    let most = member.maximumBytes + 4 + Double(parts.count - 1)
    let name = Double(held.field.name.utf8.count) + 3
    guard case .reference(let reference) = workload[held.reference].kind,
      let fanOut = reference.fanOut
    else { return StoredAttribute(name: held.field.name, parts: []) }
    let holders = Cardinality(workload: workload).rows(holder.id).middle
    let counts = RowCounts(
      CountShape(fanOut, skew: reference.fanOutSkew?.value, parents: holders),
      mean: fanOut.average,
      isWhole: true
    )
    let maximum = name + (fanOut.maximum ?? fanOut.average) * most
    let numbers = Self.numbers(counts, upTo: fanOut.maximum ?? .greatestFiniteMagnitude)
    let widest = member.parts.lazy.filter { $0.presence == 1 }.map(\.variance).max() ?? 0
    return StoredAttribute(
      name: held.field.name,
      parts: numbers.enumerated().flatMap { place, number -> [SizeModel.Part] in
        let variance = number.count * member.variance + number.variance * mean * mean
        let presence = numbers.count > 1 ? number.chance : 1
        let alternative =
          numbers.count > 1
          ? SizeModel.Alternative(
            group: Self.firstGroup + held.field.id.rawValue,
            name: String(place),
            share: number.chance
          ) : nil
        // One row's widest text is uniform; what the rows differ by in all is nearly normal.
        let own = min(widest, variance)
        return [
          SizeModel.Part(
            meanBytes: name + number.count * mean,
            variance: own,
            maximumBytes: maximum,
            presence: presence,
            alternative: alternative
          ),
          SizeModel.Part(
            meanBytes: 0,
            variance: variance - own,
            maximumBytes: 0,
            presence: presence,
            alternative: alternative
          ),
        ]
      }
    )
  }

  /// Numbers of rows that are told apart at most.
  private static let mostNumbers = 96

  /// Numbers of rows with their chances, neighbours together where there are many.
  private static func numbers(
    _ counts: RowCounts,
    upTo most: Double
  ) -> [(chance: Double, count: Double, variance: Double)] {
    var chances: [Double: Double] = [:]
    for number in counts.numbers(upTo: most) where number.chance > 0 {
      chances[number.count, default: 0] += number.chance
    }
    let all = chances.sorted { $0.key < $1.key }
    let width = max(1, (all.count + mostNumbers - 1) / mostNumbers)
    return stride(from: 0, to: all.count, by: width).map { start in
      let some = all[start..<min(start + width, all.count)]
      let chance = some.reduce(0) { $0 + $1.value }
      let mean = some.reduce(0) { $0 + $1.value * $1.key } / chance
      let square = some.reduce(0) { $0 + $1.value * $1.key * $1.key } / chance
      return (chance, mean, max(0, square - mean * mean))
    }
  }

  /// Fields by the top-level attribute that holds them, in declared order.
  func grouped(_ fields: [Field], of entity: Entity) -> [(name: String, fields: [Field])] {
    var found: [(name: String, fields: [Field])] = []
    var places: [String: Int] = [:]
    for field in fields {
      let name = ItemCodec.location(of: field, in: entity)[0]
      if let place = places[name] {
        found[place].fields.append(field)
      } else {
        places[name] = found.count
        found.append((name, [field]))
      }
    }
    return found
  }
}
