import Testing

@testable import TraceIngestion

@Suite struct RowTimeTests {
  @Test(
    arguments: [
      ("2026-02-25T06:13:20Z", 1_772_000_000_000_000_000), ("2026-02-25 06:13:20.5", 1_772_000_000_500_000_000),
      ("2026-02-25 06:13:20.000000001 UTC", 1_772_000_000_000_000_001),
      ("2026-02-25T07:13:20.25+01:00", 1_772_000_000_250_000_000),
      ("2026-02-24T22:13:20-0800", 1_772_000_000_000_000_000),
      ("2026-02-25T06:13:20.1234567899Z", 1_772_000_000_123_456_789), ("1970-01-01", 0),
      ("2000-02-29T00:00:00Z", 951_782_400_000_000_000), ("1772000000", 1_772_000_000_000_000_000),
      ("1772000000.000001", 1_772_000_000_000_001_000), ("1772000000000", 1_772_000_000_000_000_000),
      ("1772000000000000", 1_772_000_000_000_000_000), ("1772000000000000000", 1_772_000_000_000_000_000),
    ] as [(String, UInt64)])
  func `a time is read in any of its notations`(text: String, nanoseconds: UInt64) {
    #expect(Array(text.utf8).withUnsafeBytes { RowTime.time($0, .bySize) } == nanoseconds)
  }

  @Test(
    arguments: [
      "", "2026-13-01T00:00:00Z", "2026-02-32T00:00:00Z", "2026-02-25T25:00:00Z", "2026-02-25T06:61:00Z", "today",
      "2026-02-25T06:13:20 CET", "99999999999999999999999", "-5", "1969-12-31T23:59:59Z", "2026-02-25T06:13:20Zx",
      "1e9",
      "9999-12-31T00:00:00Z",
    ])
  func `what is no time, or does not fit, is none`(text: String) {
    #expect(Array(text.utf8).withUnsafeBytes { RowTime.time($0, .bySize) } == nil)
  }

  @Test(
    arguments: [
      ("70.000128", TimeUnit.milliseconds, 70_000_128), ("00:00:01.5000000", .seconds, 1_500_000_000),
      ("1.00:00:00", .seconds, 86_400_000_000_000), ("12", .nanoseconds, 12), ("0.5", .microseconds, 500),
    ] as [(String, TimeUnit, UInt64)])
  func `a duration is read with its unit, or as hours, minutes and seconds`(
    text: String, unit: TimeUnit, nanoseconds: UInt64
  ) {
    #expect(Array(text.utf8).withUnsafeBytes { RowTime.duration($0, unit) } == nanoseconds)
  }

  @Test(arguments: [Double.infinity, .nan, -1, 1e300, 18_446_744_073_709_551_615])
  func `a number that is no time is none`(number: Double) {
    #expect(RowTime.nanoseconds(number, .seconds) == nil)
  }
}
