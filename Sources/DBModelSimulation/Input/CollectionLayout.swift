/// Where the load on a partition key lies among the items of its collection: what decides whether a
/// partition can be split inside it.
public enum CollectionLayout: String, CaseIterable, Hashable, Sendable {
  /// On one item, which no split divides; it can be left alone on a partition.
  case oneItem
  /// Evenly over the order of the sort keys: a split at any sort key divides it.
  case spread
  /// At the end that grows: wherever a split is made, the end is on one side of it.
  case movingEnd
  /// A local index keeps the collection on one partition.
  case collectionBound
}
