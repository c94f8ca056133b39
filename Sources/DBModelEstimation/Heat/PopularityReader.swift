import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
import DBModelWorkload

/// Finds out how the values of a partition key's field are asked for or written.
struct PopularityReader {
  let workload: Workload
  let cardinality: Cardinality
  let insertRates: InsertRates

  init(workload: Workload) {
    self.workload = workload
    cardinality = Cardinality(workload: workload)
    insertRates = InsertRates(workload: workload)
  }

  /// How the operand of a key condition spreads over the field's values.
  func asked(_ field: FieldReference, by operand: Operand, in pattern: AccessPattern) -> KeyFinding
  {
    switch operand {
    case .literal(let value):
      return KeyFinding(
        .named([(Self.name(value), .one)], rest: .zero),
        .oneKey,
        basis: "always asks for one value",
        pattern.nameSpan
      )
    case .parameter(let reference):
      if let skew = skew(of: reference, in: pattern) {
        let ranking = KeyRanking.asked(pattern.id, reference.parameter, reference.field)
        var finding = declared(skew.popularity, field, ranking: ranking, basisSpan: skew.span)
        finding.isDistinct = areDistinct(pattern[reference.parameter].type, pattern)
        finding.asked = [Self.asked(skew, field, in: pattern)]
        return bounded(finding, of: field, by: skew, in: pattern)
      }
      if case .newRow = pattern[reference.parameter].type { return written(field, in: pattern) }
      return unstated(field, pattern)
    case .row(let origin): return stored(origin, in: pattern)
    default: return unstated(field, pattern)
    }
  }

  /// How the values of a field spread over the rows that a pattern inserts.
  func inserted(
    _ field: FieldReference,
    source: ParameterID,
    in pattern: AccessPattern
  ) -> KeyFinding {
    if let skew = skew(of: ParameterReference(source, field: field), in: pattern) {
      let ranking = KeyRanking.asked(pattern.id, source, field)
      var finding = declared(skew.popularity, field, ranking: ranking, basisSpan: skew.span)
      finding.asked = [Self.asked(skew, field, in: pattern)]
      return finding
    }
    return written(field, in: pattern)
  }

  private static func asked(
    _ skew: PatternSkew,
    _ field: FieldReference,
    in pattern: AccessPattern
  ) -> KeyFinding.Asked {
    KeyFinding.Asked(
      pattern: pattern.id,
      subject: SkewSubject(parameter: skew.parameter, field: skew.field),
      field: field
    )
  }

  /// Whether a call hands over several values, each once; fields of new rows may repeat.
  private func areDistinct(_ type: ParameterType, _ pattern: AccessPattern) -> Bool {
    switch type {
    case .many(.newRow, _): false
    case .many: true
    case .element(let list): areDistinct(pattern[list].type, pattern)
    default: false
    }
  }

  func skew(of reference: ParameterReference, in pattern: AccessPattern) -> PatternSkew? {
    let own = pattern.skews.filter { $0.parameter == reference.parameter }
    if let exact = own.first(where: { $0.field == reference.field && $0.field != nil }) {
      return exact
    }
    if let whole = own.first(where: { $0.field == nil }) { return whole }
    // A loop variable's values are those of the list it runs over.
    guard case .element(let list) = pattern[reference.parameter].type else { return nil }
    return pattern.skews.first { $0.parameter == list && $0.field == reference.field }
      ?? pattern.skews.first { $0.parameter == list && $0.field == nil }
  }

  /// New rows: generated identifiers are all different; times are all now; a state begins where the
  /// lifecycle begins; a reference follows its fan-out.
  private func written(_ field: FieldReference, in pattern: AccessPattern) -> KeyFinding {
    let declared = workload[field]
    let entity = workload[field.entity]
    if let lifecycle = entity.lifecycle.first(where: { $0.field == field.field }) {
      let reached = Set(lifecycle.steps.flatMap { $0.destinations.map(\.to) })
      let first = lifecycle.steps.map(\.from).filter { !reached.contains($0) }
      if !first.isEmpty {
        let each = Interval(1 / Double(first.count))
        return KeyFinding(
          .named(first.map { ($0, each) }, rest: .zero),
          .some(first.map { _ in each }, keys: Interval(Double(first.count))),
          basis: "rows begin here",
          lifecycle.span
        )
      }
    }
    if declared.flags.contains(.clock) {
      return KeyFinding(
        .top(.one),
        .oneKey,
        basis: "all of now's writes have the same \(declared.type == .date ? "day" : "time")",
        declared.span
      )
    }
    if declared.type == .date, declared.references == nil, declared.distinct?.skew == nil,
      entity.copy(field.field) == nil
    {
      // Nothing declares that a date is today's; where it is, the day's writes share one key.
      let values = cardinality.distinctValues(field)
      return KeyFinding(
        .top(Interval(1 / values.high, 1)),
        .unknown(keys: values),
        basis: "new rows may all have today's date",
        declared.span
      )
    }
    return stored(field, in: pattern)
  }

