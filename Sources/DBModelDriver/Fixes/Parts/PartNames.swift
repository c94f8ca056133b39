import DBModelSyntax
import DBModelWorkload

/// What the parts of a number are called, as nothing else of the model is.
struct PartNames {
  /// The entity of the parts: `VideoViews`.
  let entity: String
  /// Its reference to the row that the number is of: `video`.
  let owner: String
  /// Its attribute, and a parameter, with the number of the part.
  let part: String
  /// A parameter with the numbers of all parts, or with new rows for all of them.
  let parts: String

  init(of number: Field, of owner: Entity, in workload: Workload) {
    let declared = Set(workload.entities.map(\.name) + workload.stores.map(\.name))
    let parameters = Set(workload.patterns.flatMap { $0.parameters.map(\.name) })
    let words = owner.name + Self.capitalised(number.name)
    entity = Self.free([words, "\(words)Part"], among: declared)
    self.owner = Self.free([Self.uncapitalised(owner.name), "owner"], among: [number.name])
    part = Self.free(
      ["part", "\(number.name)Part"],
      among: parameters.union([number.name, self.owner])
    )
    parts = Self.free(["parts", "\(number.name)Parts"], among: parameters)
  }

  /// The first that is not taken; the last with a number behind it where all are.
  private static func free(_ names: [String], among taken: Set<String>) -> String {
    if let found = names.first(where: { !taken.contains($0) }) { return found }
    var count = 2
    while taken.contains("\(names[names.count - 1])\(count)") { count += 1 }
    return "\(names[names.count - 1])\(count)"
  }

  static func capitalised(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }

  private static func uncapitalised(_ name: String) -> String {
    name.prefix(1).lowercased() + name.dropFirst()
  }
}
