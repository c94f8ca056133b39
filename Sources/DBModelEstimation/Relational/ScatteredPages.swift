/// The pages of a table that rows stand on which are in no order.
enum ScatteredPages {
  /// 2TN / (2T + N), at most T, for N rows of a table of T pages that fits into the cache (Mackert
  /// and Lohman, ACM TODS 14(3), 1989, as PostgreSQL's `index_pages_fetched` has it).
  static func count(_ rows: Double, of pages: Double) -> Double {
    min(pages, 2 * pages * rows / (2 * pages + rows))
  }
}
