import DBModelDesign
import DBModelDiagnostics
import DBModelStatistics
import DBModelWorkload

/// Makes cost lines of one store: quantity x price, with the formula and the price's row.
struct LinePricer {
  let store: Store
  let book: PriceBook

  /// A line of one quantity at one price; `nil` where the book and the public one have no such row.
  ///
  /// - Parameters:
  ///   - quantity: in the row's unit.
  ///   - text: the quantity for people: `10 million write units`.
  func line(
    _ kind: CostKind,
    _ structure: String?,
    _ what: String,
    _ parts: [Part],
    inputs: [Provenance] = []
  ) -> CostLine? {
    var sum = Interval.zero
    var rows: [PriceRow] = []
    var formulas: [String] = []
    var provenance = inputs
    // What is not used is not worth a term, unless nothing is.
    let used = parts.filter { $0.quantity.high > 0 }
    for part in used.isEmpty ? Array(parts.prefix(1)) : used {
      guard let row = book.row(part.row) else { return nil }
      sum += part.quantity * row.usDollars
      rows.append(row)
      formulas.append("\(part.text) x \(Self.price(row)) USD \(row.unit)")
      let origin = book.borrows(row.id) ? "public book, \(row.source)" : row.source
      let date = row.sourceDate.isEmpty ? "" : ", \(row.sourceDate)"
      provenance.append(
        Provenance(
          "\(Self.price(row)) USD \(row.unit) (\(row.status.rawValue); \(origin)\(date))",
          .price(row: row.id)
        )
      )
    }
    let subject = structure.map { "\(store.name)/\($0)" } ?? store.name
    return CostLine(
      kind: kind,
      name: "\(subject) \(what)",
      store: store.id,
      structure: structure,
      usDollarsPerMonth: Estimate(
        sum,
        .usDollarsPerMonth,
        inputs: provenance,
        formula: formulas.joined(separator: " + ")
      ),
      prices: rows
    )
  }

  /// A quantity at a price.
  struct Part {
    let row: String
    /// In the row's unit.
    let quantity: Interval
    /// The quantity for people.
    let text: String
  }

  /// Units billed by the million.
  func millions(_ row: String, _ units: Interval, _ what: String) -> Part {
    Part(row: row, quantity: units * 1e-6, text: "\(Self.figure(units * 1e-6)) million \(what)")
  }

  /// Bytes billed by the GB of 2^30 bytes.
  func gigabytes(_ row: String, _ bytes: Interval) -> Part {
    let quantity = bytes * (1 / PriceBook.bytesPerGB)
    return Part(row: row, quantity: quantity, text: "\(Self.figure(quantity)) GB")
  }

  /// Things billed by the hour, all hours of a month.
  func hours(_ row: String, _ count: Interval, _ what: String) -> Part {
    Part(
      row: row,
      quantity: count * book.hoursPerMonth,
      text: "\(Self.figure(count)) \(what) x \(Self.figure(Interval(book.hoursPerMonth))) h"
    )
  }

  static func figure(_ value: Interval) -> String {
    FigureFormatter.interval(value)
  }

  /// All digits: prices are small, and rounding them to cents would be wrong.
  static func price(_ row: PriceRow) -> String {
    DecimalDigits(row.usDollars)?.plain(groups: false) ?? "unknown"
  }
}
