/// How many pages a B-tree of PostgreSQL takes, and how many levels they make: what CREATE INDEX
/// writes (src/backend/access/nbtree/nbtsort.c of version 15, `_bt_buildadd`, checked 2026-11-29).
struct BTreeGeometry: Hashable {
  /// What is put into an index.
  struct Contents {
    var entries: Double
    /// Different keys.
    var keys: Double
    /// An entry: header and values, aligned.
    var entryBytes: Double
    /// The same of an entry of the levels above, which leaves out what is not needed to decide.
    var pivotBytes: Double
    /// Entries of one key are kept as one, with a list of rows (PostgreSQL 13 and later).
    var isDeduplicated: Bool
    /// How far leaves are filled: 0.9 by CREATE INDEX and by keys that only grow.
    var leafFill = 0.9
  }

  /// All of them, the first one with what describes the others included; be it more than a relation
  /// can have.
  let pages: Double
  /// Levels above the leaves.
  let height: Int

  /// A page without its header and the 16 bytes at its end, and without the pointer of its high
  /// key.
  private static let room = PageGeometry.pageBytes - 24 - 16 - 4
  private static let upperFill = 0.7
  /// BTMaxItemSize.
  private static let longestEntry = 2_704.0
  /// The longest list of rows that CREATE INDEX makes: a tenth of a page, less a pointer.
  private static let longestList = 812.0
  /// sizeof(ItemPointerData).
  private static let rowPointerBytes = 6.0
  /// Internal pages have room for two entries at least, so that no tree of 2^32 pages is higher.
  private static let mostLevels = 32

  init(_ contents: Contents) {
    guard contents.entries > 0 else {
      (pages, height) = (1, 0)
      return
    }
    let (items, bytes) = Self.leafItems(contents)
    let leaves = Self.pages(
      of: items,
      perPage: Self.perPage(
        bytes,
        fill: contents.leafFill,
        list: contents.isDeduplicated ? max(0, bytes - contents.entryBytes) : 0
      )
    )
    let fanOut = Self.perPage(min(contents.pivotBytes, Self.longestEntry), fill: Self.upperFill)
    (pages, height) = Self.levels(above: leaves, fanOut: fanOut)
  }

  /// The height of a tree of which only the number of pages is known.
  static func height(pages: Double, pivotBytes: Double) -> Int {
    let fanOut = perPage(min(pivotBytes, longestEntry), fill: upperFill)
    return levels(above: max(1, (pages - 1) * (1 - 1 / fanOut)), fanOut: fanOut).height
  }

  private static func levels(above leaves: Double, fanOut: Double) -> (pages: Double, height: Int) {
    var (level, pages, height) = (max(1, leaves), 1 + max(1, leaves), 0)
    while level > 1, height < mostLevels {
      level = Self.pages(of: level, perPage: fanOut)
      pages += level
      height += 1
    }
    return (pages, height)
  }

  /// Entries as they lie in the leaves, and their mean bytes.
  private static func leafItems(_ contents: Contents) -> (count: Double, bytes: Double) {
    let entry = min(contents.entryBytes, longestEntry)
    let keys = min(max(1, contents.keys), contents.entries)
    let perKey = contents.entries / keys
    guard contents.isDeduplicated, perKey > 1 else { return (contents.entries, entry) }
    let most = ((longestList - entry) / rowPointerBytes).rounded(.down)
    guard most >= 2 else { return (contents.entries, entry) }
    let full = (perKey / most).rounded(.down)
    let rest = perKey - full * most
    var (count, bytes) = (full, full * PageGeometry.aligned(entry + most * rowPointerBytes))
    if rest > 0 {
      count += 1
      // One row has no list.
      bytes += rest <= 1 ? entry : PageGeometry.aligned(entry + rest * rowPointerBytes)
    }
    return (count * keys, bytes / count)
  }

  /// The last page of a level keeps the entry that others hand on.
  private static func pages(of items: Double, perPage: Double) -> Double {
    max(1, ((items - 1) / perPage).rounded(.up))
  }

  /// Entries that stay on a page: it is closed when what is free falls below its reserve, and its
  /// last entry becomes the first of the next.
  ///
  /// - Parameter list: What an entry's list of rows takes of it. The high key has none, so that
  ///   what the last one's takes counts as free.
  private static func perPage(_ bytes: Double, fill: Double, list: Double = 0) -> Double {
    let own = bytes + PageGeometry.pointerBytes
    let reserve = (PageGeometry.pageBytes * (1 - fill)).rounded(.down)
    let free = room - PageGeometry.pointerBytes
    let filled = ((free - reserve + list) / own).rounded(.down) + 1
    // The next has to fit, with room for a row's place in the high key.
    let fitting = ((free - bytes - 8) / own).rounded(.down) + 1
    return max(2, min(filled, fitting) - 1)
  }
}
