public import DBModelDiagnostics
public import DBModelStatistics

/// A parameter, or an attribute of its rows, over which a popularity is spread.
public struct SkewSubject: Hashable, Sendable {
  public let parameter: ParameterID
  /// For `lines.product`: the field of the parameter's rows.
  public let field: FieldReference?

  public init(parameter: ParameterID, field: FieldReference?) {
    self.parameter = parameter
    self.field = field
  }
}

/// Parameters that are not asked for independently. What is not declared so is independent: the
/// share of a combination is then the product of the shares.
///
/// `AccessPattern.skews` has an entry for each of the subjects too: in `skew a, b together …` an
/// unknown one, since the popularity of the combinations bounds that of each value only from below.
public struct JointSkew: Hashable, Sendable {
  public enum Relation: String, Hashable, Sendable {
    /// `skew customer, status together zipf(0.9)`: the popularity of the combinations.
    case together
    /// `skew order within customer uniform`: how unevenly the first is asked for among those that
    /// go with one value of the second, which it determines.
    case within
  }

  public let relation: Relation
  /// Two or more, each once; of `within` the determining one first.
  public let subjects: [SkewSubject]
  public let popularity: Popularity
  public let span: SourceSpan

  public init(
    relation: Relation,
    subjects: [SkewSubject],
    popularity: Popularity,
    span: SourceSpan
  ) {
    self.relation = relation
    self.subjects = subjects
    self.popularity = popularity
    self.span = span
  }
}
