public import DBModelDiagnostics

/// Everything one run has to say, independent of any output format.
///
/// The driver fills it; every renderer is a pure function of it and of the sources.
public struct ReportDocument: Sendable {
  /// The subcommand that produced it: `check`, `plan`, `compile`, `explain`, `why`, `verify`,
  /// `simulate`, `trace`, `report`.
  public var command: String
  public var toolVersion: String
  /// The name after `model`; `nil` where none was read.
  public var modelName: String?
  /// Every file that was read, in the order of loading.
  public var inputs: [ReportInput]
  public var assumptions: ReportAssumptions
  /// False where the tool could not do its work: no findings then do not mean a clean model.
  public var isComplete = true
  /// In any order; renderers sort and deduplicate with `FindingOrder`.
  public var findings: [Diagnostic]
  /// Findings that the model allows, each with its reason.
  public var allowed: [AllowedFinding]
  /// Findings that the baseline lists, in order; `nil` where none was named.
  public var known: [Diagnostic]?
  /// Fixes that were applied before these findings were made, in order.
  public var fixed: [AppliedFix] = []
  /// What was looked at, for the summary line: 14 access patterns.
  public var subjects: [ReportCount]
  /// What people want to know first, a word and a figure each; empty where the command has none.
  public var keyFigures: [ReportKeyValue] = []
  /// What people read besides the findings, in order.
  public var sections: [ReportBlock]
  /// The derived or fixed design, for machines; an object, or `nil` where the command has none.
  public var plan: ReportValue?
  /// Every figure with its bounds and provenance, for machines; an object, or `nil`.
  public var estimates: ReportValue?
  /// What `explain`, `why` or `trace` found, for machines; an object, or `nil`.
  public var explanation: ReportValue?
  /// What `verify` ran and what came of it, for machines; an object, or `nil`.
  public var verification: ReportValue?
  /// What `simulate` saw, for machines; an object, or `nil`.
  public var simulation: ReportValue?

  public init(
    command: String,
    toolVersion: String,
    modelName: String? = nil,
    inputs: [ReportInput] = [],
    assumptions: ReportAssumptions = ReportAssumptions(),
    findings: [Diagnostic] = [],
    allowed: [AllowedFinding] = [],
    subjects: [ReportCount] = [],
    sections: [ReportBlock] = [],
    plan: ReportValue? = nil,
    estimates: ReportValue? = nil,
    explanation: ReportValue? = nil
  ) {
    self.command = command
    self.toolVersion = toolVersion
    self.modelName = modelName
    self.inputs = inputs
    self.assumptions = assumptions
    self.findings = findings
    self.allowed = allowed
    self.subjects = subjects
    self.sections = sections
    self.plan = plan
    self.estimates = estimates
    self.explanation = explanation
  }
}

/// One file that was read.
public struct ReportInput: Hashable, Sendable {
  public let path: String
  /// 64-bit FNV-1a of the bytes, sixteen hexadecimal digits.
  public let fingerprint: String
  public let sizeBytes: Int

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    fingerprint = StableHash.hex(ofBytes: bytes)
    sizeBytes = bytes.count
  }
}

/// What the figures rest on besides the model.
public struct ReportAssumptions: Hashable, Sendable {
  /// The price book and the day it was checked; `nil` where no price was used.
  public var priceBook: PriceBookName?
  /// Seconds in a month as costs count them; `nil` where no cost was computed.
  public var monthSeconds: Int?
  /// Engines that were asked, with the versions that answered.
  public var engines: [EngineVersion]
  /// Anything else worth a line, in order: what this planner cannot see, which default was taken.
  public var remarks: [String]

  public init(
    priceBook: PriceBookName? = nil,
    monthSeconds: Int? = nil,
    engines: [EngineVersion] = [],
    remarks: [String] = []
  ) {
    self.priceBook = priceBook
    self.monthSeconds = monthSeconds
    self.engines = engines
    self.remarks = remarks
  }
}

/// The price book costs were computed from.
public struct PriceBookName: Hashable, Sendable {
  public let name: String
  /// The day its rows were checked, `YYYY-MM-DD`.
  public let date: String

  public init(name: String, date: String) {
    self.name = name
    self.date = date
  }
}

/// An engine that was asked, and its version.
public struct EngineVersion: Hashable, Sendable {
  public let name: String
  public let version: String

  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

/// A finding that the model allows.
public struct AllowedFinding: Sendable {
  public let finding: Diagnostic
  /// The text after `because`.
  public let reason: String
  /// The last day it is allowed, `YYYY-MM-DD`; `nil` without end.
  public let until: String?

  public init(_ finding: Diagnostic, reason: String, until: String? = nil) {
    self.finding = finding
    self.reason = reason
    self.until = until
  }
}

/// A number of things, with the words for one and for several.
public struct ReportCount: Hashable, Sendable {
  public let count: Int
  public let singular: String
  public let plural: String

  public init(_ count: Int, _ singular: String, _ plural: String? = nil) {
    self.count = count
    self.singular = singular
    self.plural = plural ?? singular + "s"
  }

  /// `1 access pattern`, `1,204 access patterns`.
  public var text: String {
    "\(FigureFormatter.integer(count)) \(count == 1 ? singular : plural)"
  }
}
