import DBModelDesign
import DBModelWorkload

/// How one key answers a need: legal, complete, and with what is left to check.
struct KeyMatch {
  let key: AccessKey
  let equals: [KeyValue]
  let condition: SortCondition?
  /// The many-valued parameter for whose elements the request is repeated.
  let list: ParameterID?
  /// The whole primary key of the table: a single item.
  let isWholeKey: Bool
  /// The rows come in the order asked for.
  let isOrdered: Bool
  let isDescending: Bool
  /// Conditions of the need that the key does not answer.
  let leftover: [Expression]
  /// Fields of the need's equalities and lists that the key does not use.
  let unusedFields: [FieldID]
  let unusedRanges: Int
  /// The Queries, one for each shard of the key.
  let shards: Int

  /// Smaller is better; compared from the left.
  func rank(_ need: RowNeed) -> [Int] {
    [
      isWholeKey ? 0 : 1,
      unusedFields.count,
      need.isOrderBinding && !isOrdered ? 1 : 0,
      unusedRanges,
      key.index == nil ? 0 : 1,
      key.isShared ? 1 : 0,
      isOrdered || need.isUnique ? 0 : 1,
      shards,
      key.sort.count,
    ]
  }
}
