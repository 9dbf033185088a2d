public import TraceModel

/// Two hosts between which calls were made.
public struct HostPair: Hashable, Sendable {
  public var caller: NameID
  public var callee: NameID

  public init(caller: NameID, callee: NameID) {
    self.caller = caller
    self.callee = callee
  }
}

/// By how much the clock of a callee's host is ahead of that of its caller, as far as calls that were waited for tell.
///
/// The callee works while its caller waits: it cannot begin before the call nor end behind it. Each call so bounds the
/// difference from both sides, and many calls together narrowly (Cristian 1989, "Probabilistic clock synchronization").
/// For reporting only: no verdict rests on it.
public struct ClockOffset: Sendable, Equatable {
  /// Nanoseconds. Where `low` exceeds `high` the difference changed meanwhile, or spans end after their answer.
  public var low = Int64.min
  public var high = Int64.max
  public var calls = 0

  public init() {}

  public init(low: Int64, high: Int64, calls: Int) {
    self.low = low
    self.high = high
    self.calls = calls
  }

  /// Narrows the bounds by one call.
  public mutating func add(callStart: UInt64, callEnd: UInt64, servedStart: UInt64, servedEnd: UInt64) {
    high = min(high, Self.difference(servedStart, callStart))
    low = max(low, Self.difference(servedEnd, callEnd))
    calls += 1
  }

  public mutating func merge(_ other: ClockOffset) {
    low = max(low, other.low)
    high = min(high, other.high)
    calls +|= other.calls
  }

  /// Seen from the other host.
  public var reversed: ClockOffset {
    ClockOffset(low: high == .max ? .min : 0 -| high, high: low == .min ? .max : 0 -| low, calls: calls)
  }

  private static func difference(_ left: UInt64, _ right: UInt64) -> Int64 {
    left >= right ? Int64(clamping: left - right) : -Int64(clamping: right - left)
  }
}
