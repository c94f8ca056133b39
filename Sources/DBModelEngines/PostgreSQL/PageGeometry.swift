/// The pages of PostgreSQL: constants of its sources, of version 15, the same from 12 to 18
/// (src/include/storage/bufpage.h, src/include/access/nbtree.h, checked 2026-11-29).
enum PageGeometry {
  /// BLCKSZ as every distribution builds it.
  static let pageBytes = 8_192.0
  /// SizeOfPageHeaderData.
  static let headerBytes = 24.0
  /// sizeof(ItemIdData): each row and entry has one.
  static let pointerBytes = 4.0
  /// The most pages of a relation: block numbers have 32 bits and one is reserved.
  static let mostPages = 4_294_967_294.0
  /// RELSEG_SIZE: pages of one file.
  static let segmentPages = 131_072.0

  /// MAXALIGN.
  static func aligned(_ bytes: Double) -> Double { (bytes / 8).rounded(.up) * 8 }
}

/// The width of rows and entries, out of their columns.
struct TupleWidth {
  /// How a value is laid out.
  struct Column {
    /// Mean bytes, header included.
    let bytes: Double
    /// 1, 2, 4 or 8.
    let alignment: Double
    /// Values of up to 126 bytes have a header of one byte, and may begin anywhere.
    let hasShortHeader: Bool
    /// Every value has as many bytes.
    let isFixed: Bool
    /// The part of the rows without a value.
    let nullShare: Double
  }

  /// Mean bytes of the values with what lies between them.
  private(set) var bytes = 0.0
  /// Every row has that many.
  private(set) var isFixed = true

  init(_ columns: [Column]) {
    for column in columns {
      let present = 1 - column.nullShare
      let isShort = column.hasShortHeader && column.bytes <= 127
      let alignment = isShort ? 1 : column.alignment
      if column.isFixed, isFixed {
        bytes = (bytes / alignment).rounded(.up) * alignment + column.bytes * present
      } else {
        // Where anything may stand before a value, half of what its alignment can take is lost.
        bytes += present * (column.bytes + (alignment - 1) / 2)
      }
      if !column.isFixed || column.nullShare > 0 { isFixed = false }
    }
  }

  /// The same with a header before it, aligned as tuples are: where their lengths differ, half of
  /// the alignment is lost.
  func tuple(header: Double) -> Double {
    isFixed ? PageGeometry.aligned(header + bytes) : header + bytes + 3.5
  }
}

/// How many pages rows take, be it more than a relation can have.
enum HeapGeometry {
  /// A header of 23 bytes, and a bit for each column where one is null (htup_details.h).
  private static let headerBytes = 23.0
  /// TOAST_TUPLE_TARGET: the values of a longer row are compressed or moved out (heaptoast.h).
  private static let longestRow = 2_032.0

  static func pages(rows: Double, columns: [TupleWidth.Column]) -> Double {
    guard rows > 0 else { return 0 }
    let hasNulls = columns.contains { $0.nullShare > 0 }
    let bitmap = hasNulls ? (Double(columns.count) / 8).rounded(.up) : 0
    let width = TupleWidth(columns)
    let row = min(width.tuple(header: PageGeometry.aligned(headerBytes + bitmap)), longestRow)
    let room = PageGeometry.pageBytes - PageGeometry.headerBytes
    let own = row + PageGeometry.pointerBytes
    // A page ends where the next row does not fit: of rows of different lengths, half a row early.
    let perPage = width.isFixed ? (room / own).rounded(.down) : max(1, (room - own / 2) / own)
    return (rows / perPage).rounded(.up)
  }
}
