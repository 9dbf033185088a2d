import FirebreakKit

/// A set of traces that can be cut into random halves. Traces that links tie together stay together, as they would in two
/// runs of a system.
struct TraceHalves {
  private let batch: SpanBatch
  /// The group of each span's trace.
  private let groups: [Int]
  private let count: Int
  /// How many traces there are.
  let traces: Int

  init(_ batch: SpanBatch) {
    self.batch = batch
    var numbers: [TraceID: Int] = [:]
    for span in batch.spans where numbers[span.trace] == nil { numbers[span.trace] = numbers.count }
    traces = numbers.count
    var leaders = Array(0..<numbers.count)
    func leader(_ number: Int) -> Int {
      var number = number
      while leaders[number] != number {
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
      }
      return number
    }
    for link in batch.links {
      guard let own = numbers[batch.spans[Int(link.span)].trace], let other = numbers[link.trace] else { continue }
      leaders[leader(own)] = leader(other)
    }
    var dense: [Int: Int] = [:]
    groups = batch.spans.map { span in
      let group = leader(numbers[span.trace] ?? 0)
      if let known = dense[group] { return known }
      dense[group] = dense.count
      return dense.count - 1
    }
    count = dense.count
  }

  func cut(_ random: inout Generator) -> (SpanBatch, SpanBatch) {
    let order = Array(0..<count).shuffled(using: &random)
    var isFirst = [Bool](repeating: false, count: count)
    for group in order.prefix(count / 2) { isFirst[group] = true }
    return (part { isFirst[$0] }, part { !isFirst[$0] })
  }

  private func part(_ belongs: (Int) -> Bool) -> SpanBatch {
    var part = batch
    var places = [UInt32?](repeating: nil, count: batch.spans.count)
    part.spans = []
    for (index, span) in batch.spans.enumerated() where belongs(groups[index]) {
      places[index] = UInt32(part.spans.count)
      part.spans.append(span)
    }
    part.links = batch.links.compactMap { link in
      guard let place = places[Int(link.span)] else { return nil }
      var link = link
      link.span = place
      return link
    }
    part.conversations = batch.conversations.compactMap { record in
      guard let place = places[Int(record.span)] else { return nil }
      var record = record
      record.span = place
      return record
    }
    part.diagnostics = DiagnosticLog()
    return part
  }
}

/// SplitMix64: the same numbers on every machine.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
