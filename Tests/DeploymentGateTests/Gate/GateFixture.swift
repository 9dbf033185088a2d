import FirebreakKit
import RiskReport
import TestSupport

@testable import DeploymentGate

/// Reports of pictures, and the gate's answer in a few lines.
enum GateFixture {
  static var today: CalendarDate {
    guard let day = CalendarDate("2026-01-15") else { preconditionFailure("a day that exists") }
    return day
  }

  /// Each picture as often as it says, one after the other.
  static func report(_ pictures: [(String, Int)], policy: Policy = Policy()) -> Report {
    var configuration = AnalysisConfiguration()
    configuration.declaredVerdicts = policy.declared
    let analyzer = Analyzer(configuration: configuration)
    let text = pictures.flatMap { picture, times in Array(repeating: picture, count: times) }
      .joined(separator: "\n--- next trace\n")
    return analyzer.report(analyzer.summarize(TracePicture(text).batch))
  }

  static let callsThree = """
    web SERVER checkout 0..100
      web CLIENT charge 10..60
        pay SERVER charge 12..58
          pay CLIENT score 20..50
            risk SERVER score 22..48
    """

  /// The same work with the last hop over a queue.
  static let queued = """
    web SERVER checkout 0..100
      web CLIENT charge 10..60
        pay SERVER charge 12..58
          pay PRODUCER scores publish 20..25 {messagingSystem=kafka, messagingDestination=scores}
            risk CONSUMER scores process 80..400 {messagingSystem=kafka, messagingDestination=scores}
    """

  /// The queue is still there, and beside it a call that waits.
  static let queuedAndCalled = """
    web SERVER checkout 0..100
      web CLIENT charge 10..60
        pay SERVER charge 12..58
          pay PRODUCER scores publish 20..25 {messagingSystem=kafka, messagingDestination=scores}
            risk CONSUMER scores process 80..400 {messagingSystem=kafka, messagingDestination=scores}
          pay CLIENT score 30..50
            risk SERVER score 32..48
    """

  /// The call fails and the caller answers all the same.
  static let calledAndSurvived = """
    web SERVER checkout 0..100
      web CLIENT charge 10..60
        pay SERVER charge 12..58
          pay PRODUCER scores publish 20..25 {messagingSystem=kafka, messagingDestination=scores}
            risk CONSUMER scores process 80..400 {messagingSystem=kafka, messagingDestination=scores}
          pay CLIENT score 30..50 !failed
            risk SERVER score 32..48 !failed
    """

  /// `outcome` and one line a reason: severity, rule or the beginning of the message.
  static func lines(_ result: GateResult) -> [String] {
    [result.gate.outcome.rawValue] + result.gate.reasons.map { "\($0.severity) \($0.message.prefix(70))" }
  }

  /// `rule subject state` of all findings, without notes.
  static func findings(_ result: GateResult) -> [String] {
    result.report.findings.filter { $0.severity != .note }
      .map { "\($0.severity) \($0.rule) \($0.subject) \($0.baselineState?.rawValue ?? "-")" }
  }
}
