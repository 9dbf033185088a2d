import ArgumentParser
import FirebreakKit
import Foundation

/// The day that waivers are held against.
struct DayOptions: ParsableArguments {
  @Option(name: .long, help: "The day, as YYYY-MM-DD, that waivers are held against. Default: today, in UTC.")
  var today: String?

  func date() throws -> CalendarDate {
    if let today {
      guard let date = CalendarDate(today) else {
        throw CommandFailure(.usage, "--today takes a date as YYYY-MM-DD, not '\(today)'")
      }
      return date
    }
    guard let date = CalendarDate(secondsSince1970: Int(Date().timeIntervalSince1970)) else {
      throw CommandFailure(.internalError, "the system's clock shows no date")
    }
    return date
  }
}
