import DBModelDesign
import DBModelDiagnostics
public import DBModelStatistics
public import DBModelWorkload

/// The memory of a relational store that holds pages, against the data that it is to hold.
public enum BufferPool {
  /// The part of the pages that come from storage, from everything in memory to an access that no
  /// page is more likely to get than another; with what that rests on, for people.
  ///
  /// - Parameter volume: Bytes of the tables and their indexes.
  public static func missShare(of store: Store, volume: Interval) -> (Interval, String) {
    let memory: Double?
    if let name = store.aurora.instanceClass?.value {
      memory = AuroraInstanceClass.named(name)?.memoryGiB
    } else {
      memory = store.aurora.serverless.map { $0.value.minimumACU * 2 }
    }
    guard store.kind != .sqlite else {
      return (.zero, "pages in the operating system's cache")
    }
    guard let memory else {
      return (Interval(0, 1), "no class is declared: pages from none to all out of storage")
    }
    let pool = memory * PriceBook.bytesPerGB * LatencyPriors.bufferPoolShare
    let worst = 1 - min(1, pool / max(1, volume.high))
    let figure = { (bytes: Double) in FigureFormatter.range(low: bytes, high: bytes, unit: "B") }
    return (
      Interval(0, worst),
      "a buffer pool of \(figure(pool)) for \(figure(volume.high)) of data: up to "
        + FigureFormatter.range(low: worst * 100, high: worst * 100, unit: "%")
        + " of the pages come from storage, at "
        + FigureFormatter.range(
          low: LatencyPriors.pageMissMs.low,
          high: LatencyPriors.pageMissMs.high,
          unit: "ms"
        ) + " each (assumed)"
    )
  }
}
