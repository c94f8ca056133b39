import DBModelDiagnostics
import DBModelReport
import DBModelStatistics
import DBModelTrace

/// What logs say about the popularity of keys, as parts of a report.
struct TraceSection {
  let profile: MeasuredProfile
  let run: TraceRun
  /// The profile's file, for the clause; `nil` where it is not written.
  let path: String?
  /// Whether the popularity is drawn.
  var drawsPictures = false
  private let shares: RankedShares
  private let fits: [PopularityFit]
  private let names: [(name: String?, requests: Int)]

  /// Logs that are listed one by one.
  private static let mostLogs = 20
  private static let mostNames = 20

  init(profile: MeasuredProfile, run: TraceRun, path: String?) {
    (self.profile, self.run, self.path) = (profile, run, path)
    shares = profile.rankedShares
    let count = shares.keyCount
    // All keys are no hot set, and neither is one that gets every request.
    fits = PopularityFit.all(shares).filter { fit in
      guard case .hotset(let keys, let share) = fit.popularity else { return true }
      return keys < count && share < 1
    }
    names = run.names(Self.mostNames)
  }

  var blocks: [ReportBlock] {
    read + counted + top + named + [.heading(level: 2, "What a model may say"), table]
      + (drawsPictures ? [.picture(picture)] : []) + consequences
  }

  // MARK: What was read

  private var read: [ReportBlock] {
    let rows = run.logs.prefix(Self.mostLogs).map { log -> [ReportCell] in
      let compression = log.compression == .none ? "" : "\(log.compression.rawValue), "
      return [
        ReportCell("`\(log.path)`"), ReportCell(FigureFormatter.integer(log.tally.keys)),
        ReportCell("\(compression)\(log.format == nil ? "not read" : log.reason)"),
      ]
    }
    let more = run.logs.count - rows.count
    let table = ReportTable(
      columns: [
        ReportColumn("log"), ReportColumn("requests", .trailing), ReportColumn("read as"),
      ],
      rows: rows
    )
    let guessed = run.logs.filter { $0.format == .u32 && $0.reason.hasPrefix("taken for") }
    let note =
      "\(ReportCount(guessed.count, "log").text) \(guessed.count == 1 ? "was" : "were") taken for numbers by a guess, and any binary file would be; `--input u32` says that it is none."
    let rest = "And \(ReportCount(more, "log").text) more, which the totals hold."
    return [.heading(level: 2, "What was read"), .table(table)]
      + (more > 0 ? [.paragraph(rest)] : [])
      + (guessed.isEmpty ? [] : [.paragraph(note)]) + events
  }

  private var events: [ReportBlock] {
    var tally = RecordTally()
    for log in run.logs { tally.add(log.tally) }
    let events = tally.events.sorted { $0.key < $1.key }
    guard !events.isEmpty else { return [] }
    let rows = events.map { event -> [ReportCell] in
      [
        ReportCell(event.key), ReportCell(FigureFormatter.integer(event.value.keys)),
        ReportCell(FigureFormatter.integer(event.value.leftOut)),
      ]
    }
    return [
      .table(
        ReportTable(
          columns: [
            ReportColumn("events"), ReportColumn("keys", .trailing),
            ReportColumn("events without a key", .trailing),
          ],
          rows: rows
        )
      )
    ]
  }

  // MARK: What was counted

  private var counted: [ReportBlock] {
    var values = [
      ReportKeyValue("requests", FigureFormatter.integer(profile.requests)),
      ReportKeyValue("keys", keys),
      ReportKeyValue("counts", counting),
    ]
    if let partial = profile.partial { values.append(ReportKeyValue("not the whole", partial)) }
    return [.heading(level: 2, "What was counted"), .keyValues(values)]
  }

  private var keys: String {
    let count = FigureFormatter.integer(profile.keys)
    if profile.isExact { return count }
    let low = FigureFormatter.integer(profile.keysLow)
    return
      "about \(count), within \(low)–\(FigureFormatter.integer(profile.keysHigh)) (three standard errors)"
  }

  private var counting: String {
    if profile.isExact { return "exact, each of them" }
    let error = FigureFormatter.integer(profile.error)
    let requests = profile.error == 1 ? "request" : "requests"
    let share = percent(Double(profile.error) / Double(profile.requests))
    return
      "a sketch: popular keys to within \(error) \(requests) (\(share) of all), the others by a sample"
  }

  private var top: [ReportBlock] {
    let count = shares.keyCount
    var cuts = [("the most popular key", 1.0), ("10 keys", 10), ("100 keys", 100)]
      .filter { $0.1 <= count }
    cuts += [("1% of keys", 0.01), ("10% of keys", 0.1)].map { ($0.0, $0.1 * count) }
      .filter { $0.1 >= 1 }
    let rows = cuts.map { cut -> [ReportCell] in
      [ReportCell(cut.0), ReportCell(percent(shares.share(ofTop: cut.1)))]
    }
    let table = ReportTable(
      columns: [ReportColumn("popularity"), ReportColumn("share of requests", .trailing)],
      rows: rows
    )
    return [.table(table)]
  }

