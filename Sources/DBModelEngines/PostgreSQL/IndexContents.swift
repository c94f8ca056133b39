/// What an index holds, out of what is known of its table's columns.
struct IndexContents {
  let geometry: BTreeGeometry.Contents

  /// - Parameters:
  ///   - rows: Of the table; of a partial index no fewer are known.
  ///   - statistics: Of the columns that have some, by their number.
  init(
    _ index: ScratchCatalog.Index,
    rows: Double,
    columns: [String: ScratchCatalog.Column],
    statistics: [String: PostgreSQLColumnStatistics],
    allowsDeduplication: Bool
  ) {
    let widths = index.columns.map {
      RowLayout.column(columns[$0], statistics[$0])
    }
    // Different values of the first column, the first two, …
    var prefixes: [Double] = []
    for number in index.columns.prefix(index.keyColumnCount) {
      let values = Self.distinct(statistics[number], rows: rows)
      prefixes.append(min(rows, (prefixes.last ?? 1) * values))
    }
    let keys = index.isUnique ? rows : max(1, prefixes.last ?? rows)
    if index.isUnique, !prefixes.isEmpty { prefixes[prefixes.count - 1] = rows }
    let hasNulls = widths.contains { $0.nullShare > 0 }
    // IndexTupleData, and IndexAttributeBitMapData where a value is null.
    let header = hasNulls ? 16.0 : 8
    let entry = TupleWidth(widths).tuple(header: header)
    geometry = BTreeGeometry.Contents(
      entries: rows,
      keys: keys,
      entryBytes: entry,
      pivotBytes: Self.pivot(
        widths,
        prefixes,
        header,
        rows: rows,
        differing: allowsDeduplication ? 1 : keys / max(1, rows)
      ),
      isDeduplicated: allowsDeduplication
    )
  }

  /// An entry above the leaves holds the columns up to the first that differs between neighbours,
  /// and the row's place where none does (`_bt_truncate`); the mean over the neighbours there are.
  private static func pivot(
    _ widths: [TupleWidth.Column],
    _ prefixes: [Double],
    _ header: Double,
    rows: Double,
    differing: Double
  ) -> Double {
    var (mean, decided) = (0.0, 0.0)
    let all = max(1, prefixes.last ?? 1)
    for (place, values) in prefixes.enumerated() {
      let part = max(0, values / all * differing - decided)
      mean += part * TupleWidth(Array(widths.prefix(place + 1))).tuple(header: header)
      decided += part
    }
    let whole = TupleWidth(Array(widths.prefix(prefixes.count))).tuple(header: header)
    return mean + max(0, 1 - decided) * (whole + 8)
  }

  private static func distinct(_ column: PostgreSQLColumnStatistics?, rows: Double) -> Double {
    guard let distinct = column?.distinct, distinct != 0 else { return max(1, rows) }
    return max(1, min(rows, distinct < 0 ? -distinct * rows : distinct))
  }
}

/// The layout of a table's columns, by the catalog and the statistics.
enum RowLayout {
  /// Bytes taken for a value of various length of which nothing is known: what PostgreSQL takes
  /// itself (`get_typavgwidth`, lsyscache.c of version 15).
  private static let unknownBytes = 32.0
  /// The largest value that there can be.
  private static let longestBytes = 1_073_741_824.0

  static func column(
    _ column: ScratchCatalog.Column?,
    _ statistics: PostgreSQLColumnStatistics?
  ) -> TupleWidth.Column {
    let length = column?.length ?? -1
    let known = statistics.map { min(max(1, $0.widthBytes), longestBytes) }
    return TupleWidth.Column(
      bytes: length > 0 ? length : known ?? unknownBytes,
      alignment: column?.alignment ?? 4,
      hasShortHeader: length < 0,
      isFixed: length > 0 || statistics?.isFixedWidth == true,
      nullShare: min(max(statistics?.nullShare ?? 0, 0), 1)
    )
  }
}
