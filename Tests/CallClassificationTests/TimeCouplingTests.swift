import CallClassification
import RiskReport
import TestSupport
import Testing

/// When a call is long, is its request? (E20)
@Suite("Lengths of calls and of their requests")
struct TimeCouplingTests {
  /// Lengths between 5 and 60 ms, the same each time, that follow no order.
  private func length(_ number: Int, _ salt: Int = 0) -> Int {
    var random = SplitMix(state: UInt64(number * 1_000 + salt))
    return 5 + Int(random.next() % 56)
  }

  private func coupling(_ calls: Int = 100, rest: (Int, Int) -> Int) -> TimeCoupling? {
    var durations = JointDurations()
    for number in 0..<calls {
      let call = length(number)
      durations.record(call: UInt64(call) * 1_000_000, rest: UInt64(rest(number, call)) * 1_000_000)
    }
    return TimeCoupling([durations])
  }

  @Test("Who waits is as much longer as the call, who does not is as quick as ever, half and half is half")
  func slope() throws {
    let waits = try #require(coupling { number, call in call + length(number, 3) / 4 })
    #expect(waits.low > 0.7 && waits.high < 1.3, "\(waits)")
    let detached = try #require(coupling { number, _ in length(number, 5) })
    #expect(detached.low < 0 && detached.high < 0.3 && detached.high > 0, "\(detached)")
    let half = try #require(coupling(400) { number, call in number % 2 == 0 ? call + 2 : 20 })
    #expect(half.low > 0.2 && half.high < 0.8, "\(half)")
  }

  @Test("Fewer than 50 calls, or calls that are all alike, say nothing")
  func open() {
    #expect(coupling(49) { _, call in call } == nil)
    #expect(coupling(50) { _, call in call } != nil)
    var alike = JointDurations()
    for _ in 0..<100 { alike.record(call: 10_000_000, rest: 20_000_000) }
    #expect(TimeCoupling([alike]) == nil)
    #expect(TimeCoupling([]) == nil)
  }

  @Test("Operations that differ in length are not mistaken for cause and effect")
  func operations() throws {
    // One pair of operations is slow on both sides, the other quick on both; in neither does the request wait.
    var (slow, quick, both) = (JointDurations(), JointDurations(), JointDurations())
    for number in 0..<100 {
      let (call, rest) = (UInt64(length(number)) * 1_000_000, UInt64(length(number, 5)) * 1_000_000)
      slow.record(call: call * 20, rest: rest * 20)
      quick.record(call: call, rest: rest)
    }
    both.merge(slow)
    both.merge(quick)
    #expect(try #require(TimeCoupling([slow, quick])).high < 0.3)
    #expect(try #require(TimeCoupling([both])).low > 0.3)
  }

  @Test("Tables add up in any order, and come back from their numbers")
  func merging() {
    var (one, other, all) = (JointDurations(), JointDurations(), JointDurations())
    for number in 0..<200 {
      let (call, rest) = (
        UInt64(length(number)) << UInt64(number % 40), UInt64(length(number, 1)) << UInt64(number % 50)
      )
      if number % 3 == 0 { one.record(call: call, rest: rest) } else { other.record(call: call, rest: rest) }
      all.record(call: call, rest: rest)
    }
    var (forth, back) = (one, other)
    forth.merge(other)
    back.merge(one)
    #expect(forth == all && back == all)
    #expect(JointDurations(numbers: all.numbers) == all)
    #expect(all.total == 200)
  }

  @Test(
    "Numbers from a damaged file are taken as far as they make sense",
    arguments: [
      [UInt32](), [7], [4_000_000_000, 3], [UInt32.max, UInt32.max, 5], [0xFFFF, UInt32.max, 0xFFFF, UInt32.max],
    ])
  func hostile(numbers: [UInt32]) {
    let durations = JointDurations(numbers: numbers)
    #expect(TimeCoupling([durations]) == nil)
    #expect(durations.inTime <= durations.total)
  }

  @Test("The longest and the shortest durations have a bucket")
  func extremes() {
    var durations = JointDurations()
    for value in [0, 1, 1 << 16, UInt64.max] { durations.record(call: value, rest: value) }
    #expect(durations.total == 4)
    #expect(durations.inTime == 4)
  }

  // MARK: - What it decides

  /// One trace for each number, made by a rule.
  private func traces(_ count: Int = 120, _ trace: (Int) -> String) -> String {
    (0..<count).map(trace).joined(separator: "\n---\n")
  }

  @Test("Fire and forget that ends in time in two of three calls is asynchronous, not mixed")
  func inTimeByChance() {
    let picture = traces { number in
      let (call, rest) = (length(number), length(number, 5) + 15)
      return """
        web SERVER page 0..\(20 + rest)
          web CLIENT audit 20..\(20 + call)
            log SERVER audit 21..\(19 + call)
        """
    }
    #expect(edges(of: picture) == ["web..log asynchronous nonblocking 120"])
  }

  @Test("Where every second request waits, the edge is mixed whatever the lengths")
  func everySecond() {
    let picture = traces { number in
      let call = length(number)
      let end = number % 2 == 0 ? 20 + call + 3 : 21
      return """
        web SERVER page 0..\(end)
          web CLIENT audit 20..\(20 + call)
            log SERVER audit 21..\(19 + call)
        """
    }
    #expect(edges(of: picture).first?.hasPrefix("web..log mixed") == true, "\(edges(of: picture))")
  }

  private static let jobs = "messagingSystem=kafka, messagingDestination=jobs"

  /// A message, and a request that goes on after `idle` milliseconds.
  private func message(_ number: Int, work: Int, idle: Int) -> String {
    """
    web SERVER export 0..\(20 + idle + length(number, 9))
      web PRODUCER jobs publish 10..11 {\(Self.jobs)}
        worker CONSUMER jobs process 12..\(12 + work) {\(Self.jobs)}
      web CLIENT GET \(12 + idle)..\(14 + idle) {httpMethod=GET, httpStatus=200}
        store SERVER GET 12..13
    """
  }

  @Test("A message whose work the request waits for, told by nothing in the spans, is synchronous against its kinds")
  func silentReply() {
    let picture = traces { message($0, work: length($0), idle: length($0) + 2) }
    #expect(edges(of: picture).contains("web..worker via kafka:jobs synchronous blocking 120"), "\(edges(of: picture))")
    let items = evidence("web", "worker", of: picture)
    #expect(items.contains { $0.code == "E20" && !$0.contradicts })
    #expect(items.contains { $0.code == "E2" && $0.contradicts })
  }

  @Test("A message beside a pause of the same length each time stays asynchronous")
  func pause() {
    let picture = traces { message($0, work: length($0), idle: 80) }
    #expect(edges(of: picture).contains("web..worker via kafka:jobs asynchronous blocking 120"))
  }

  @Test("Fork and join without links: the request goes on when the slowest of its messages is done")
  func forkAndJoin() {
    let picture = traces { number in
      let work = length(number)
      return """
        web SERVER report 0..\(30 + work + length(number, 9))
          web PRODUCER jobs publish 5..6 {\(Self.jobs)}
            worker CONSUMER jobs process 7..\(7 + work) {\(Self.jobs)}
          web PRODUCER jobs publish 6..7 {\(Self.jobs)}
            worker CONSUMER jobs process 8..\(8 + work) {\(Self.jobs)}
          web INTERNAL gather \(12 + work)..\(14 + work)
        """
    }
    #expect(edges(of: picture).contains("web..worker via kafka:jobs synchronous blocking 240"), "\(edges(of: picture))")
  }
}
