import DBModelStatistics
import DBModelWorkload

extension RowSpread {
  /// How many rows one row leads to over a step, from row to row.
  ///
  /// - Parameter popular: How it is where the one with the most is asked for most.
  init(
    _ step: RelationshipStep?,
    _ workload: Workload,
    _ cardinality: Cardinality,
    popular: PopularParents? = nil
  ) {
    switch step {
    case .reference?, nil: self.init(.one)
    case .inverse(let attribute)?:
      guard case .reference(let reference) = workload[attribute].kind else {
        self.init(.one)
        return
      }
      let parents = max(1, cardinality.rows(reference.target).middle)
      guard let fanOut = reference.fanOut else {
        let rows = cardinality.rows(attribute.entity)
        self.init(rows * (1 / parents), .scattered)
        return
      }
      if fanOut.minimum == fanOut.maximum {
        self.init(Interval(fanOut.average), .constant)
      } else if let popular, popular.isCertain {
        self.init(Interval(fanOut.average * popular.factor), popular.shape)
      } else {
        let shape = CountShape(fanOut, skew: reference.fanOutSkew?.value, parents: parents)
        self.init(Interval(fanOut.average), shape, popular: popular)
      }
    case .many(let attribute)?:
      guard case .many(_, _, let perRow, _) = workload[attribute].kind else {
        self.init(.one)
        return
      }
      self.init(perRow)
    case .inverseMany(let attribute)?:
      guard case .many(let target, _, let perRow, _) = workload[attribute].kind else {
        self.init(.one)
        return
      }
      let owners = cardinality.rows(attribute.entity)
      let targets = cardinality.rows(target)
      self.init(
        Interval(
          owners.low * perRow.average / max(1, targets.high),
          owners.high * perRow.average / max(1, targets.low)
        ),
        .scattered
      )
    }
  }
}
