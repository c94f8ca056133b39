public import DBModelDesign
public import DBModelWorkload

/// The size of an item or of an entry, with what is asked of it again and again.
struct SizedItem: Sendable {
  let size: SizeModel
  let meanBytes: Double
  /// Bytes squared.
  let variance: Double
  /// Of it, that of the widest part that is always there, which is uniform.
  let widest: Double
  /// Blocks of 4 KB and of 1 KB of one of them, in the mean.
  let readBlocks: Double
  let writeBlocks: Double

  init(_ size: SizeModel) {
    self.size = size
    meanBytes = size.meanBytes
    variance = size.variance
    widest = size.parts.lazy.filter { $0.presence == 1 }.map(\.variance).max() ?? 0
    readBlocks = size.meanBlocks(ofBytes: CapacityUnits.readBlockBytes)
    writeBlocks = size.meanBlocks(ofBytes: CapacityUnits.writeBlockBytes)
  }
}

/// The sizes of every item and index entry of one table, computed once.
public struct TableSizes: Sendable {
  fileprivate let name: String
  fileprivate var items: [EntityID: SizedItem] = [:]
  /// Of items that hold rows: by the maps that hold any, the others empty; the item, and by index
  /// its entry.
  fileprivate var holders:
    [EntityID: [Set<FieldID>: (item: SizedItem, entries: [String: SizedItem])]] =
      [:]
  /// By index.
  fileprivate var entries: [String: [EntityID: (size: SizedItem, membership: Double)]] = [:]
  /// The guard items of unique values, and the part of the rows that have one.
  fileprivate var guards: [UniqueGuard: (size: SizedItem, share: Double)] = [:]

  /// - Parameter weightless: By entity: names of attributes that are counted only where an index
  ///   holds them in its key, or because they were asked for.
  public init(
    workload: Workload,
    table: DynamoDBTable,
    weightless: [EntityID: Set<String>] = [:]
  ) {
    name = table.name
    let sizes = ItemSizes(workload: workload)
    for own in table.guards {
      guards[own] = (
        SizedItem(sizes.guardItem(own, in: table)),
        sizes.share(ofRowsWith: own.fields, of: own.entity)
      )
    }
    for layout in table.layouts {
      let stored = sizes.attributes(layout, in: table)
      let ignored = weightless[layout.entity] ?? []
      let counted = stored.filter { !ignored.contains($0.name) }
      items[layout.entity] = SizedItem(SizeModel(counted.flatMap(\.parts)))
      for index in table.indexes
      where index.members.contains(where: { $0.entity == layout.entity }) {
        let keys = Set(index.keyAttributes.map(\.name))
        let held =
          index.projection == .all
          ? stored.filter { !ignored.contains($0.name) || keys.contains($0.name) } : stored
        let (size, membership) = sizes.entry(of: index, layout, in: table, held)
        entries[index.name, default: [:]][layout.entity] = (SizedItem(size), membership)
      }
      for held in Self.fillings(layout) {
        let stored = sizes.attributes(layout, in: table, holding: held)
          .filter { !ignored.contains($0.name) }
        var own: [String: SizedItem] = [:]
        for index in table.indexes {
          own[index.name] = SizedItem(sizes.entry(of: index, layout, in: table, stored).size)
        }
        holders[layout.entity, default: [:]][held] = (
          SizedItem(SizeModel(stored.flatMap(\.parts))), own
        )
      }
    }
  }
}

extension TableSizes {
  /// Kinds of rows of which every part is told apart.
  private static let mostKinds = 4

  /// Every part of an item's maps but all of them; of many kinds only none.
  private static func fillings(_ layout: ItemLayout) -> [Set<FieldID>] {
    let fields = layout.embedded.map(\.field.id)
    if fields.isEmpty { return [] }
    if fields.count > mostKinds { return [[]] }
    return (0..<(1 << fields.count) - 1).map { mask in
      Set(fields.indices.filter { mask >> $0 & 1 == 1 }.map { fields[$0] })
    }
  }
}

/// The sizes of the tables of a design.
struct SizeTable: Sendable {
  private static let nothing = SizedItem(SizeModel())

  private var tables: [String: TableSizes] = [:]

  init(_ sizes: [TableSizes]) {
    for one in sizes { tables[one.name] = one }
  }

  init(workload: Workload, design: DynamoDBDesign) {
    self.init(design.tables.map { TableSizes(workload: workload, table: $0) })
  }

  func item(_ table: String, _ entity: EntityID?) -> SizedItem {
    entity.flatMap { tables[table]?.items[$0] } ?? Self.nothing
  }

  func entry(_ table: String, _ index: String, _ entity: EntityID?) -> SizedItem {
    entity.flatMap { tables[table]?.entries[index]?[$0]?.size } ?? Self.nothing
  }

  /// What a put writes: an item whose maps are empty but for some.
  func put(_ table: String, _ entity: EntityID, holding held: Set<FieldID>) -> SizedItem {
    tables[table]?.holders[entity]?[held]?.item ?? item(table, entity)
  }

  /// The entry of such an item.
  func putEntry(
    _ table: String,
    _ index: String,
    _ entity: EntityID,
    holding held: Set<FieldID>
  ) -> SizedItem {
    tables[table]?.holders[entity]?[held]?.entries[index] ?? entry(table, index, entity)
  }

  func guardItem(_ table: String, _ own: UniqueGuard) -> SizedItem {
    tables[table]?.guards[own]?.size ?? Self.nothing
  }

  /// The part of an entity's rows that have a guard, 0…1.
  func guardShare(_ table: String, _ own: UniqueGuard) -> Double {
    tables[table]?.guards[own]?.share ?? 0
  }

  /// The part of an entity's items that an index holds, 0…1.
  func membership(_ table: String, _ index: String, _ entity: EntityID) -> Double {
    tables[table]?.entries[index]?[entity]?.membership ?? 0
  }
}
