import DBModelDesign
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// What a model does not tell, and an engine takes for granted.
extension SQLReadBuilder {
  /// How many times as many rows may share values of fields as are taken to: of a text or a number
  /// without bounds nobody says how many values there are, which may be as few as rows of each; and
  /// dates are taken to be of a century.
  func alike(_ fields: [FieldID], _ entity: Entity) -> Double {
    let rows = cardinality.rows(entity.id).high
    return fields.reduce(1) { factor, id in
      let field = FieldReference(entity.id, id)
      if cardinality.isUntold(field) {
        return factor * max(1, rows * entity[id].presentShare).squareRoot()
      }
      guard entity[id].type == .date, !entity[id].flags.contains(.clock),
        entity[id].references == nil, entity[id].distinct?.skew == nil
      else { return factor }
      let usual = 1 / max(1, cardinality.distinctValues(field).middle)
      return factor * max(1, self.rows.mostOfDate(field) / usual)
    }
  }

  /// Steps over references from each row, for conditions and for the order; but for those by which
  /// the rows were found.
  func followed(
    _ shape: ReadShape,
    _ led: [AttributeReference]
  ) -> [(entity: EntityID, isCondition: Bool)] {
    var paths: [FieldPath] = []
    for term in shape.order {
      if case .field(let path) = term.subject { paths.append(path) }
    }
    let ordered = paths.count
    paths += shape.filter.fields
    var seen: Set<[AttributeReference]> = []
    var found: [(entity: EntityID, isCondition: Bool)] = []
    for (place, path) in paths.enumerated() where !path.via.isEmpty {
      for length in 1...path.via.count {
        let step = Array(path.via.prefix(length))
        guard !led.starts(with: step), seen.insert(step).inserted, let last = step.last,
          case .reference(let reference) = workload[last].kind
        else { continue }
        found.append((reference.target, place >= ordered))
      }
    }
    for link in shape.filter.links where !led.contains(link.attribute) {
      if let joining = LinkEntity(link.attribute, workload: workload) {
        found.append((joining.entity, true))
      }
    }
    return found
  }

  /// Entries of a date or a number on a page of 8 KB that is filled to nine tenths, 24 bytes each.
  private static let entriesPerPage = 300.0

  /// Entries of another index that are read besides.
  ///
  /// A prepared statement has one plan for all values, in which a range holds a two-hundredth of
  /// the rows. To note these (a bitmap) and to go to those alone that the search finds as well
  /// seems cheap then; what the range really holds is read each time.
  func combined(
    _ read: SQLRead,
    _ tree: SearchedTree,
    _ filter: FilterShape,
    _ pattern: AccessPattern
  ) -> Interval {
    guard isPostgreSQL, tree.leading > 0, !read.isCovered,
      read.wanted == nil, let table = design.table(of: read.entity.id)
    else { return .zero }
    let bounded = filter.ranges.enumerated().first { place, range in
      place != tree.range && range.field.via.isEmpty && !range.isOptional && range.lower != nil
        && range.upper != nil
        && SearchedTree.leads([range.field.field.field], in: table)
    }
    guard let range = bounded?.element else { return .zero }
    let all = cardinality.rows(read.entity.id).middle
    let cost = PlannerCost(read.entity, rows: all)
    let saved = cost.fetched(read.entries.mean.middle) * (1 - Self.unknownBetween)
    let noted = cost.noted(all * Self.unknownBetween, perPage: Self.entriesPerPage)
    guard noted < saved * Self.clearly else { return .zero }
    let share = rows.share(of: range, pattern)
    let entries = cardinality.rows(read.entity.id) * share
    return noted * Self.clearly <= saved ? entries : Interval(0, entries.high)
  }
}
