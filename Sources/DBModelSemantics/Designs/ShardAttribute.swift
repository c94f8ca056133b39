import DBModelDesign
import DBModelWorkload

/// The attribute of an item that says on which shard of an index key its entry stands: `shard10`.
enum ShardAttribute {
  static func name(_ count: Int) -> String { "shard\(count)" }

  static func key(_ count: Int) -> KeyAttribute {
    KeyAttribute(name: name(count), type: .number)
  }

  /// A number that is the same for each version of a row.
  static func template(_ count: Int, of entity: Entity) -> KeyTemplate {
    .shard(of: entity.key, count: count)
  }

  /// The layout with the attribute, where its items are in an index that is spread. Several indexes
  /// share it.
  static func added(to layout: ItemLayout, for index: SecondaryIndex) -> ItemLayout {
    guard let templates = index.templates(of: layout.entity),
      let place = templates.firstIndex(where: { $0.shardCount != nil })
    else { return layout }
    let name = index.keyAttributes[place].name
    if layout.synthetic.contains(where: { $0.name == name }) { return layout }
    return layout.with(synthetic: layout.synthetic + [(name, templates[place])])
  }
}
