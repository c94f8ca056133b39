import DBModelDesign
import DBModelWorkload

/// The choices of copies that a pattern may read instead of the rows they are of.
///
/// Over each reference it goes by any of the copies of what it filters and orders by; and by those
/// of what it shows, where all of that is there, so that no row is read for the rest. Every choice
/// is there, whatever else is carried: what a design with fewer copies does is one of them.
struct CopyUse {
  /// Choices that are looked at for one pattern; of more, only those of all copies over a reference
  /// or none.
  private static let mostChoices = 64

  /// None first.
  private(set) var choices: [Set<FieldReference>] = [[]]
  /// Whether every choice is there.
  private(set) var isComplete = true

  private let workload: Workload
  private let read: Read

  init?(_ pattern: AccessPattern, _ workload: Workload, _ catalog: KeyCatalog) {
    guard case .read(let read) = pattern.operation else { return nil }
    self.workload = workload
    self.read = read
    let paths = read.pathsOverReferences
    let references = Set(paths.map { $0.via[0] })
      .sorted { ($0.entity, $0.attribute) < ($1.entity, $1.attribute) }
    let options = references.compactMap { reference -> [Set<FieldReference>]? in
      let entity = workload[reference.entity]
      guard !entity.copies.isEmpty, let layout = catalog.layout(of: entity.id) else { return nil }
      // What the row itself holds of the row it refers to needs no copy.
      let own = paths.filter { path in
        path.via[0] == reference && !workload[path.field.entity].isKey(path.field.field)
      }
      let options = self.options(layout.copies(of: entity), own)
      return options.count > 1 ? options : nil
    }
    if options.isEmpty { return nil }
    combine(options)
  }

  private mutating func combine(_ options: [[Set<FieldReference>]]) {
    func count(_ options: [[Set<FieldReference>]]) -> Int {
      options.reduce(1) { min(Self.mostChoices + 1, $0 * $1.count) }
    }
    var options = options
    if count(options) > Self.mostChoices {
      isComplete = false
      options = options.map { [$0[0], $0[$0.count - 1]] }
      if count(options) > Self.mostChoices {
        options = [[[], options.reduce(into: []) { $0.formUnion($1[1]) }]]
      }
    }
    for own in options {
      choices = own.flatMap { use in choices.map { $0.union(use) } }
    }
  }

  /// None of the copies over one reference first, all that are of use last.
  private func options(_ copies: [CopiedField], _ paths: [FieldPath]) -> [Set<FieldReference>] {
    func found(_ paths: [FieldPath]) -> [FieldReference] {
      copies.filter { paths.contains($0.path) }
        .map { FieldReference($0.reference.entity, $0.field.id) }
    }
    let conditions = read.pathsOfConditions
    let shown = paths.filter(read.shows)
    let answered = found(shown)
    var options: [Set<FieldReference>] = [[]]
    for asked in found(paths.filter(conditions.contains)) {
      options += options.map { $0.union([asked]) }
      if options.count > Self.mostChoices { break }
    }
    guard !shown.isEmpty, answered.count == shown.count else { return options }
    for whole in options.map({ $0.union(answered) }) where !options.contains(whole) {
      options.append(whole)
    }
    return options
  }
}