  private var named: [ReportBlock] {
    guard !names.isEmpty else { return [] }
    let rows = names.map { key -> [ReportCell] in
      [
        ReportCell(key.name.map { "`\($0)`" } ?? "(not kept)"),
        ReportCell(FigureFormatter.integer(key.requests)),
        ReportCell(percent(Double(key.requests) / Double(profile.requests))),
      ]
    }
    let table = ReportTable(
      columns: [
        ReportColumn("key"), ReportColumn("requests", .trailing), ReportColumn("share", .trailing),
      ],
      rows: rows
    )
    return [.heading(level: 2, "The most popular keys"), .table(table)]
  }

  // MARK: What a model may say

  private var table: ReportBlock {
    var rows = fits.map { fit -> [ReportCell] in
      [
        ReportCell("`\(SkewClause.text(fit.popularity))`"), ReportCell(percent(fit.shares.top)),
        ReportCell("\(FigureFormatter.number(fit.topRatio))x"), ReportCell(misfit(fit.distance)),
      ]
    }
    rows.append([
      ReportCell("`\(SkewClause.text(.trace(path: path ?? "FILE", shares: nil)))`"),
      ReportCell(percent(shares.top)), "1x", "0%",
    ])
    return .table(
      ReportTable(
        columns: [
          ReportColumn("skew"), ReportColumn("most popular key", .trailing),
          ReportColumn("of measured", .trailing), ReportColumn("misfit", .trailing),
        ],
        rows: rows
      )
    )
  }

  private var consequences: [ReportBlock] {
    var texts = [
      "Misfit is Kolmogorov's distance: the largest error in the share of the n most popular keys, over all n."
    ]
    if let zipf = fits.first(where: { $0.family == .zipf }) {
      texts.append(
        "`\(SkewClause.text(zipf.popularity))` would say \(percent(zipf.shares.top)) for the most popular key; measured \(percent(shares.top))."
      )
    }
    // Of fits that differ by rounding only, the first is the simplest.
    let least = fits.map(\.distance).min() ?? 0
    if let best = fits.first(where: { $0.distance <= least + Self.rounding }) {
      let clause = SkewClause.text(best.popularity)
      texts.append(
        path == nil
          ? "Nearest of all is `\(clause)`; `-o FILE` writes the profile itself."
          : "Nearest besides the profile is `\(clause)`."
      )
    }
    let each = Double(profile.requests) / Double(profile.keys)
    if each < Self.fewRequests {
      // Counts of equally popular keys are Poisson: their deviation is the root of their mean.
      let deviation = percent(1 / each.squareRoot())
      texts.append(
        "\(each == 1 ? "There is 1 request" : "There are \(FigureFormatter.number(each)) requests") a key: by chance alone, counts of equally popular keys differ by \(deviation), and popularity looks more skewed than it is."
      )
    }
    return texts.map { .paragraph($0) }
  }

  /// The measured curve with those of the fits.
  private var picture: ReportPicture {
    let popularity = PopularityPicture(
      curves: [("measured", shares)]
        + fits.map { (SkewClause.text($0.popularity), $0.shares) }
    )
    var reading =
      "The most popular of \(keys) keys takes \(percent(shares.top)) of the requests; the most"
      + " popular tenth takes \(percent(shares.share(ofTop: 0.1 * shares.keyCount)))."
    if let best = fits.min(by: { $0.distance < $1.distance }) {
      reading += " The nearest fit is off by \(misfit(best.distance)) at most."
    }
    return ReportPicture(
      "Popularity of the keys",
      reading: reading,
      popularity.chart,
      numbers: popularity.numbers
    )
  }

  /// Requests a key below which chance shows: it makes counts differ by a tenth.
  private static let fewRequests = 100.0

  private func percent(_ share: Double) -> String { FigureFormatter.percent(share) }

  /// Distances are sums of many: what differs by less is the same.
  private static let rounding = 1e-9

  private func misfit(_ distance: Double) -> String {
    percent(distance < Self.rounding ? 0 : distance)
  }

  // MARK: For machines

  var value: ReportValue {
    [
      "requests": .int(profile.requests), "keys": .int(profile.keys),
      "keys_low": .int(profile.keysLow), "keys_high": .int(profile.keysHigh),
      "exact": .bool(profile.isExact), "error_requests": .int(profile.error),
      "partial": .optional(profile.partial),
      "logs": .array(run.logs.map(Self.value)),
      "shares": .array(
        [1, 10, 100, 0.01 * shares.keyCount, 0.1 * shares.keyCount].map { keys in
          ["keys": .double(keys), "share": .double(shares.share(ofTop: keys))]
        }
      ),
      "fits": .array(
        fits.map { fit in
          [
            "skew": .string(SkewClause.text(fit.popularity)),
            "top_share": .double(fit.shares.top), "top_ratio": .double(fit.topRatio),
            "kolmogorov_distance": .double(fit.distance),
          ]
        }
      ),
      "names": .array(
        names.map { ["name": .optional($0.name), "requests": .int($0.requests)] }
      ),
    ]
  }

  private static func value(_ log: LogSummary) -> ReportValue {
    [
      "path": .string(log.path), "compression": .string(log.compression.rawValue),
      "format": .optional(log.format?.rawValue), "read_as": .string(log.reason),
      "requests": .int(log.tally.keys), "without_key": .int(log.tally.withoutKey),
      "malformed": .int(log.tally.malformed), "too_long": .int(log.tally.long),
      "events": .array(
        log.tally.events.sorted { $0.key < $1.key }.map { name, count in
          [
            "name": .string(name), "keys": .int(count.keys), "without_key": .int(count.leftOut),
          ]
        }
      ),
    ]
  }
}
