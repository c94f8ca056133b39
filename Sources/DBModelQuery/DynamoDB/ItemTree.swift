/// Attributes by name, maps inside maps.
struct ItemTree {
  private var leaves: [String: AttributeValue] = [:]
  private var branches: [String: ItemTree] = [:]

  mutating func insert(_ value: AttributeValue, at path: ArraySlice<String>) {
    guard let name = path.first else { return }
    if path.count == 1 {
      leaves[name] = value
    } else {
      branches[name, default: ItemTree()].insert(value, at: path.dropFirst())
    }
  }

  var members: [AttributeValue.Member] {
    (leaves.map { AttributeValue.Member($0.key, $0.value) }
      + branches.map { AttributeValue.Member($0.key, .map($0.value.members)) })
      .sorted { $0.name < $1.name }
  }
}
