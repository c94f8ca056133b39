import DBModelReport
import DBModelTestKit

/// Pictures for goldens, and random ones made of what wants to break a drawing.
enum SamplePictures {
  static let numbers = ReportTable(
    columns: [ReportColumn("rank", .trailing), ReportColumn("share", .trailing)],
    rows: [["1", "10%"], ["1K", "0.1%"]]
  )

  static let curve = ReportPicture(
    "`Order`: writes by the popularity of `customer`",
    reading: "The most popular `customer` takes 10% of 20,000 write units/s: 2,000 of 1,000.",
    .curve(
      CurveChart(
        xTitle: "rank of the key, the most popular first",
        yTitle: "share of one key",
        series: [
          ChartSeries(
            "as far as is certain",
            (1...1_000).map { ChartPoint(Double($0), 0.1 / Double($0)) }
          ),
          ChartSeries("all on the same keys", [ChartPoint(1, 0.3), ChartPoint(1_000, 1e-5)]),
        ],
        limits: [ChartLimit(0.05, "1,000 write units/s: the most of one key")]
      )
    ),
    numbers: numbers
  )

  static let time = ReportPicture(
    "`Order`: writes asked for and served",
    reading: "21% of all attempts are throttled.",
    .time(
      TimeChart(
        yTitle: "write units/s",
        startSecond: 8 * 3_600,
        seconds: 3_600,
        series: [
          ChartSeries(
            "asked for",
            [ChartPoint(0, 400), ChartPoint(600, 4_600), ChartPoint(900, 500)]
          ),
          ChartSeries(
            "served",
            [ChartPoint(0, 400), ChartPoint(600, 3_100), ChartPoint(900, 500)]
          ),
        ],
        difference: "throttled",
        limits: [ChartLimit(4_000, "4,000: what is admitted")],
        events: [
          TimeChart.Event(1_020, .split, "split"), TimeChart.Event(1_021, .split, "split"),
          TimeChart.Event(1_100, .refusal, "refused split"),
          TimeChart.Event(2_460, .rise, "rise"),
        ]
      )
    ),
    numbers: numbers
  )

  static let factors = ReportPicture(
    "Headroom: how much the load may grow",
    reading: "The first limit is that of key `paid` of `Order.byStatus`, at 0.4–0.6x the peak.",
    .factors(
      FactorChart(
        title: "multiple of the peak at which the limit is reached",
        one: "1x: the peak",
        bars: [
          FactorChart.Bar("key paid of Order.byStatus, writes", low: 0.4, high: 0.6, .outside),
          FactorChart.Bar("the hottest key of Order, writes", low: 0.8, high: 3, .atRisk),
          FactorChart.Bar("the quota of Order with its indexes, reads", low: 20, high: 24, .inside),
          FactorChart.Bar("the hottest key of Customer, reads", low: 2_000, high: 1e9, .inside),
        ],
        limits: [ChartLimit(2, "2x: the goal")]
      )
    ),
    numbers: numbers
  )

  static let all = [("curve", curve), ("time", time), ("factors", factors)]

  // MARK: Random ones

  private static let extremes: [Double] = [
    0, -1, 1, 1e-9, 1e-300, .leastNonzeroMagnitude, 1e300, .greatestFiniteMagnitude, .infinity,
    -.infinity, .nan,
    0.1, 0.999999, 1e12, 1e18,
  ]

  static func value(_ random: inout SplitMix64) -> Double {
    if Int.random(in: 0..<4, using: &random) == 0 {
      return extremes[Int.random(in: 0..<extremes.count, using: &random)]
    }
    return Double.random(in: 0..<1, using: &random)
      * (Double("1e\(Int.random(in: -14...14, using: &random))") ?? 1)
  }

  static func picture(seed: UInt64) -> ReportPicture {
    var random = SplitMix64(seed: seed)
    func count(_ most: Int) -> Int { Int.random(in: 0...most, using: &random) }
    func value() -> Double { SamplePictures.value(&random) }
    func name() -> String {
      let text = Hostile.text(&random)
      return count(5) == 0 ? String(repeating: text + "x", count: 40) : text
    }
    func series() -> [ChartSeries] {
      (0..<count(8)).map { _ in
        let points = (0..<count(count(3) == 0 ? 2_000 : 6)).map { _ in ChartPoint(value(), value())
        }
        return ChartSeries(name(), points.sorted { $0.x < $1.x })
      }
    }
    func limits() -> [ChartLimit] { (0..<count(5)).map { _ in ChartLimit(value(), name()) } }
    let chart: Chart
    switch seed % 3 {
    case 0:
      chart = .curve(
        CurveChart(
          xTitle: name(),
          yTitle: name(),
          yUnit: count(1) == 0 ? .share : .number,
          series: series(),
          limits: limits()
        )
      )
    case 1:
      let marks = TimeChart.Event.Mark.allCases
      chart = .time(
        TimeChart(
          yTitle: name(),
          startSecond: count(700_000) - 5,
          seconds: value(),
          series: series(),
          difference: count(1) == 0 ? name() : nil,
          limits: limits(),
          events: (0..<count(60)).map { _ in
            TimeChart.Event(value(), marks[count(marks.count - 1)], name())
          }
        )
      )
    default:
      let verdicts = ReportVerdict.allCases
      chart = .factors(
        FactorChart(
          title: name(),
          one: name(),
          bars: (0..<count(40)).map { _ in
            FactorChart.Bar(
              name(),
              low: value(),
              high: value(),
              verdicts[count(verdicts.count - 1)]
            )
          },
          limits: limits()
        )
      )
    }
    return ReportPicture(name(), reading: name(), chart, numbers: numbers)
  }
}
