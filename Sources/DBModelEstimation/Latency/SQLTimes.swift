import DBModelDesign
import DBModelDiagnostics
import DBModelQuery
import DBModelStatistics
import DBModelWorkload
import Glibc

/// Milliseconds of an engine's work on the rows of one statement.
struct SQLTimes {
  let workload: Workload
  let design: RelationalDesign
  let cardinality: Cardinality
  let engine: EngineTimes
  /// The part of the pages that is fetched from storage.
  let missShare: Interval

  /// A scan of at least so many pages is shared by several processes
  /// (`min_parallel_table_scan_size` is 8 MB), which takes this part of the time at best: two
  /// workers beside the leader are PostgreSQL's default.
  private static let parallelPages = 1_024.0
  private static let parallelPart = 0.4
  /// A further search of a statement, in terms of its first: it may find the upper pages, or all of
  /// them, in the processor's cache.
  static let nextSearchPart = Interval(0.5, 1)
  /// Rows next to each other on their pages, in terms of a row that is read as part of a whole
  /// table, and left out there: their index is read besides. On PostgreSQL 15 they took 75 to 130
  /// nanoseconds, such a row 50 to 68, of narrow and of wide tables.
  private static let adjacentPart = Interval(1.2, 2.5)
  /// Entries that hold all that is asked for, in the same terms: they are handed on without their
  /// rows. They took 40 to 65 nanoseconds with the count of them.
  private static let coveredPart = Interval(0.6, 1.5)

  /// An entry that is only noted (a bitmap), in terms of a row of a table that is read as a whole:
  /// some 10 to 20 nanoseconds on PostgreSQL 15 (`spendingOf` of docs/evaluation/latency.md), such
  /// a row 50.
  private static let bitmapPart = Interval(0.2, 0.6)

  /// An entry that all calls read, in terms of one that others are read between; assumed.
  private static let atHandPart = 0.6

  /// A look at a hash table for a row of a table that is read as a whole, in terms of that row;
  /// assumed.
  private static let probedPart = Interval(0.2, 1)

  /// Entries of 80 bytes on a page that is filled to seven tenths.
  static let entriesPerLeaf = LatencyPriors.pageBytes * 0.7 / 80

  // MARK: Reads

  /// - Parameters:
  ///   - entries: How many the call meets.
  ///   - searches: How many it makes for them, where no other rows lead to them.
  ///   - bytes: Of a row that is handed over.
  ///   - isWrite: Whether the rows are changed, which one process does.
  /// - Returns: The time, and the rows that are found.
  func read(
    _ read: SQLRead,
    entries: Double,
    searches: Double = 1,
    bytes: Double,
    isWrite: Bool = false
  ) -> (ms: Interval, rows: Interval) {
    if !read.ways.isEmpty {
      let all = ways(read, entries).map {
        self.read($0.read, entries: $0.entries, searches: searches, bytes: bytes)
      }
      return (
        all.dropFirst().reduce(all[0].ms) { $0.union($1.ms) },
        all.dropFirst().reduce(all[0].rows) { $0.union($1.rows) }
      )
    }
    let met = met(read, of: entries)
    let found = Interval(met.low * read.kept.low, met.high * read.kept.high)
    var ms = read.isScan ? scan(read.entity, met, isWrite) : search(read, met, searches, isWrite)
    if read.isScan { ms += met * engine[.scannedRow] * read.checks }
    if read.isByList { ms = listed(read, met, values: searches, rather: ms) }
    if read.hashJoinChance.high > 0, !read.isScan {
      let outer = met * read.outerPerEntry
      let whole = whole(read.entity, isWrite) + outer * outerEach(read, outer.low)
      let isSure = read.hashJoinChance.low > 0 && !read.isPlannedByValue
      ms = isSure ? whole : ms.union(whole)
    }
    for target in read.followed {
      let each = follow(met, to: workload[target.entity])
      ms += target.isCondition ? Interval(met.low * engine[.scannedRow].low, each.high) : each
    }
    ms += read.combined * engine[.scannedRow] * Self.bitmapPart
    if read.isSorted { ms += sort(found) }
    if let work = read.aggregated { ms += found * work.perRow * engine[.aggregatedRow] }
    var returned = found
    if let limit = read.limit {
      returned = Interval(min(found.low, limit), min(found.high, limit))
    }
    if let groups = read.groups {
      returned = Interval(min(max(1, found.low), groups.low), max(1, min(found.high, groups.high)))
      if let work = read.aggregated { ms += returned * work.perGroup * engine[.returnedRow] }
    }
    if !isWrite {
      ms += returned * (engine[.returnedRow] + engine[.returnedKilobyte] * (bytes / 1_024))
    }
    return (ms, returned)
  }

