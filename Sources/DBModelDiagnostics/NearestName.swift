/// Suggests the name a user probably meant.
public enum NearestName {
  /// The one best candidate: equal but for case first, else the smallest edit distance (with
  /// transposition as one edit) up to `max(1, length / 3)`. Ties go to the first in byte order.
  /// `nil` where nothing is near.
  public static func suggestion(for name: String, among candidates: some Sequence<String>)
    -> String?
  {
    let wanted = Array(name.lowercased().utf8)
    // Of one letter every other is one edit away, and none is near.
    let cap = wanted.count < 2 ? 0 : max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let bytes = Array(candidate.lowercased().utf8)
      if abs(bytes.count - wanted.count) > cap { continue }
      let distance = bytes == wanted ? 0 : editDistance(wanted, bytes)
      guard distance <= cap else { continue }
      if let (least, chosen) = best, (least, chosen) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  /// Optimal string alignment distance. Inputs longer than 64 bytes are treated as far apart.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.count > 64 || b.count > 64 { return .max }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        row[j] = min(previous[j] + 1, row[j - 1] + 1, substitution)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], before[j - 2] + 1)
        }
      }
      before = previous
      previous = row
    }
    return previous[b.count]
  }
}
