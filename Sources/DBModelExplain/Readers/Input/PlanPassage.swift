/// A stretch of a file that holds one plan, in one format.
struct PlanPassage {
  var format: PlanFormat
  var lines: ArraySlice<PlanLine>
  /// What a log says of the statement besides: `Query Text`, `Duration`.
  var properties: [PlanProperty] = []
}
