import Glibc

/// Several servers with one line before them: calls come one by one (a Poisson process) and are
/// served for times that are spread exponentially, M/M/c.
///
/// Source: A. K. Erlang, Solution of some Problems in the Theory of Probabilities of Significance
/// in Automatic Telephone Exchanges, 1917, his second formula. Where times vary less than that,
/// calls wait less: about (1 + v²) / 2 of it, v their standard deviation over their mean.
public struct ErlangQueue: Hashable, Sendable {
  /// 1 or more.
  public let servers: Int
  /// Servers that are busy on average while none waits: calls a second times the mean time served
  /// (J. D. C. Little, A Proof for the Queuing Formula L = λW, 1961); 0 or more.
  public let load: Double
  /// The part of the calls that wait, 0…1; 1 where more come than are served.
  public let waitingShare: Double

  /// - Complexity: As many steps as there are servers, and no more than some hundreds beyond the
  ///   load: farther out nobody waits.
  public init(servers: Int, load: Double) {
    self.servers = max(1, servers)
    self.load = max(0, load)
    let count = Double(self.servers)
    guard self.load < count else {
      waitingShare = 1
      return
    }
    // Erlang's first formula, server by server, and the second one from it.
    var refused = 1.0
    for server in 1...self.servers {
      refused = self.load * refused / (Double(server) + self.load * refused)
      if refused < 1e-18 { break }
    }
    let idle = 1 - self.load / count
    waitingShare = refused / (refused + idle * (1 - refused))
  }

  /// The part of the time for which a server is busy; 1 or more where more come than are served.
  public var utilisation: Double { load / Double(servers) }

  /// The wait that a part (0 < part < 1) of the calls stays below, in mean times served; `nil`
  /// where those who wait become ever more.
  public func wait(at part: Double) -> Double? {
    guard load < Double(servers) else { return nil }
    let beyond = max(1e-12, 1 - part)
    guard waitingShare > beyond else { return 0 }
    return log(waitingShare / beyond) / (Double(servers) - load)
  }

  /// The fewest servers with which no more than a part (0 < part < 1) of the calls wait; `nil`
  /// beyond a bound.
  public static func servers(for load: Double, waiting part: Double, atMost most: Int) -> Int? {
    guard load < Double(most) else { return nil }
    var (low, high) = (max(1, Int(load)), max(1, most))
    guard ErlangQueue(servers: high, load: load).waitingShare <= part else { return nil }
    while low < high {
      let middle = low + (high - low) / 2
      if ErlangQueue(servers: middle, load: load).waitingShare <= part {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return high
  }
}
