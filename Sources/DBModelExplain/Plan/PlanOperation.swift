/// What a step of a plan does, in words that fit every engine.
public enum PlanOperation: Hashable, Sendable {
  /// Every row of a table, from end to end.
  case tableScan
  /// Rows found or ordered through an index, then fetched from the table.
  case indexScan
  /// Rows answered from an index alone.
  case indexOnlyScan
  case bitmapIndexScan
  case bitmapHeapScan
  case bitmapAnd
  case bitmapOr
  /// Rows found by the table's own key: a rowid or a clustered primary key (SQLite).
  case keyLookup
  /// Several indexes, one per arm of an OR (SQLite).
  case multiIndexOr
  case sort
  case incrementalSort
  /// Rows put into a temporary b-tree (SQLite).
  case temporaryBTree(Purpose)
  /// An index the engine builds at run time and throws away (SQLite).
  case automaticIndex
  case bloomFilter
  case nestedLoop
  case hashJoin
  case mergeJoin
  case hash
  case aggregate
  case group
  case unique
  case windowAggregate
  case limit
  case lockRows
  case gather
  case memoize
  case materialize
  case setOperation
  case append
  /// Rows checked by a step of its own (MySQL); elsewhere a filter belongs to the step before.
  case filter
  case recursiveUnion
  case modifyTable
  /// A subquery that gives one value or a list of values.
  case subquery(correlated: Bool)
  /// A subquery in FROM whose rows flow as they are made.
  case subqueryScan
  case cteScan
  case functionScan
  case valuesScan
  case virtualTableScan
  case foreignScan
  /// A row without a table.
  case result
  /// The statement itself: the parent of everything else (SQLite has no node for it).
  case query
  /// A step this version does not know, in the engine's words.
  case other(String)

  /// What a temporary b-tree is for.
  public enum Purpose: String, Hashable, Sendable {
    case orderBy = "ORDER BY"
    case groupBy = "GROUP BY"
    case distinct = "DISTINCT"
    case compound = "compound SELECT"
  }
}

extension PlanOperation {
  /// Lower-case words for an outline.
  public var title: String {
    switch self {
    case .tableScan: "table scan"
    case .indexScan: "index scan"
    case .indexOnlyScan: "index-only scan"
    case .bitmapIndexScan: "bitmap index scan"
    case .bitmapHeapScan: "bitmap heap scan"
    case .bitmapAnd: "bitmap and"
    case .bitmapOr: "bitmap or"
    case .keyLookup: "key lookup"
    case .multiIndexOr: "several indexes, one per arm of OR"
    case .sort: "sort"
    case .incrementalSort: "incremental sort"
    case .temporaryBTree(let purpose): "temporary b-tree for \(purpose.rawValue)"
    case .automaticIndex: "automatic index"
    case .bloomFilter: "bloom filter"
    case .nestedLoop: "nested loop"
    case .hashJoin: "hash join"
    case .mergeJoin: "merge join"
    case .hash: "hash"
    case .aggregate: "aggregate"
    case .group: "group"
    case .unique: "unique"
    default: rareTitle
    }
  }

  private var rareTitle: String {
    switch self {
    case .windowAggregate: "window aggregate"
    case .limit: "limit"
    case .lockRows: "lock rows"
    case .gather: "gather"
    case .memoize: "memoize"
    case .materialize: "materialize"
    case .setOperation: "set operation"
    case .append: "append"
    case .filter: "filter"
    case .recursiveUnion: "recursive union"
    case .modifyTable: "modify table"
    case .subquery(let correlated): correlated ? "correlated subquery" : "subquery"
    case .subqueryScan: "subquery scan"
    case .cteScan: "CTE scan"
    case .functionScan: "function scan"
    case .valuesScan: "values scan"
    case .virtualTableScan: "virtual table scan"
    case .foreignScan: "foreign scan"
    case .result: "result"
    case .query: "query"
    case .other(let words): words
    default: "step"
    }
  }

  /// Whether the step reads a table or an index of it.
  public var readsRelation: Bool {
    switch self {
    case .tableScan, .indexScan, .indexOnlyScan, .bitmapHeapScan, .keyLookup, .automaticIndex,
      .multiIndexOr:
      true
    default: false
    }
  }

  public var isJoin: Bool {
    switch self {
    case .nestedLoop, .hashJoin, .mergeJoin: true
    default: false
    }
  }
}
