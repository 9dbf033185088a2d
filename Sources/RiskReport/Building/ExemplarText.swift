internal import CallClassification
internal import TraceModel

/// The identifiers of example traces as text: reports hold thousands of them, most of them several times.
enum ExemplarText {
  static func list(_ set: ExemplarSet) -> [String] { set.traces.map(text) }

  /// What `TraceID.description` gives, made in one go.
  static func text(_ trace: TraceID) -> String {
    guard trace.high != 0 else { return Hexadecimal.string(trace.low) }
    return String(unsafeUninitializedCapacity: 32) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      write(trace.high, to: start)
      write(trace.low, to: start + 16)
      return 32
    }
  }

  private static func write(_ word: UInt64, to start: UnsafeMutablePointer<UInt8>) {
    for place in 0..<16 {
      let digit = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: 60 &- place &* 4)) & 15
      start[place] = digit &+ (digit < 10 ? 0x30 : 0x57)
    }
  }
}
