/// The pages of a B-tree that holds nothing and is as high as a full one.
///
/// The planner reads one page of an index, the first, and takes its height from it; a search for
/// the least or greatest value goes down to a leaf, where it has to find nothing rather than an
/// error. So a tree of one empty leaf is written, with one page above another, each with the one
/// entry that leads down (src/include/access/nbtree.h and src/include/storage/bufpage.h of version
/// 15, nbtree version 4, which PostgreSQL 12 to 18 write; checked 2026-11-29).
enum BTreeSkeleton {
  private static let pageSize = 8_192
  /// BTREE_MAGIC and BTREE_VERSION.
  private static let magic: UInt32 = 0x053162
  private static let version: UInt32 = 4
  /// Where the description of the tree begins on the first page.
  private static let metaOffset = 24
  /// sizeof(BTPageOpaqueData).
  private static let trailerSize = 16
  private static let isLeaf: UInt16 = 1
  private static let isRoot: UInt16 = 2
  /// INDEX_ALT_TID_MASK with a length of 8: an entry without values, less than every other.
  private static let lowestEntry: UInt16 = 0x2008

  /// What a new index says of itself.
  struct Meta {
    fileprivate let page: [UInt8]
    /// Every value of the index's types has one form of bytes, so that entries of one key are kept
    /// as one (`btm_allequalimage`, since version 13).
    let allowsDeduplication: Bool

    /// `nil` where the page is not the first of a B-tree of that version.
    init?(_ page: [UInt8]) {
      guard page.count == pageSize, number(page, metaOffset) == magic,
        number(page, metaOffset + 4) == version
      else { return nil }
      self.page = page
      allowsDeduplication = page[metaOffset + 40] != 0
    }
  }

  /// The pages from the first on: the description, the leaf, and one for each level above.
  static func pages(height: Int, replacing meta: Meta) -> [UInt8] {
    var bytes = meta.page
    let root = UInt32(height + 1)
    for (offset, value) in [(8, root), (12, UInt32(height)), (16, root), (20, UInt32(height))] {
      put(value, at: metaOffset + offset, in: &bytes)
    }
    bytes += node(level: 0, isTop: height == 0)
    if height > 0 {
      for level in 1...height { bytes += node(level: level, isTop: level == height) }
    }
    return bytes
  }

  private static func node(level: Int, isTop: Bool) -> [UInt8] {
    var page = [UInt8](repeating: 0, count: pageSize)
    let trailer = pageSize - trailerSize
    var (lower, upper) = (metaOffset, trailer)
    if level > 0 {
      upper -= 8
      // The pointer to the entry: its offset, "in use", its length.
      put(UInt32(upper) | 1 << 15 | 8 << 17, at: lower, in: &page)
      lower += 4
      // The page below, in two halves, high one first; no values, in the place of a row's number.
      let below = UInt32(level)
      put(UInt16(below >> 16), at: upper, in: &page)
      put(UInt16(truncatingIfNeeded: below), at: upper + 2, in: &page)
      put(lowestEntry, at: upper + 6, in: &page)
    }
    put(UInt16(lower), at: 12, in: &page)
    put(UInt16(upper), at: 14, in: &page)
    put(UInt16(trailer), at: 16, in: &page)
    // The size of a page and the version of its layout, PG_PAGE_LAYOUT_VERSION.
    put(UInt16(pageSize | 4), at: 18, in: &page)
    put(UInt32(level), at: trailer + 8, in: &page)
    put((level == 0 ? isLeaf : 0) | (isTop ? isRoot : 0), at: trailer + 12, in: &page)
    return page
  }

  // Servers are little-endian wherever dbmodel runs beside one.

  private static func number(_ page: [UInt8], _ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(page[offset + $1]) << (8 * $1) }
  }

  private static func put(_ value: some FixedWidthInteger, at offset: Int, in page: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes in
      for (place, byte) in bytes.enumerated() { page[offset + place] = byte }
    }
  }
}
