import DBModelDesign
import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Guardrails, each from both sides.
struct CostFindingsTests {
  /// Costs 106.58 USD a month.
  private let model = Lab.healthy()

  private func with(_ change: (inout Lab) -> Void) -> Lab {
    var lab = model
    change(&lab)
    return lab
  }

  @Test("a model bound to nothing is told nothing")
  func unbound() {
    #expect(model.names.isEmpty)
  }

  @Test("ceiling: passed, and reached exactly")
  func ceiling() {
    #expect(with { $0.cost(ceiling: 106.57) }.names == ["cost-over-ceiling"])
    #expect(with { $0.cost(ceiling: 106.58) }.names.isEmpty)
  }

  @Test("alert: reached exactly, and just above")
  func alert() {
    #expect(with { $0.cost(alert: 106.58) }.names == ["cost-over-alert"])
    #expect(with { $0.cost(alert: 106.59) }.names.isEmpty)
  }

  @Test("expected range: above, inside, below as a note")
  func range() {
    #expect(with { $0.cost(Interval(50, 106)) }.names == ["cost-outside-range"])
    #expect(with { $0.cost(Interval(100, 107)) }.names.isEmpty)
    let below = with { $0.cost(Interval(107, 200)) }.findings
    #expect(below.map(\.severity) == [.note])
  }

  @Test("100 GB in Aurora and 40 GB in DynamoDB cost 20 exactly, which is not below 20")
  func goal() {
    var lab = Lab()
    lab.use(reads: 0, writes: 0, gigabytes: 40)
    lab.aurora.storageBytes = Lab.at(100 * Lab.gigabyte, 13)
    #expect(lab.bill(.publicUSEast1).total == Interval(20))
    lab.goals.costBelow = Lab.at(20, 960)
    #expect(lab.names == ["cost-not-below-goal"])
    lab.goals.costBelow = Lab.at(20.01, 960)
    #expect(lab.findings.filter { $0.severity > .note }.isEmpty)
    #expect(lab.names == ["cost-not-computed"])
  }

  @Test("a bound broken by the upper end alone, or by an unsettled price, is a warning")
  func uncertain() {
    let wide = with {
      $0.aurora.serverless = Lab.at(ServerlessRange(minimumACU: 0.5, maximumACU: 4), 11)
      $0.cost(ceiling: 100)
    }
    #expect(wide.findings.map(\.severity) == [.warning])
    let proxied = with {
      $0.aurora.proxy = Lab.at(true, 12)
      $0.cost(ceiling: 120)
    }
    #expect(proxied.findings.map(\.severity) == [.warning])
    #expect(proxied.findings.first?.notes.last?.contains("proxy") == true)
  }

  @Test("declared lines of 87 break range and goal, and keep alert and ceiling")
  func declaredSum() throws {
    var lab = Lab()
    lab.cost(Interval(60, 85), alert: 90, ceiling: 100)
    lab.goals.costBelow = Lab.at(80, 960)
    lab.policy.declaredCosts = [("dynamodb", 30.0), ("aurora", 50), ("backup", 5), ("transfer", 2)]
      .enumerated().map {
        DeclaredCost(
          name: $0.element.0,
          usDollarsPerMonth: $0.element.1,
          span: Lab.span(200 + 10 * $0.offset)
        )
      }
    let finding = try #require(lab.findings.first)
    #expect(lab.names == ["declared-costs-contradict"])
    #expect(finding.severity == .danger)
    #expect(finding.title.contains("87.00"))
    #expect(finding.secondary.count == 2)
    #expect(finding.notes.contains { $0.contains("alert of 90.00") && $0.contains("100.00") })
    lab.policy.declaredCosts.removeFirst()
    #expect(lab.names.isEmpty)
  }

  @Test("instances against the declared line: alone, within the round figure, and with the ceiling")
  func declaredLine() throws {
    func declaring(_ amount: Double) -> Lab {
      with {
        $0.policy.declaredCosts = [
          DeclaredCost(name: "aurora", usDollarsPerMonth: amount, span: Lab.span(200))
        ]
      }
    }
    #expect(declaring(50).names == ["declared-line-too-low"])
    #expect(declaring(98).names.isEmpty)
    var broken = declaring(50)
    broken.aurora.instanceClass = Lab.at("db.t3.medium", 10)
    broken.cost(ceiling: 100)
    let finding = try #require(broken.findings.first)
    #expect(broken.names == ["cost-over-ceiling"])
    #expect(finding.title.contains("119.72"))
    #expect(finding.primary?.span == Lab.span(10))
    #expect(finding.secondary.contains { $0.span == Lab.span(200) })
    #expect(finding.notes.contains { $0.contains("may run") })
  }

  @Test("stale request prices print both totals; a row that no line uses is not told of")
  func stale() throws {
    var lab = Lab()
    lab.policy.prices = Lab.at("reference-lab", 300)
    lab.use(reads: 70e6, writes: 10e6)
    let finding = try #require(lab.findings.first)
    #expect(lab.names == ["stale-prices"])
    #expect(finding.notes.last?.contains("30.00") == true)
    #expect(finding.notes.last?.contains("15.00") == true)
    lab.usage = []
    #expect(lab.names.isEmpty)
    lab.aurora.storageBytes = Lab.at(100 * Lab.gigabyte, 13)
    lab.aurora.backupDays = Lab.at(7, 14)
    #expect(lab.names == ["price-of-other-service"])
  }

  @Test("an unknown book is one error; another region is an error where money is judged")
  func books() {
    let unknown = with {
      $0.policy.prices = Lab.at("reference-lap", 300)
      $0.cost(ceiling: 1)
    }
    #expect(unknown.names == ["unknown-price-book"])
    #expect(unknown.findings.first?.fixes.first?.edits.first?.replacement == "reference-lab")
    let region = with {
      $0.policy.region = Lab.at("eu-west-1", 310)
      $0.cost(ceiling: 500)
    }
    #expect(region.findings.map(\.severity) == [.error])
    #expect(with { $0.policy.region = Lab.at("us-east-1", 310) }.names.isEmpty)
  }
}
