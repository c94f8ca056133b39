public import DBModelDesign
public import DBModelWorkload

extension DynamoDBRequest {
  /// Whose rows it returns or changes: those of its items, and those that stand in them.
  public func rowEntities(_ workload: Workload) -> [EntityID] {
    entities + embedded.compactMap { workload[$0.entity].embedding($0.field)?.entity }
  }
}
