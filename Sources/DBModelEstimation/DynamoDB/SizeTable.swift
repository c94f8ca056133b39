import DBModelDesign
import DBModelWorkload

/// The sizes of every item and index entry of a design, computed once.
struct SizeTable: Sendable {
  private var items: [String: [EntityID: SizeModel]] = [:]
  private var entries: [String: [EntityID: (size: SizeModel, membership: Double)]] = [:]

  init(workload: Workload, design: DynamoDBDesign) {
    let sizes = ItemSizes(workload: workload)
    for table in design.tables {
      for layout in table.layouts {
        items[table.name, default: [:]][layout.entity] = sizes.item(layout, in: table)
        for index in table.indexes
        where index.members.contains(where: { $0.entity == layout.entity }) {
          entries["\(table.name).\(index.name)", default: [:]][layout.entity] = sizes.entry(
            of: index,
            layout,
            in: table
          )
        }
      }
    }
  }

  func item(_ table: String, _ entity: EntityID?) -> SizeModel {
    entity.flatMap { items[table]?[$0] } ?? SizeModel()
  }

  func entry(_ table: String, _ index: String, _ entity: EntityID?) -> SizeModel {
    entity.flatMap { entries["\(table).\(index)"]?[$0]?.size } ?? SizeModel()
  }

  /// The part of an entity's items that an index holds, 0…1.
  func membership(_ table: String, _ index: String, _ entity: EntityID) -> Double {
    entries["\(table).\(index)"]?[entity]?.membership ?? 0
  }
}
