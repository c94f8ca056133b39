import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelReport
import DBModelStatistics
import DBModelWorkload

/// Which patterns the writer of a cluster serves and which its readers, and how busy that keeps
/// them.
struct CopiesSection {
  let pipeline: Pipeline

  private var workload: Workload { pipeline.workload }

  var blocks: [ReportBlock] {
    pipeline.design.stores.flatMap { store -> [ReportBlock] in
      guard case .relational(let tables) = store else { return [] }
      let patterns = pipeline.design.accesses.filter { $0.store == tables.store }
        .map { workload[$0.pattern] }
      let routes = CopyRouter(
        workload: workload,
        store: tables.store,
        patterns: patterns,
        estimates: pipeline.estimates
      ).routes
      return routes.isEmpty ? [] : blocks(workload[tables.store], routes)
    }
  }

  private func blocks(_ store: Store, _ routes: [CopyRoute]) -> [ReportBlock] {
    let rows = routes.map { route -> [ReportCell] in
      [
        ReportCell("`\(workload[route.pattern].name)`"),
        ReportCell(route.isOnReaders ? reader(store) : "the writer"), ReportCell(why(route)),
        route.peak.map { ReportCell(FigureFormatter.interval($0, "/s")) } ?? ReportCell("–"),
        route.processors.map { ReportCell(Self.work($0)) } ?? ReportCell("–"),
      ]
    }
    return [
      .heading(level: 2, "Writer and readers of `\(store.name)`"),
      .table(
        ReportTable(
          columns: [
            ReportColumn("pattern"), ReportColumn("served by"), ReportColumn("because"),
            ReportColumn("calls at the peak", .trailing), ReportColumn("work a second", .trailing),
          ],
          rows: rows
        )
      ), .paragraph(load(store, routes)),
    ]
  }

  private func reader(_ store: Store) -> String {
    store.aurora.fewestReaders > 0 ? "a reader" : "a reader, while one runs"
  }

  private func why(_ route: CopyRoute) -> String {
    let lag = FigureFormatter.duration(seconds: AuroraLimits.replicaLagSeconds.value)
    switch route.reason {
    case .writes: return "it changes rows"
    case .strong: return "`consistency strong`"
    case .ownWrites: return "it reads its own writes"
    case .boundBelowLag(let seconds):
      return
        "\(FigureFormatter.duration(seconds: seconds)) old at most, and a reader lags by \(lag)"
    case .boundAboveLag(let seconds):
      return "may be \(FigureFormatter.duration(seconds: seconds)) old"
    case .eventual(isStated: true): return "`consistency eventual`"
    case .eventual(isStated: false):
      guard let first = route.maySeeLate.first else { return "no consistency is declared" }
      let others = route.maySeeLate.count - 1
      return "no consistency is declared; it may miss what `\(workload[first].name)`"
        + (others > 0 ? " and \(others) more" : "") + " changed \(lag) before"
    case .unknown: return "SQL taken as written may change rows"
    }
  }

  private func load(_ store: Store, _ routes: [CopyRoute]) -> String {
    func sum(_ isOnReaders: Bool) -> Interval {
      routes.filter { $0.isOnReaders == isOnReaders }.compactMap(\.processors)
        .reduce(Interval.zero) { $0 + $1 }
    }
    let known = store.aurora.instanceClass.flatMap { AuroraInstanceClass.named($0.value) }
    let of =
      known.map {
        " The processors of an instance have \(FigureFormatter.number(Double($0.vCPU) * 1_000)) ms."
      } ?? ""
    let untold = routes.filter { $0.processors == nil }.map { "`\(workload[$0.pattern].name)`" }
    let more = untold.count > Self.mostShown ? " and \(untold.count - Self.mostShown) more" : ""
    let unknown =
      untold.isEmpty
      ? ""
      : " What these take is not known, and not among them: "
        + "\(untold.prefix(Self.mostShown).joined(separator: ", "))\(more)."
    let lag = AuroraLimits.replicaLagSeconds
    let (fewest, most) = (store.aurora.fewestReaders, store.aurora.mostReaders)
    func each(_ count: Int) -> String {
      let work = Self.work(sum(true) * (1 / Double(max(1, count))))
      return "\(work) for " + (count == 1 ? "the reader" : "each of \(count) readers")
    }
    var readers = each(max(1, fewest))
    if most > max(1, fewest) { readers += ", or \(each(most))" }
    // What always runs has to bear the load until more are added.
    let none =
      fewest > 0
      ? ""
      : " While no reader runs, and until the first one is added, the writer serves all of it: "
        + "\(Self.work(sum(false) + sum(true))) a second."
    return
      "At all peaks together, searches and rows take \(Self.work(sum(false))) of each second for the"
      + " writer, and \(readers); waits for storage are among them, and what a statement takes"
      + " besides is not.\(of)\(unknown) A reader is taken to lag by "
      + "\(FigureFormatter.duration(seconds: lag.value)) at most (\(lag.source))."
      + (none.isEmpty ? " Without readers all of it is the writer's." : none)
  }

  private static let mostShown = 8

  /// Milliseconds of processors in a second.
  private static func work(_ processors: Interval) -> String {
    FigureFormatter.interval(processors * 1_000, "ms")
  }
}
