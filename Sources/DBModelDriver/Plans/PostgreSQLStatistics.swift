import DBModelDesign
import DBModelEngines
import DBModelEstimation
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// The declared sizes of a schema, as PostgreSQL's planner wants to be told them: what ANALYZE
/// would find in tables that are as the model says.
struct PostgreSQLStatistics {
  /// `default_statistics_target`: the most values that are kept, and the parts of a histogram.
  private static let target = 100
  /// Parts of the histogram of a clock. Of a range at its end the planner takes a hundredth of a
  /// part at least (`ineq_histogram_selectivity`, selfuncs.c of version 15), unless an index tells
  /// it the newest value, which an empty one cannot: with so many parts, 1 row in 100,000.
  private static let clockParts = 1_000

  let workload: Workload
  let design: RelationalDesign
  /// Days since 1970: the newest rows are as new; 0 where no day is known.
  let today: Int64
  let cardinality: Cardinality
  private let ages: RowAges

  init(workload: Workload, design: RelationalDesign, today: Int64?) {
    self.workload = workload
    self.design = design
    self.today = today ?? 0
    cardinality = Cardinality(workload: workload)
    ages = RowAges(workload: workload)
  }

  /// The end of that day, seconds since 1970: what the newest rows are as new as, and when calls
  /// are planned for.
  var now: Int64 { (min(max(today, -100_000), 100_000) + 1) * 86_400 }

  var tables: [PostgreSQLTableStatistics] {
    design.tables.map { table in
      PostgreSQLTableStatistics(
        table: table.name,
        rows: cardinality.rows(table.entity).high,
        columns: table.columns.map { column($0, of: table) }
      )
    }
  }

  private func column(
    _ column: Column,
    of table: RelationalTable
  ) -> PostgreSQLColumnStatistics {
    let reference = FieldReference(table.entity, column.field)
    let field = workload[reference]
    let rows = cardinality.rows(table.entity).high
    let present = rows * field.presentShare
    let values =
      AssumedValues(reference, of: table, statistics: self)?.count
      ?? cardinality.distinctValues(reference).high
    var found = PostgreSQLColumnStatistics(
      name: column.name,
      nullShare: 1 - field.presentShare,
      widthBytes: ColumnWidth.bytes(of: field.type),
      distinct: isCounted(reference, in: table)
        ? Self.distinct(values, of: present, in: rows) : 0,
      isFixedWidth: Self.hasOneWidth(field.type),
      correlation: correlation(reference)
    )
    guard field.type.isScalar, present >= 1 else { return found }
    if field.flags.contains(.clock) {
      let days = field.type == .date ? commonDays(reference) : nil
      found.common = days
      // A histogram is of the values that are not among the common ones.
      found.histogram = clockHistogram(reference, olderThan: days?.shares.reduce(0, +) ?? 0)
      return found
    }
    let domain = domain(of: reference)
    let common = common(reference, domain, values: values)
    if let common, !common.shares.isEmpty {
      found.common = .init(
        values: PostgreSQLArray(common.texts),
        shares: common.shares.map { $0 * field.presentShare }
      )
    }
    if common?.isAll != true { found.histogram = histogram(domain, field.type) }
    return found
  }

  /// As ANALYZE writes it: a part of the rows where more than a tenth of them differ, since the
  /// number then grows with the table (src/backend/commands/analyze.c of version 15).
  private static func distinct(_ values: Double, of present: Double, in rows: Double) -> Double {
    guard rows > 0 else { return 0 }
    let values = min(values, max(1, present))
    return values > 0.1 * rows ? -min(1, values / rows) : values
  }

  /// Whether it is known, or taken for known, how many different values there are. Of a free text
  /// or number that no key or index needs, PostgreSQL is left to its own guess.
  private func isCounted(_ reference: FieldReference, in table: RelationalTable) -> Bool {
    let field = workload[reference]
    if field.distinct != nil { return true }
    switch workload[root(of: reference)].type {
    case .string, .bytes, .decimal, .date, .timestamp, .structure, .list, .set, .map: break
    case .integer(let minimum, let maximum): if minimum != nil, maximum != nil { return true }
    case .bool, .uuid, .ulid, .enumeration: return true
    }
    if field.references != nil || !field.flags.isDisjoint(with: [.unique, .clock]) { return true }
    return isSought(reference, in: table)
  }

