import DBModelDiagnostics
import DBModelEstimation
import DBModelStatistics
import DBModelWorkload
import Testing

/// Policy and goals, each from both sides.
struct PolicyFindingsTests {
  private func with(_ change: (inout Lab) -> Void) -> Lab {
    var lab = Lab.healthy()
    change(&lab)
    return lab
  }

  @Test("replicas: forbidden by the region, allowed, and without a policy")
  func replicas() {
    // The two stores of the model share these settings, and only one is of DynamoDB.
    func replicated(_ change: (inout Lab) -> Void) -> [String] {
      var lab = with { $0.dynamoDB.replicas = [Lab.at("us-west-2", 50)] }
      change(&lab)
      return Array(Set(lab.names))
    }
    #expect(
      replicated { $0.policy.region = Lab.at("us-east-1", 310) } == ["replica-outside-region"]
    )
    #expect(replicated { $0.policy.crossRegion = Lab.at(false, 311) } == ["replica-outside-region"])
    #expect(
      replicated {
        $0.policy.region = Lab.at("us-east-1", 310)
        $0.policy.crossRegion = Lab.at(true, 311)
      }.isEmpty
    )
    #expect(replicated { _ in }.isEmpty)
  }

  @Test("classes")
  func classes() {
    func bounded(_ name: String, _ largest: String) -> [String] {
      Array(
        Set(
          with {
            $0.aurora.instanceClass = Lab.at(name, 10)
            $0.policy.largestClass = Lab.at(largest, 320)
          }.names
        )
      )
    }
    #expect(bounded("db.t3.large", "db.t3.medium") == ["class-above-policy"])
    #expect(bounded("db.t3.medium", "db.t3.medium").isEmpty)
    #expect(bounded("db.t4g.medium", "db.t3.medium").isEmpty)
    #expect(bounded("db.t4g.medium", "db.t3.mediun") == ["unknown-instance-class"])
    #expect(bounded("db.t4g.medum", "db.t3.medium") == ["unknown-instance-class"])
  }

  @Test("backup days", arguments: [(7, 0), (8, 1)])
  func backups(days: Int, count: Int) {
    var lab = with { $0.policy.backupDaysAtMost = Lab.at(7, 330) }
    lab.aurora.backupDays = Lab.at(days, 14)
    #expect(lab.findings.count == count)
    lab.aurora.backupDays = nil
    lab.dynamoDB.recoveryDays = Lab.at(days, 15)
    #expect(lab.findings.count == count)
  }

  @Test("storage: declared, kept today, and projected by its growth")
  func storage() {
    func kept(declared: Double?, today: Double = 0, growth: Double = 0) -> [Severity] {
      with {
        $0.policy.storageBytesAtMost = Lab.at(100 * Lab.gigabyte, 340)
        $0.aurora.storageBytes = declared.map { Lab.at($0 * Lab.gigabyte, 13) }
        $0.usage = [
          UsageLine(
            structure: "invoice",
            store: StoreID(1),
            storedBytes: Interval(today * Lab.gigabyte),
            growthPerMonth: growth
          )
        ]
      }.findings.map(\.severity)
    }
    #expect(kept(declared: 100) == [])
    #expect(kept(declared: 101) == [.danger])
    #expect(kept(declared: nil, today: 101) == [.danger])
    #expect(kept(declared: 100, today: 60, growth: 0.05) == [.warning])
    #expect(kept(declared: 100, today: 55, growth: 0.05) == [])
  }

  @Test("capacity mode")
  func capacity() {
    let provisioned = CapacityMode.provisioned(
      Throughput(readUnitsPerSecond: 1, writeUnitsPerSecond: 1)
    )
    func mode(_ declared: CapacityMode, _ wanted: String) -> Set<String> {
      Set(
        with {
          $0.dynamoDB.capacity = Lab.at(declared, 40)
          $0.policy.capacity = Lab.at(wanted, 350)
        }.names
      )
    }
    #expect(mode(.onDemand, "on-demand").isEmpty)
    #expect(mode(provisioned, "provisioned").isEmpty)
    #expect(mode(provisioned, "on-demand") == ["capacity-mode-forbidden"])
    #expect(mode(.onDemand, "provisioned") == ["capacity-mode-forbidden"])
  }

  @Test("failover: no reader, a slow goal, a reader, and readers in one zone")
  func failover() {
    func reaching(_ seconds: Double, readers: Int, zones: Int = 2) -> [String] {
      with {
        $0.goals.failoverSeconds = Lab.at(seconds, 970)
        $0.aurora.readers = Lab.at(readers, 20)
        $0.aurora.zones = Lab.at(zones, 30)
      }.names
    }
    #expect(reaching(60, readers: 0) == ["failover-without-reader"])
    #expect(reaching(600, readers: 0).isEmpty)
    #expect(reaching(60, readers: 1).isEmpty)
    #expect(reaching(60, readers: 1, zones: 1) == ["readers-in-one-zone"])
  }

  @Test("availability: what the agreement says for one region, and for global tables")
  func availability() {
    func reaching(_ share: Double, global: Bool = false) -> [String] {
      with {
        $0.goals.availability = Lab.at(share, 980)
        if global { $0.dynamoDB.replicas = [Lab.at("us-west-2", 50)] }
      }.findings.filter { $0.path == "store hot.availability" }.map(\.rule.name)
    }
    #expect(reaching(0.9999).isEmpty)
    #expect(reaching(0.99995) == ["availability-above-agreement"])
    #expect(reaching(0.99999, global: true).isEmpty)
    #expect(reaching(0.999999, global: true) == ["availability-above-agreement"])
  }

  @Test("availability of a cluster: one zone, two, and readers that come by load")
  func clusterAvailability() {
    func reaching(_ share: Double, readers: Int?, most: Int? = nil, zones: Int? = 2) -> [String] {
      with {
        $0.goals.availability = Lab.at(share, 980)
        $0.aurora.readers = readers.map { Lab.at($0, 20) }
        $0.aurora.readerScaling = most.map {
          Lab.at(ReaderScaling(most: $0, target: .processor(0.6)), 20)
        }
        $0.aurora.zones = zones.map { Lab.at($0, 30) }
      }.findings.filter { $0.path != "store hot.availability" }.map(\.rule.name)
    }
    let above = ["availability-above-agreement"]
    #expect(reaching(0.999, readers: nil).isEmpty)
    #expect(reaching(0.9991, readers: nil) == above)
    #expect(reaching(0.9999, readers: 0) == above)
    #expect(reaching(0.9999, readers: 1).isEmpty)
    #expect(reaching(0.9999, readers: 1, zones: nil).isEmpty)
    #expect(reaching(0.9999, readers: 1, zones: 1) == above)
    #expect(reaching(0.99991, readers: 1) == above)
    #expect(reaching(0.9999, readers: 0, most: 4) == above)
    #expect(reaching(0.9999, readers: 1, most: 4).isEmpty)
  }

  @Test("a proxy keeps a cluster awake that should pause")
  func pause() {
    func from(_ least: Double, proxy: Bool) -> [String] {
      with {
        $0.aurora.instanceClass = nil
        $0.aurora.serverless = Lab.at(ServerlessRange(minimumACU: least, maximumACU: 4), 11)
        $0.aurora.proxy = proxy ? Lab.at(true, 12) : nil
      }.names
    }
    #expect(from(0, proxy: true) == ["auto-pause-with-proxy"])
    #expect(from(0, proxy: false).isEmpty)
    #expect(from(0.5, proxy: true).isEmpty)
  }
}
