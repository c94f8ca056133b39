import DBModelStatistics
import Glibc
import Testing

/// Waiting for one of several servers.
struct ErlangQueueTests {
  /// Waits at p95 in mean times served, of the formula worked out elsewhere to three digits.
  @Test(arguments: [
    (4, 0.7, 1.79), (4, 0.8, 3.10), (4, 0.9, 6.89), (10, 0.7, 0.50), (10, 0.8, 1.05),
    (10, 0.9, 2.59), (20, 0.7, 0.10), (20, 0.8, 0.41), (20, 0.9, 1.20), (50, 0.7, 0.0),
    (50, 0.8, 0.06), (50, 0.9, 0.40),
  ]) func waitsAreThoseOfTheFormula(servers: Int, utilisation: Double, expected: Double) throws {
    let queue = ErlangQueue(servers: servers, load: utilisation * Double(servers))
    #expect(abs(try #require(queue.wait(at: 0.95)) - expected) < 0.006)
  }

  /// The sum with factorials, as books have it, where it can be computed so.
  @Test(arguments: 1...20) func theShareThatWaitsIsTheSumOfBooks(servers: Int) {
    for tenth in 1...9 {
      let load = Double(servers) * Double(tenth) / 10
      var (term, sum) = (1.0, 1.0)
      for k in 1..<max(1, servers) {
        term *= load / Double(k)
        sum += term
      }
      if servers == 1 { (term, sum) = (1, 1) }
      let last = term * load / Double(servers) / (1 - load / Double(servers))
      let share = ErlangQueue(servers: servers, load: load).waitingShare
      #expect(abs(share - last / (sum + last)) < 1e-12, "\(servers) servers, load \(load)")
    }
  }

  /// One server: as many wait as it is busy.
  @Test func oneServer() {
    for load in [0.0, 0.25, 0.5, 0.99] {
      #expect(abs(ErlangQueue(servers: 1, load: load).waitingShare - load) < 1e-12)
    }
  }

  @Test func moreThanIsServedWaitsForever() {
    for load in [4.0, 4.1, 1e300, .infinity] {
      let queue = ErlangQueue(servers: 4, load: load)
      #expect(queue.waitingShare == 1)
      #expect(queue.wait(at: 0.95) == nil)
    }
    #expect(ErlangQueue(servers: 4, load: 3.999).wait(at: 0.95) != nil)
  }

  /// Against the line itself: each who comes takes the server that is free first.
  @Test(arguments: [(1, 0.6), (3, 2.4), (8, 6.8)] as [(Int, Double)])
  func theLineItself(servers: Int, load: Double) throws {
    var random = SplitMix64(seed: 20_261_129)
    func exponential() -> Double { -log((Double(random.next() >> 11) + 0.5) * 0x1p-53) }
    var free = [Double](repeating: 0, count: servers)
    var now = 0.0
    var waits: [Double] = []
    for _ in 0..<400_000 {
      now += exponential() / load
      let first = try #require(free.indices.min { free[$0] < free[$1] })
      let begin = max(now, free[first])
      waits.append(begin - now)
      free[first] = begin + exponential()
    }
    waits.sort()
    let queue = ErlangQueue(servers: servers, load: load)
    let share = Double(waits.filter { $0 > 0 }.count) / Double(waits.count)
    #expect(abs(share - queue.waitingShare) < 0.02, "seed 20261129")
    let drawn = waits[Int(0.95 * Double(waits.count))]
    #expect(abs(drawn / (try #require(queue.wait(at: 0.95))) - 1) < 0.08, "seed 20261129")
  }

  /// The fewest: one less is too few.
  @Test(arguments: [0.01, 0.9, 7.3, 250, 4_000]) func theFewest(load: Double) throws {
    let count = try #require(ErlangQueue.servers(for: load, waiting: 0.05, atMost: 10_000))
    #expect(ErlangQueue(servers: count, load: load).waitingShare <= 0.05)
    if count > 1 { #expect(ErlangQueue(servers: count - 1, load: load).waitingShare > 0.05) }
    #expect(ErlangQueue.servers(for: load, waiting: 0.05, atMost: count - 1) == nil)
  }
}
