import DBModelDesign

/// The names of everything in an imported model.
struct ModelNames {
  /// Of the stores, in the order of `StoreGroup`.
  let stores: [ModelName]
  let designs: [ModelName]
  let tables: [ModelName]
  let entities: [EntityPlace: ModelName]
  /// Attributes of each table: of its keys and of its entities' fields alike.
  var attributes: [NameTable]
  private var regions = NameTable(.plain)

  init(_ model: ImportedModel, _ groups: [StoreGroup]) {
    var tableNames = NameTable(.plain)
    tables = model.tables.map { tableNames.fresh($0.name) }
    var storeNames = NameTable(.plain)
    var designNames = NameTable(.plain)
    var stores = [storeNames.fresh("main")]
    var designs = [designNames.fresh("current")]
    for group in groups.dropFirst() {
      let name = model.tables[group.tables[0]].name
      stores.append(storeNames.fresh(name))
      designs.append(designNames.fresh(name))
    }
    self.stores = stores
    self.designs = designs
    var entityNames = NameTable(.capitalised)
    var entities: [EntityPlace: ModelName] = [:]
    for (number, table) in model.tables.enumerated() {
      for (place, entity) in table.entities.enumerated() {
        entities[EntityPlace(table: number, entity: place)] = entityNames.fresh(entity.name)
      }
    }
    self.entities = entities
    attributes = model.tables.map { table in
      var names = NameTable(.plain)
      for attribute in table.key { _ = names.name(attribute.name) }
      return names
    }
  }

  func entity(_ place: EntityPlace) -> ModelName {
    guard let name = entities[place] else { preconditionFailure("every entity has a name") }
    return name
  }

  mutating func attribute(_ name: String, of table: Int) -> ModelName {
    attributes[table].name(name)
  }

  /// A region keeps its name: its shape was looked at where it was read.
  mutating func region(_ name: String) -> ModelName { regions.name(name) }
}

/// Tables that share the settings of a store.
struct StoreGroup {
  let settings: ImportedSettings
  /// Places of the tables.
  var tables: [Int]

  /// In the order of the first table of each.
  static func all(_ model: ImportedModel) -> [StoreGroup] {
    var groups: [StoreGroup] = []
    var places: [ImportedSettings: Int] = [:]
    for (number, table) in model.tables.enumerated() {
      if let place = places[table.settings] {
        groups[place].tables.append(number)
      } else {
        places[table.settings] = groups.count
        groups.append(StoreGroup(settings: table.settings, tables: [number]))
      }
    }
    return groups
  }
}
