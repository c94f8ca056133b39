/// How often each key of a population was asked for, as a log tells it: the most popular keys one
/// by one, the rest in groups of keys that were asked for about equally often. It names no key.
public struct MeasuredProfile: Hashable, Sendable {
  /// Keys whose counts differ by less than a thirty-second.
  public struct Group: Hashable, Sendable {
    /// How many keys; above 0.
    public let keys: Int
    /// The requests for all of them; at least one a key.
    public let requests: Int

    public init(keys: Int, requests: Int) {
      self.keys = keys
      self.requests = requests
    }

    /// The requests for one of them, on average.
    public var each: Double { Double(requests) / Double(keys) }
  }

  /// The most requests, keys and groups that are taken: numbers up to here are exact as a `Double`.
  public static let largest = 1 << 53
  /// Keys that are told one by one, at most.
  public static let mostTop = 1_024
  /// Groups of the rest, at most: there are 32 for each power of two.
  public static let mostGroups = 2_048

  /// Counted requests: the sum of all counts.
  public let requests: Int
  /// How many different keys were asked for; an estimate where `keysLow` is less than `keysHigh`.
  public let keys: Int
  /// The bounds of `keys`: within them in 997 of 1,000 logs (three standard errors).
  public let keysLow: Int
  public let keysHigh: Int
  /// No count of a key in `top` is further from the truth than this; 0: all counts are exact.
  public let error: Int
  /// Why it does not stand for the whole log; `nil` where it does.
  public let partial: String?
  /// The counts of the most popular keys, falling.
  public let top: [Int]
  /// All other keys, by falling count.
  public let rest: [Group]

  public init(
    requests: Int,
    keys: Int,
    keysLow: Int,
    keysHigh: Int,
    error: Int,
    partial: String?,
    top: [Int],
    rest: [Group]
  ) {
    self.requests = requests
    self.keys = keys
    self.keysLow = keysLow
    self.keysHigh = keysHigh
    self.error = error
    self.partial = partial
    self.top = top
    self.rest = rest
  }

  public var isExact: Bool { error == 0 && keysLow == keysHigh }

  /// What is wrong with it, if anything: one sentence in plain words, lower case, no full stop.
  ///
  /// Where the counts are exact they fall and add up to `requests`; estimates do so within a tenth,
  /// and a sample's counts may be out of order by their error.
  public var inconsistency: String? {
    if requests < 1 || requests > Self.largest { return "`requests` is not from 1 to 2^53" }
    if keys < 1 || keys > Self.largest { return "`keys` is not from 1 to 2^53" }
    if keysLow > keys || keysHigh < keys { return "`keys` is not within its own bounds" }
    if keysLow < 0 || keysHigh > Self.largest { return "a bound of `keys` is not from 0 to 2^53" }
    if error < 0 || error > Self.largest { return "`error` is not from 0 to 2^53" }
    if top.count > Self.mostTop { return "`top` has more than \(Self.mostTop) counts" }
    if rest.count > Self.mostGroups { return "`rest` has more than \(Self.mostGroups) groups" }
    return top.isEmpty && rest.isEmpty ? "it holds no key" : sumInconsistency
  }

  private var sumInconsistency: String? {
    var (keys, requests, last) = (0, 0, Double.infinity)
    for group in top.map({ Group(keys: 1, requests: $0) }) + rest {
      if group.keys < 1 || group.requests < group.keys { return "a key has less than one request" }
      if isExact, group.each > last { return "a count is above the one before it" }
      last = group.each
      keys = keys.addingReportingOverflow(group.keys).partialValue
      requests = requests.addingReportingOverflow(group.requests).partialValue
      // Both are at most 2^53 before: what is above is seen before it can overflow.
      if keys < 0 || keys > Self.largest || requests < 0 || requests > Self.largest {
        return "its counts add up to more than 2^53"
      }
    }
    let distance = requests - self.requests
    if isExact ? distance != 0 : abs(distance) > self.requests / 10 {
      return "its counts add up to \(requests), not to `requests`"
    }
    return keys == self.keys ? nil : "it lists \(keys) keys, not as many as `keys` says"
  }

  /// All keys as groups of those asked for alike.
  public var groups: [Group] { top.map { Group(keys: 1, requests: $0) } + rest }

  /// The same as shares: what every computation on popularities stands on.
  ///
  /// - Precondition: `inconsistency` is `nil`.
  public var rankedShares: RankedShares {
    RankedShares(
      groups.map {
        RankedShares.Group(keys: Double($0.keys), share: $0.each / Double(requests))
      }
    )
  }
}
