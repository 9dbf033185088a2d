/// An edge whose cutting takes spread away, and what suits the place.
public struct FirebreakReport: Codable, Sendable, Equatable {
  public var caller: String
  public var callee: String
  /// Share of the finding's spread that goes with this edge, the ones listed before already cut; 0…1.
  public var removes: Double
  public var measure: FirebreakMeasure
  /// Why that suits the place, with its numbers where there are any.
  public var reason: String

  public init(caller: String, callee: String, removes: Double, measure: FirebreakMeasure, reason: String) {
    self.caller = caller
    self.callee = callee
    self.removes = removes
    self.measure = measure
    self.reason = reason
  }
}

/// What can stop a failure at an edge.
public enum FirebreakMeasure: String, Codable, Sendable, CaseIterable {
  /// Hand the work over.
  case queue
  /// Answer without the callee.
  case fallback
  /// Stop waiting, with a breaker that stops asking.
  case timeout
  /// The callee is needed: have more than one.
  case redundancy

  /// As it stands in a sentence.
  var words: String {
    switch self {
    case .queue: "queue"
    case .fallback: "fallback"
    case .timeout: "timeout"
    case .redundancy: "second copy"
    }
  }
}
