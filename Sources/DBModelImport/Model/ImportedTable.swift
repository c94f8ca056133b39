import DBModelDesign
import DBModelDiagnostics

/// A table as a file describes it, whatever the file's format.
struct ImportedTable {
  /// The deployed name.
  let name: String
  let span: SourceSpan
  /// The partition key, and the sort key where there is one.
  var key: [KeyAttribute]
  var indexes: [ImportedIndex] = []
  var settings = ImportedSettings()
  /// What the items hold; the writer makes one where a file knows of none.
  var entities: [ImportedEntity] = []
  /// What is said above the table, one line each.
  var remarks: [String] = []
}

/// A secondary index.
struct ImportedIndex {
  let name: String
  let span: SourceSpan
  /// A local index shares the partitions of its table.
  let isLocal: Bool
  var partition: [KeyAttribute]
  var sort: [KeyAttribute]
  /// Names in the order of the file.
  let projection: IndexProjection
}

/// What a store says of its tables; tables that agree share a store.
struct ImportedSettings: Hashable {
  enum Capacity: Hashable {
    /// Units a second; `nil` for no bound.
    case onDemand(maximumReads: Int?, maximumWrites: Int?)
    case provisioned(reads: CapacityRange, writes: CapacityRange, targetPercent: Int?)
  }

  /// Units a second; a range where scaling moves between its ends.
  struct CapacityRange: Hashable {
    let least: Int
    let most: Int

    init(_ least: Int, _ most: Int? = nil) {
      self.least = least
      self.most = max(most ?? least, least)
    }
  }

  enum TableClass: String {
    case standard
    case infrequentAccess = "infrequent-access"
  }

  enum Insights: String {
    case throttledKeys = "throttled-keys"
    case accessedKeys = "accessed-keys"
  }

  var capacity: Capacity?
  /// Units a second.
  var warmReads: Int?
  var warmWrites: Int?
  var tableClass: TableClass?
  /// 1 to 35.
  var recoveryDays: Int?
  var usesCustomerKey = false
  var isProtected = false
  /// Regions besides the table's own.
  var replicas: [String] = []
  var hasStrongReplicas = false
  var witness: String?
  var insights: Insights?
}
