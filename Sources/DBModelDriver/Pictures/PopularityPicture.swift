import DBModelDiagnostics
import DBModelReport
import DBModelStatistics

/// How the requests fall on keys, rank by rank, as a curve.
struct PopularityPicture {
  /// The shares of the keys with the name of their line, the one that matters first.
  let curves: [(name: String, shares: RankedShares)]
  /// Units a second that all keys take together; `nil` where no rate is known.
  var unitsPerSecond: Double?
  var limits: [ChartLimit] = []

  var chart: Chart {
    .curve(
      CurveChart(
        xTitle: "rank of the key, the most popular first",
        yTitle: "share of one key",
        series: curves.map { ChartSeries($0.name, Self.points($0.shares)) },
        limits: limits
      )
    )
  }

  /// Both ends of every group of keys that are asked for alike.
  private static func points(_ shares: RankedShares) -> [ChartPoint] {
    var points: [ChartPoint] = []
    var before = 0.0
    for group in shares.groups {
      points.append(ChartPoint(before + 1, group.share))
      before += group.keys
      // A part of a key at the end has no rank of its own.
      if group.keys >= 2 { points.append(ChartPoint(before.rounded(.down), group.share)) }
    }
    return points
  }

  /// The first line at powers of ten of the rank, and at the last key; of a few keys at each.
  var numbers: ReportTable {
    guard let shares = curves.first?.shares else { return ReportTable(columns: [], rows: []) }
    var columns = [
      ReportColumn("rank", .trailing), ReportColumn("share of the key", .trailing),
      ReportColumn("of all up to it", .trailing),
    ]
    if unitsPerSecond != nil {
      columns.insert(ReportColumn("on the key", .trailing, unit: "units/s"), at: 2)
    }
    let rows = ranks(shares.keyCount).map { rank -> [ReportCell] in
      let share = shares.top(beyond: rank - 1)
      var cells = [
        ReportCell(FigureFormatter.count(rank)), ReportCell(FigureFormatter.percent(share)),
        ReportCell(FigureFormatter.percent(shares.share(ofTop: rank))),
      ]
      if let units = unitsPerSecond {
        cells.insert(ReportCell(FigureFormatter.number(share * units)), at: 2)
      }
      return cells
    }
    return ReportTable(columns: columns, rows: rows)
  }

  private func ranks(_ count: Double) -> [Double] {
    let last = count.rounded(.down)
    if last <= Self.fewKeys { return (1...max(1, Int(last))).map(Double.init) }
    var ranks: [Double] = []
    var rank = 1.0
    while rank <= count, ranks.count < Self.mostRanks {
      ranks.append(rank)
      rank *= 10
    }
    return last > (ranks.last ?? 0) ? ranks + [last] : ranks
  }

  /// So many have a row each.
  private static let fewKeys = 8.0
  private static let mostRanks = 18
}
