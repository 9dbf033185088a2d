import Testing

@testable import DeploymentGate

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test(
    "are read strictly",
    arguments: [
      ("2026-03-31", true), ("2024-02-29", true), ("2000-02-29", true), ("1900-02-29", false), ("2026-02-29", false),
      ("2026-04-31", false), ("2026-13-01", false), ("2026-00-10", false), ("2026-1-1", false), ("26-01-01", false),
      ("2026-01-01T00:00:00Z", false), ("", false), ("2026/01/01", false), ("２０２６-01-01", false),
    ])
  func reading(_ text: String, _ exists: Bool) {
    #expect((CalendarDate(text) != nil) == exists)
    if exists { #expect(CalendarDate(text)?.description == text) }
  }

  @Test(
    "come from seconds since 1970",
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (86_399, "1970-01-01"), (951_782_400, "2000-02-29"),
      (1_772_323_199, "2026-02-28"), (1_772_323_200, "2026-03-01"), (253_402_300_799, "9999-12-31"),
    ])
  func seconds(_ seconds: Int, _ day: String) {
    #expect(CalendarDate(secondsSince1970: seconds)?.description == day)
  }

  @Test("beyond four digits of the year there is none")
  func farAway() {
    #expect(CalendarDate(secondsSince1970: 253_402_300_800) == nil)
    #expect(CalendarDate(secondsSince1970: Int.max / 2) == nil)
    #expect(CalendarDate(secondsSince1970: Int.min / 2) == nil)
  }
}