  /// Entries that are read of those there are.
  private func met(_ read: SQLRead, of entries: Double) -> Interval {
    // Found at an end of the index, whatever stands behind it.
    if read.isExtreme { return Interval(min(1, entries)) }
    guard let wanted = read.wanted else { return Interval(entries) }
    let evenly = Interval(wanted / max(1e-6, read.kept.high), wanted / max(1e-6, read.kept.low))
    let rareness = Self.rareness(read)
    let least = min(entries, max(wanted, evenly.low / rareness))
    return Interval(least, read.mayMiss ? entries : min(entries, evenly.high * rareness))
  }

  /// How many entries a call reads, for people: `8 rows`, and where the reading ends before,
  /// `20 of 40 rows`.
  func met(_ read: SQLRead) -> String {
    let all = read.entries.mean
    let rows = FigureFormatter.counted(all, "row")
    let own = Interval(met(read, of: all.low).low, met(read, of: all.high).high)
    let isEnded = own.high < all.high || own.low < all.low
    return isEnded ? "\(FigureFormatter.interval(own)) of \(rows)" : rows
  }

  /// Rows that are checked for values which their index does not hold may stand together, at the
  /// end where the reading begins or at the other: so many times as many may be read, or as few. In
  /// the order of a text they hardly do.
  private static func rareness(_ read: SQLRead) -> Double {
    if read.kept.high >= 1 { return 1 }
    return read.isOrderUnrelated ? 1.3 : 3
  }

  func scan(_ entity: Entity, _ rows: Interval, _ isWrite: Bool) -> Interval {
    let pages = rows * (1 / perPage(entity))
    var ms = rows * engine[.scannedRow] + misses(pages, engine[.readAheadPage])
    if pages.high >= Self.parallelPages, !isWrite {
      ms = Interval(ms.low * Self.parallelPart, ms.high)
    }
    return ms
  }

  /// A row of another table for each of so many, by a search for each or by a read of that table,
  /// whichever takes less.
  private func follow(_ rows: Interval, to entity: Entity) -> Interval {
    let searched = rows * engine[.search] * Self.nextSearchPart
    guard workload[design.store].kind == .auroraPostgreSQL else { return searched }
    let hashed =
      scan(entity, cardinality.rows(entity.id), false) + rows * engine[.scannedRow]
    return Interval(min(searched.low, hashed.low), min(searched.high, hashed.high))
  }

  /// The table as a whole, whose rows are each looked for among those that lead to them.
  private func whole(_ entity: Entity, _ isWrite: Bool) -> Interval {
    let rows = cardinality.rows(entity.id)
    return scan(entity, rows, isWrite) + rows * engine[.scannedRow] * Self.probedPart
  }

  private func search(
    _ read: SQLRead,
    _ entries: Interval,
    _ made: Double,
    _ isWrite: Bool
  ) -> Interval {
    let searches = read.searches(for: entries, made: made) * read.partitions
    // The first row of a search is counted with it.
    let further = Interval(
      max(0, entries.low - searches.low),
      max(0, entries.high - searches.high)
    )
    var each = engine[.entry]
    if read.isAdjacent || read.isCovered {
      let part = read.isCovered ? Self.coveredPart : Self.adjacentPart
      let adjacent = engine[.scannedRow] * part
      let isGuessed =
        read.isAdjacentByKey && !read.isCovered
        && workload[design.store].kind == .auroraPostgreSQL
      // Which pages an index alone may answer for depends on the last vacuum.
      let looked = read.isAdjacent ? 0 : lookedAt(read.entity)
      each = Interval(
        min(adjacent.low, each.low),
        isGuessed ? each.high : min(adjacent.high + looked * each.high, each.high)
      )
    } else {
      // Rows that share a page may be read with it: all at once (a bitmap), or from the cache.
      each = together(entries, of: read.entity, read.mayBeAdjacent, isByPage(read, isWrite))
    }
    if read.isAlwaysSame { each = Interval(each.low * Self.atHandPart, each.high) }
    let outer = entries * read.outerPerEntry
    let perPage = perPage(read.entity)
    let pages = Interval(
      searches.low + further.low / perPage,
      // A leaf of the index, and a page of the table.
      2 * searches.high + furtherPages(read, further.high, perPage)
    )
    let next = Interval(searches.low - 1, searches.high - 1)
    return engine[.search] + next * engine[.search] * Self.nextSearchPart + further * each
      + outer * outerEach(read, outer.low)
      + misses(pages + outer, read.isAdjacent ? engine[.readAheadPage] : engine[.pageMiss])
  }

  /// Whether entries that are all read, in whatever order, are noted first and their rows read page
  /// by page (a bitmap). PostgreSQL does that where they stand in no order; where they stand in the
  /// order of the index, it comes to the same.
  private func isByPage(_ read: SQLRead, _ isWrite: Bool) -> Bool {
    workload[design.store].kind == .auroraPostgreSQL && read.wanted == nil
      && read.entriesPerSearch == nil && (isWrite || read.isSorted || read.aggregated != nil)
  }

