import DBModelDiagnostics
import DBModelSemantics
import DBModelWorkload

/// What an allowance may be about: `Order`, `Order.customer`, `Order.byStatus`, `main.Order`.
struct AllowedSubjects {
  let workload: Workload
  /// Tables and indexes of every design: `Order`, `Order.byStatus`.
  let structures: [String]
  /// Names of the designs that a team wrote down.
  let designs: [String]

  /// A part of a subject that stands for nothing.
  struct Unknown {
    /// What stands before it; empty for the first part.
    let owner: String
    let name: String
    let span: SourceSpan
    /// What could have stood there.
    let candidates: [String]

    /// What to write instead of a part.
    var alternatives: String {
      let names = Set(candidates).sorted().prefix(8).map { "`\($0)`" }.joined(separator: ", ")
      return names.isEmpty ? "name `\(owner)` alone" : "name one of \(names), or `\(owner)` alone"
    }
  }

  /// The first part that the model does not have; `nil` where every part stands for something.
  func unknown(in subject: Located<String>) -> Unknown? {
    let parts = subject.value.split(separator: ".").map(String.init)
    var lower = subject.span.lower
    for (place, part) in parts.enumerated() {
      let candidates = names(behind: Array(parts[..<place]))
      if !candidates.contains(part) {
        return Unknown(
          owner: parts[..<place].joined(separator: "."),
          name: part,
          span: SourceSpan(
            file: subject.span.file,
            lower: lower,
            upper: lower + part.utf8.count
          ),
          candidates: candidates
        )
      }
      lower += part.utf8.count + 1
    }
    return nil
  }

  /// Every name that may stand behind these, in declared order.
  private func names(behind parts: [String]) -> [String] {
    guard let first = parts.first else {
      return declared + workload.stores.map(\.name) + designs
    }
    var found: [String] = []
    // A store and a design hold what the model declares.
    if workload.stores.contains(where: { $0.name == first }) {
      found += parts.count == 1 ? declared + Self.settings : names(behind: Array(parts.dropFirst()))
    }
    if designs.contains(first) {
      found += parts.count == 1 ? declared : names(behind: Array(parts.dropFirst()))
    }
    for entity in workload.entities where entity.name == first {
      found += members(of: entity, behind: Array(parts.dropFirst()))
    }
    if parts.count == 1 {
      for pattern in workload.patterns where pattern.name == first {
        found += pattern.parameters.map(\.name)
      }
      found += structures.compactMap { structure in
        structure.hasPrefix(first + ".") ? String(structure.dropFirst(first.count + 1)) : nil
      }
    }
    return found
  }

  private var declared: [String] {
    workload.entities.map(\.name) + workload.patterns.map(\.name) + workload.services.map(\.name)
      + structures.filter { !$0.contains(".") }
  }

  /// Attributes with their members, and ways back from other entities.
  private func members(of entity: Entity, behind parts: [String]) -> [String] {
    guard parts.isEmpty else {
      return entity.fields.compactMap { field in
        field.path.count > parts.count && field.path.starts(with: parts)
          ? field.path[parts.count] : nil
      }
    }
    let inverses = workload.entities.flatMap { other in
      other.attributes.compactMap { attribute -> String? in
        switch attribute.kind {
        case .reference(let reference) where reference.target == entity.id:
          reference.inverseName ?? other.name
        case .many(let target, _, _, let inverse) where target == entity.id: inverse
        default: nil
        }
      }
    }
    return entity.attributes.map(\.name) + inverses
  }

  /// Clauses of stores and goals, which findings about a store are about.
  private static let settings = LanguageVocabulary.clauses.compactMap { clause in
    clause.owner.hasSuffix(" store") || clause.owner == "goals" ? clause.name : nil
  }
}