  /// Whether a key or an index needs it.
  func isSought(_ reference: FieldReference, in table: RelationalTable) -> Bool {
    guard let name = table.column(of: reference.field)?.name else { return false }
    return table.primaryKey.contains(name) || table.uniques.contains { $0.columns.contains(name) }
      || table.indexes.contains { $0.columns.contains { $0.column == name } }
  }

  private static func hasOneWidth(_ type: ValueType) -> Bool {
    switch type {
    case .ulid: true
    case .string(let characters, let average): average >= Double(characters)
    case .bytes(let maximum, let average): average >= Double(maximum)
    default: false
    }
  }

  /// The values that a column is taken to hold.
  func domain(of reference: FieldReference) -> ColumnDomain {
    let root = root(of: reference)
    return ColumnDomain(
      type: workload[root].type,
      count: max(
        1,
        cardinality.distinctValues(reference).high,
        cardinality.distinctValues(root).high
      )
    )
  }

  /// The key that a reference leads to in the end.
  private func root(of reference: FieldReference) -> FieldReference {
    var current = reference
    // A key cannot contain itself, so this ends; the bound is for models that say otherwise.
    for _ in 0..<32 {
      guard let next = workload[current].references else { return current }
      current = next
    }
    return current
  }

  // MARK: Frequent values

  private struct CommonValues {
    var texts: [String] = []
    var shares: [Double] = []
    /// There are no others.
    var isAll = false
  }

  private func common(
    _ reference: FieldReference,
    _ domain: ColumnDomain,
    values: Double
  ) -> CommonValues? {
    let field = workload[reference]
    if case .enumeration(let cases) = field.type {
      let shares = cases.map { ($0.name, cardinality.rowShare($0.name, of: reference)) }
        .filter { $0.1 > 0 }
        .enumerated()
        .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
      return CommonValues(
        texts: shares.map(\.element.0),
        shares: shares.map(\.element.1),
        isAll: true
      )
    }
    if let share = field.distinct?.trueShare {
      let bools = [("t", share), ("f", 1 - share)].sorted { $0.1 > $1.1 }.filter { $0.1 > 0 }
      return CommonValues(texts: bools.map(\.0), shares: bools.map(\.1), isAll: true)
    }
    guard values >= 1, let ranked = shares(reference, values: values) else { return nil }
    var found = CommonValues(isAll: values <= Double(Self.target))
    let count = Int(min(values, Double(Self.target)))
    for place in 0..<count {
      let share = ranked(Double(place))
      // Beyond the target only what is more frequent than usual by a quarter, as ANALYZE has it.
      if !found.isAll, share < 1.25 / values { break }
      let spread = scattered(place, domain.count)
      guard let text = text(domain.value(spread), field.type) else { return nil }
      found.texts.append(text)
      found.shares.append(share)
    }
    return found
  }

  /// The share of rows of the value of a rank, from 0; `nil` where it is not declared.
  private func shares(_ reference: FieldReference, values: Double) -> ((Double) -> Double)? {
    let attribute = workload[reference.entity][workload[reference].attribute]
    var skew = workload[reference].distinct?.skew
    if case .reference(let target) = attribute.kind { skew = target.fanOutSkew?.value }
    if let skew {
      guard let ranked = skew.shares(keyCount: values) else { return nil }
      return { ranked.share(ofTop: $0 + 1) - ranked.share(ofTop: $0) }
    }
    return values <= Double(Self.target) ? { _ in 1 / values } : nil
  }

