import DBModelDiagnostics
import DBModelWorkload

/// Where a chain of names has led: to rows, into a structure, or to a value.
enum NamePlace {
  case rows(EntityID)
  case members([StructureMember])
  case cases([EnumerationCase])
  case value
}

/// A name that leads on from a place.
struct NameStep {
  let name: String
  let detail: String
  let documentation: String?
  /// Whether it leads to rows.
  let isRelationship: Bool
  /// Whether it may lead to many rows.
  let isMany: Bool
  let isKey: Bool
  let place: NamePlace
}

/// What names mean on the rows of a model, as far as it could be resolved.
struct RowScope {
  let workload: Workload

  func entity(_ name: String) -> Entity? {
    workload.entities.first { entity in
      if case .link = entity.origin { return false }
      return entity.name == name
    }
  }

  /// Names that lead on, in declared order: attributes, then ways back.
  func steps(from place: NamePlace) -> [NameStep] {
    switch place {
    case .rows(let id): return attributes(workload[id]) + inverses(id)
    case .members(let members):
      return members.map { member in
        NameStep(
          name: member.name,
          detail: TypeText.short(member.type),
          documentation: nil,
          isRelationship: false,
          isMany: false,
          isKey: false,
          place: self.place(member.type)
        )
      }
    case .cases, .value: return []
    }
  }

  func step(_ name: String, from place: NamePlace) -> NameStep? {
    steps(from: place).first { $0.name == name }
  }

  /// Where a chain leads; `nil` where a name is unknown.
  func follow(_ chain: some Sequence<String>, from place: NamePlace) -> NamePlace? {
    var current = place
    for name in chain {
      guard let step = step(name, from: current) else { return nil }
      current = step.place
    }
    return current
  }

  func place(_ type: ValueType) -> NamePlace {
    switch type {
    case .structure(_, let members): .members(members)
    case .enumeration(let cases): .cases(cases)
    default: .value
    }
  }

  private func attributes(_ entity: Entity) -> [NameStep] {
    let keys = Set(entity.key.map { entity[$0].attribute })
    return entity.attributes.enumerated().map { index, attribute in
      let place: NamePlace
      var isMany = false
      var detail: String
      switch attribute.kind {
      case .value(let type):
        place = self.place(type)
        detail = TypeText.short(type)
      case .reference(let reference):
        place = .rows(reference.target)
        detail = workload[reference.target].name
      case .many(let target, _, _, _):
        place = .rows(target)
        detail = "many \(workload[target].name)"
        isMany = true
      }
      if attribute.isOptional { detail += "?" }
      return NameStep(
        name: attribute.name,
        detail: detail,
        documentation: attribute.documentation,
        isRelationship: { if case .rows = place { true } else { false } }(),
        isMany: isMany,
        isKey: keys.contains(AttributeID(index)),
        place: place
      )
    }
  }

  private func inverses(_ id: EntityID) -> [NameStep] {
    var found: [NameStep] = []
    for entity in workload.entities {
      for attribute in entity.attributes {
        let name: String?
        switch attribute.kind {
        case .reference(let reference) where reference.target == id: name = reference.inverseName
        case .many(let target, _, _, let inverse) where target == id: name = inverse
        default: name = nil
        }
        guard let name else { continue }
        found.append(
          NameStep(
            name: name,
            detail: "many \(entity.name), by `\(attribute.name)`",
            documentation: nil,
            isRelationship: true,
            isMany: true,
            isKey: false,
            place: .rows(entity.id)
          )
        )
      }
    }
    return found
  }
}

/// Types in a few words.
enum TypeText {
  static func short(_ type: ValueType) -> String {
    switch type {
    case .bool: return "bool"
    case .integer(let minimum, let maximum):
      if minimum == nil, maximum == nil { return "int" }
      return "int(\(minimum.map { "\($0)" } ?? "")..\(maximum.map { "\($0)" } ?? ""))"
    case .decimal(let precision, let scale): return "decimal(\(precision), \(scale))"
    case .string(let maximum, _): return "string(\(maximum))"
    case .bytes(let maximum, _): return "bytes(\(maximum))"
    case .uuid: return "uuid"
    case .ulid: return "ulid"
    case .timestamp(let precision): return "timestamp(\(precision.rawValue))"
    case .date: return "date"
    case .enumeration: return "enum"
    case .structure(let name, _): return name ?? "structure"
    case .list(let element, _): return "list of \(short(element))"
    case .set(let element, _): return "set of \(short(element))"
    case .map(let key, let value, _): return "map of \(short(key)) to \(short(value))"
    }
  }
}