  /// What each of so many entries takes whose rows stand in no order: at the least those that share
  /// a page are read together.
  private func together(
    _ rows: Interval,
    of entity: Entity,
    _ mayBeAdjacent: Bool,
    _ isByPage: Bool = false
  ) -> Interval {
    let each = engine[.entry]
    func mixed(_ each: Double, _ together: Double, _ part: Double) -> Double {
      part * each + (1 - part) * min(each, together)
    }
    let together = engine[.scannedRow] * Self.adjacentPart
    return Interval(
      mixed(each.low, together.low, mayBeAdjacent ? 0 : pagePart(of: rows.low, entity)),
      isByPage ? mixed(each.high, together.high, pagePart(of: rows.high, entity)) : each.high
    )
  }

  /// What each of so many rows takes that lead to those which are read.
  private func outerEach(_ read: SQLRead, _ rows: Double) -> Interval {
    guard let last = read.led.last, case .reference(let reference) = workload[last].kind else {
      return engine[.entry]
    }
    return together(Interval(rows), of: workload[reference.target], false)
  }

  /// Pages that so many rows of a table stand on, in no order, for each of them.
  private func pagePart(of rows: Double, _ entity: Entity) -> Double {
    guard rows > 1 else { return 1 }
    let pages = max(1, cardinality.rows(entity.id).middle / perPage(entity))
    return min(1, ScatteredPages.count(rows, of: pages) / rows)
  }

  /// Pages that further rows of a search may lie on.
  private func furtherPages(_ read: SQLRead, _ rows: Double, _ perPage: Double) -> Double {
    if read.isAdjacent { return rows / perPage }
    guard read.isCovered else { return rows }
    // Entries stand beside each other; PostgreSQL looks at the table where no vacuum has been since
    // a page was changed.
    return rows / Self.entriesPerLeaf + rows * lookedAt(read.entity)
  }

  /// The part of the rows that PostgreSQL looks at in the table, although their entries hold all
  /// that is asked for: at most so many.
  private func lookedAt(_ entity: Entity) -> Double {
    guard workload[design.store].kind == .auroraPostgreSQL else { return 0 }
    return BTreeCost.mostLookedAt(
      changesRows: workload.changedEntities.contains(entity.id),
      perPage: perPage(entity)
    )
  }

  private func misses(_ pages: Interval, _ each: Interval) -> Interval {
    pages * missShare * each
  }

  private func sort(_ rows: Interval) -> Interval {
    rows.mapMonotonic { $0 <= 1 ? 0 : $0 * log2($0) } * engine[.comparison]
  }

  func perPage(_ entity: Entity) -> Double {
    max(1, (LatencyPriors.pageBytes / RelationalVolume.rowBytes(entity)).rounded(.down))
  }

  // MARK: Writes

  /// Rows that are written, their search left out.
  func write(_ statement: StatementShape, rows: Interval, _ pattern: AccessPattern) -> Interval {
    let entity = workload[statement.entity]
    guard let table = design.table(of: entity.id) else { return .zero }
    let trees = SearchedTree.trees(of: table)
    let changed = Set(statement.assignments.map(\.field))
    let written = rows * engine[.writtenRow]
    switch statement.kind {
    case .insert:
      let checked = Double(table.foreignKeys.count)
      return written + rows * engine[.indexEntry] * Double(trees.count)
        + rows * engine[.referenceCheck] * checked
        + pagesOf(rows, Double(trees.count) + 2 * checked)
        + images(of: entity, inserted: rows.high, entries: Double(trees.count))
    case .update, .upsert:
      // A row that changes no indexed column stays on its page where there is room (HOT).
      let touches = trees.contains { tree in
        tree.columns.contains { changed.contains($0.field) }
      }
      let entries = Interval(touches ? Double(trees.count) : 0, Double(trees.count))
      let checked = table.foreignKeys.count { key in
        table.columns.contains { changed.contains($0.field) && key.columns.contains($0.name) }
      }
      return written + rows * engine[.indexEntry] * entries
        + rows * engine[.referenceCheck] * Double(checked)
        + pagesOf(rows, entries.high + 2 * Double(checked))
        + images(of: entity, changed: rows.high, entries: entries.high)
    case .delete:
      var seen: Set<EntityID> = [entity.id]
      return written + referrers(of: entity, rows, 0, &seen)
        + images(of: entity, deleted: rows.high)
    }
  }

  /// Pages that written rows may want from storage, each at worst.
  func pagesOf(_ rows: Interval, _ each: Double) -> Interval {
    misses(Interval(0, rows.high * each), engine[.pageMiss])
  }
}