  /// Places that follow each other lie far apart: nothing says that what is popular is alike. The
  /// golden section spreads any number of them evenly.
  func scattered(_ place: Int, _ count: Double) -> Double {
    if count <= Double(Self.target) { return Double(place % max(1, Int(count))) }
    return (Double(place) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1) * count
  }

  // MARK: Order

  private func histogram(_ domain: ColumnDomain, _ type: ValueType) -> PostgreSQLArray? {
    guard domain.count >= 2 else { return nil }
    let parts = Int(min(Double(Self.target), domain.count - 1))
    var texts: [String] = []
    for part in 0...parts {
      let place = (domain.count - 1) * Double(part) / Double(parts)
      guard let text = text(domain.value(place), type) else { return nil }
      texts.append(text)
    }
    return PostgreSQLArray(texts)
  }

  /// Times of insertion, from the oldest row to now; without those of the youngest part of them.
  private func clockHistogram(
    _ reference: FieldReference,
    olderThan youngest: Double
  ) -> PostgreSQLArray? {
    let type = workload[reference].type
    let end = Double(now)
    // The newest days are known one by one.
    let parts = type == .date ? Self.target : Self.clockParts
    var texts: [String] = []
    for part in 0...parts {
      let younger = 1 - (1 - youngest) * Double(part) / Double(parts)
      guard let age = ages.seconds(ofYoungest: younger, of: reference.entity) else { return nil }
      let seconds = min(max(end - age, -9e9), 9e9)
      // The newest rows are of the day that `now` is the end of.
      let day = ((seconds - 1) / DayLength.seconds).rounded(.down)
      let time =
        type == .date
        ? Value.date(days: Int64(day)) : .timestamp(nanoseconds: Int64(seconds) * 1_000_000_000)
      guard let text = text(time, type) else { return nil }
      texts.append(text)
    }
    return PostgreSQLArray(texts)
  }

  /// The newest days, each with its part of the rows, where they are more than other days have by a
  /// quarter, as ANALYZE has it.
  private func commonDays(
    _ reference: FieldReference
  ) -> PostgreSQLColumnStatistics.Common? {
    guard let days = ages.days(of: reference.entity) else { return nil }
    var (texts, shares): ([String], [Double]) = ([], [])
    var known = 0.0
    for day in 0..<Self.target {
      let age = Double(day + 1) * DayLength.seconds
      guard let younger = ages.youngest(within: age, of: reference.entity) else { break }
      let share = younger - known
      let value = Value.date(days: now / Int64(DayLength.seconds) - 1 - Int64(day))
      guard share > 1.25 / days.high, let text = text(value, .date) else { break }
      known = younger
      texts.append(text)
      shares.append(share)
    }
    return texts.isEmpty ? nil : .init(values: PostgreSQLArray(texts), shares: shares)
  }

  /// How far rows lie in the order of a column: what only grows is in order, what is random is not,
  /// and of few values the rows of each lie in the order of their making, which correlates by the
  /// sum of the squares of their shares.
  private func correlation(_ reference: FieldReference) -> Double {
    let field = workload[reference]
    if field.flags.contains(.clock) { return 1 }
    let root = root(of: reference)
    let entity = workload[reference.entity]
    let isRising: Bool
    switch workload[root].type {
    case .ulid: isRising = true
    case .integer(let minimum, let maximum): isRising = minimum == nil || maximum == nil
    default: isRising = false
    }
    // The first column of a key: rows of one parent are made with it.
    if isRising, entity.key.first == reference.field { return 1 }
    guard case .enumeration(let cases) = field.type else { return 0 }
    return cases.reduce(0) { sum, one in
      let share = cardinality.rowShare(one.name, of: reference)
      return sum + share * share
    }
  }

  private func text(_ value: Value?, _ type: ValueType) -> String? {
    guard let value else { return nil }
    switch SQLValueCodec(.postgresql).bound(value, as: type) {
    case .null, .blob: return nil
    case .integer(let number):
      if case .bool = type { return number == 0 ? "f" : "t" }
      return String(number)
    case .real(let number): return String(number)
    case .text(let text): return text
    }
  }
}