  /// How stored rows spread over the values of a field.
  func stored(_ field: FieldReference, in pattern: AccessPattern) -> KeyFinding {
    let declared = workload[field]
    let entity = workload[field.entity]
    if case .enumeration(let cases) = declared.type {
      let shares = cases.map {
        (value: $0.name, share: Interval(cardinality.rowShare($0.name, of: field)))
      }
      return KeyFinding(
        .named(shares, rest: .zero),
        .some(shares.map(\.share), keys: Interval(Double(shares.count))),
        basis: "the shares of the rows",
        declared.span
      )
    }
    // Copies of what two rows referred to may share are not spread as the references are.
    let source = entity.copy(field.field).map { workload[$0.source] }
    let followsReference = source?.flags.contains(.unique) ?? true
    if case .reference(let reference) = entity[declared.attribute].kind, followsReference,
      !entity.isKey(field.field)
        || entity.key.count > 1
    {
      if let skew = reference.fanOutSkew {
        return self.declared(
          skew.value,
          field,
          ranking: .stored(field),
          basisSpan: skew.span
        )
      }
      return .even(field, cardinality, "spread evenly, no skew is declared", declared.span)
    }
    if let values = declared.distinct, entity.copy(field.field) == nil {
      if let skew = values.skew {
        return self.declared(skew, field, ranking: .stored(field), basisSpan: declared.span)
      }
      return .even(field, cardinality, "spread evenly, no skew is declared", declared.span)
    }
    return .even(field, cardinality, "about as many values as rows", declared.span)
  }

  /// Nothing is declared of the parameter; times and texts have many values.
  private func unstated(_ field: FieldReference, _ pattern: AccessPattern) -> KeyFinding {
    guard case .enumeration = workload[field].type else {
      return .even(field, cardinality, "no skew is declared", pattern.nameSpan)
    }
    let values = cardinality.distinctValues(field)
    return KeyFinding(
      .top(Interval(1 / values.high, 1)),
      .unknown(keys: values),
      basis: "no skew is declared",
      pattern.nameSpan
    )
  }

  /// - Parameter keys: How many there are; those of the field where nothing else is said.
  func declared(
    _ popularity: Popularity,
    _ field: FieldReference,
    keys: Interval? = nil,
    ranking: KeyRanking?,
    basisSpan: SourceSpan
  ) -> KeyFinding {
    let keys = keys ?? cardinality.distinctValues(field)
    if case .top(let shares) = popularity, shares.contains(where: { $0.value != nil }) {
      return named(shares, field, keys, basisSpan: basisSpan)
    }
    guard keys.high > 1 else { return .only(basisSpan) }
    let recent = recentKeys(popularity, field)
    let low = popularity.topShare(keyCount: keys.high, recentKeyCount: recent)
    let high = popularity.topShare(keyCount: keys.low, recentKeyCount: recent)
    return KeyFinding(
      .top(low.union(high)),
      popularity == .unknown
        ? .unknown(keys: keys) : .declared(popularity, keys: keys, recentKeys: recent),
      ranking: Self.measured(popularity, field) ?? ranking,
      basis: Self.words(popularity),
      basisSpan
    )
  }

  /// What is measured once has the same popular keys for whoever asks.
  private static func measured(_ popularity: Popularity, _ field: FieldReference) -> KeyRanking? {
    guard case .trace(let path, .some) = popularity else { return nil }
    return .measured(path, field)
  }

  private func named(
    _ shares: [TopShare],
    _ field: FieldReference,
    _ keys: Interval,
    basisSpan: SourceSpan
  ) -> KeyFinding {
    var named = shares.compactMap { top in
      top.value.map { (value: $0, share: Interval(top.share)) }
    }
    var rest = max(0, 1 - shares.reduce(0) { $0 + $1.share })
    if rest > 1e-9, let last = lastCase(field, beside: shares) {
      named.append((last, Interval(rest)))
      rest = 0
    }
    let others = max(1, keys.high - Double(shares.count))
    return KeyFinding(
      .named(named, rest: rest > 1e-9 ? Interval(rest / others, rest) : .zero),
      .some(named.map(\.share), keys: rest > 1e-9 ? keys : Interval(Double(named.count))),
      basis: "the shares of the requests",
      basisSpan
    )
  }

  /// The only case of an enumeration that some shares do not name.
  private func lastCase(_ field: FieldReference, beside shares: [TopShare]) -> String? {
    guard case .enumeration(let cases) = workload[field].type else { return nil }
    let left = cases.map(\.name).filter { name in !shares.contains { $0.value == name } }
    return left.count == 1 ? left.first : nil
  }

  /// Keys made within the time of `recent`: by the rates of the inserts, else by the growth; `nil`
  /// where there is neither.
  private func recentKeys(_ popularity: Popularity, _ field: FieldReference) -> Double? {
    guard case .recent(let seconds) = popularity else { return nil }
    if workload[field].type == .date, workload[field].references == nil {
      return max(1, seconds / DayLength.seconds)
    }
    let owner = workload[field].references?.entity ?? field.entity
    let entity = workload[owner]
    let perSecond = insertRates.perSecond(into: owner)
    let rows = cardinality.rows(owner).high
    if perSecond > 0 { return min(rows, max(1, perSecond * seconds)) }
    // Where nothing says that rows are made, nothing says how many are young.
    guard entity.growthPerMonth > 0 else { return nil }
    return min(rows, max(1, rows * entity.growthPerMonth * seconds / MonthLength.seconds))
  }

  static func name(_ value: Value) -> String {
    if case .string(let text) = value { text } else { AnswerText.text(value) }
  }

  private static func percent(_ share: Double) -> String {
    FigureFormatter.range(low: share * 100, high: share * 100, unit: "%")
  }

  static func words(_ popularity: Popularity) -> String {
    switch popularity {
    case .uniform: "uniform"
    case .zipf(let exponent): "zipf(\(FigureFormatter.number(exponent)))"
    case .hotset(let keys, let share):
      "\(FigureFormatter.number(keys)) \(keys == 1 ? "key takes" : "keys take") \(percent(share))"
    case .hotFraction(let keys, let share):
      "\(percent(keys)) of the keys take \(percent(share))"
    case .top: "the shares of the requests"
    case .recent: "the most recent ones"
    case .trace(let path, let shares):
      shares == nil ? "the trace \(path), which was not read" : "measured: \(path)"
    case .unknown: "declared unknown"
    }
  }
}
