public import DBModelDesign
public import DBModelStatistics
public import DBModelWorkload

/// The bytes that tables and indexes take on disk.
///
/// A row has a header of 24 bytes and a pointer of 4 in its page (PostgreSQL documentation,
/// Database Page Layout, read 2026-11-23); pages are taken to be filled to nine tenths, those of an
/// index to seven.
public struct RelationalVolume: Sendable {
  private static let rowOverheadBytes = 28.0
  static let entryOverheadBytes = 16.0
  static let tableFill = 0.9
  static let indexFill = 0.7

  private let workload: Workload
  private let cardinality: Cardinality

  public init(workload: Workload) {
    self.workload = workload
    cardinality = Cardinality(workload: workload)
  }

  /// The mean bytes of a row.
  public static func rowBytes(_ entity: Entity) -> Double {
    entity.fields.reduce(rowOverheadBytes) {
      $0 + $1.presentShare * AttributeSizes.value($1.type).meanBytes
    }
  }

  /// The rows of a table, on pages that are as full as they are made.
  public static func tableBytes(_ entity: Entity, rows: Double) -> Double {
    rows * rowBytes(entity) / tableFill
  }

  /// A table with its primary key and its indexes.
  public func bytes(of table: RelationalTable) -> Interval {
    let entity = workload[table.entity]
    func width(_ columns: [String]) -> Double {
      columns.reduce(Self.entryOverheadBytes) { sum, name in
        guard let column = table.columns.first(where: { $0.name == name }) else { return sum }
        return sum + AttributeSizes.value(entity[column.field].type).meanBytes
      }
    }
    let keys =
      [table.primaryKey] + table.uniques.map(\.columns)
      + table.indexes.map { $0.columns.map(\.column) + $0.included }
    let entries = keys.reduce(0) { $0 + width($1) / Self.indexFill }
    return cardinality.rows(table.entity) * (Self.rowBytes(entity) / Self.tableFill + entries)
  }

  /// The tables of entities with their primary keys alone.
  public func bytes(of entities: [Entity]) -> Interval {
    entities.reduce(.zero) { sum, entity in
      let key = entity.key.reduce(Self.entryOverheadBytes) {
        $0 + AttributeSizes.value(entity[$1].type).meanBytes
      }
      let row = Self.rowBytes(entity) / Self.tableFill + key / Self.indexFill
      return sum + cardinality.rows(entity.id) * row
    }
  }

  public func bytes(of design: RelationalDesign) -> Interval {
    design.tables.reduce(.zero) { $0 + bytes(of: $1) }
  }
}
