/// Read and write units by the rules of DynamoDB.
///
/// Sources: Developer Guide, "Read/write capacity mode", "Capacity unit consumption",
/// "Transactions:
/// capacity management", "Global secondary indexes: write capacity" (checked 2026-11-23).
public enum CapacityUnits {
  /// Bytes of one read unit: 4 KB.
  public static let readBlockBytes = 4_096.0
  /// Bytes of one write unit: 1 KB.
  public static let writeBlockBytes = 1_024.0

  /// How a read is made.
  public enum Consistency: Sendable {
    case eventual, strong, transactional

    /// Units of one block.
    public var unitsPerBlock: Double {
      switch self {
      case .eventual: 0.5
      case .strong: 1
      case .transactional: 2
      }
    }
  }

  /// One item read by its key: its size rounded up to 4 KB; a missing item costs one block.
  public static func get(bytes: Double, _ consistency: Consistency) -> Double {
    blocks(bytes, readBlockBytes) * consistency.unitsPerBlock
  }

  /// One page of a Query or a Scan: the sizes of all items read, before any filter, summed and then
  /// rounded up once; an empty page costs one block.
  public static func page(totalBytes: Double, _ consistency: Consistency) -> Double {
    blocks(totalBytes, readBlockBytes) * consistency.unitsPerBlock
  }

  /// One item written: the larger of its sizes before and after, rounded up to 1 KB; twice in a
  /// transaction. A delete, a write whose condition fails and one of a missing item count the same.
  public static func write(bytesBefore: Double, bytesAfter: Double, isTransactional: Bool = false)
    -> Double
  {
    blocks(max(bytesBefore, bytesAfter), writeBlockBytes) * (isTransactional ? 2 : 1)
  }

  /// What a write of an item does to one index.
  public enum IndexChange: Sendable {
    /// Not a member before and after, or nothing projected changes.
    case none
    /// The item becomes or stays a member with another projected attribute; or is new.
    case put
    /// The item leaves the index.
    case delete
    /// A key attribute of the index changes: a delete under the old key and a put under the new.
    case move

    /// Writes of an entry.
    public var writes: Double {
      switch self {
      case .none: 0
      case .put, .delete: 1
      case .move: 2
      }
    }
  }

  /// Units an index spends on a change; index writes are not doubled in a transaction.
  public static func index(_ change: IndexChange, entryBytes: Double) -> Double {
    change.writes * blocks(entryBytes, writeBlockBytes)
  }

  /// Whole blocks, at least one.
  public static func blocks(_ bytes: Double, _ block: Double) -> Double {
    max(1, (bytes / block).rounded(.up))
  }
}
