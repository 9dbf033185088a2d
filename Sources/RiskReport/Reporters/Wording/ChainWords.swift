internal import CallClassification
internal import FailureSpread

/// How a chain reads in a sentence.
struct ChainWords {
  var ascii = false

  /// `stops at queue order-events`, in the words of the analysis where it gave any.
  func stop(_ chain: ChainReport) -> String {
    let reason =
      chain.stopReason.isEmpty ? fallback(chain.stopsAt) : SafeText.inert(chain.stopReason, limit: 160, ascii: ascii)
    return reason
  }

  private func fallback(_ stop: ChainStop) -> String {
    switch stop {
    case .leaf: "nothing follows"
    case .queue: "a queue takes the work over"
    case .detached: "work that the request does not wait for"
    case .fallback: "answers although its callee failed"
    }
  }

  /// `64 % of POST /checkout (264 requests), risk 0.71, waits up to 118 ms; 17 % of the failures of fraud cross`.
  func weight(_ chain: ChainReport) -> Prose {
    var text: Prose = "\(Numbers.percent(chain.share)) of \(name: chain.hops.first?.operation ?? "")"
    text = "\(text) (\(Numbers.count(chain.traces, "request"))), risk \(Numbers.score(chain.risk))"
    if let longest = chain.hops.compactMap(\.seconds).filter(\.isFinite).max() {
      text = "\(text), waits up to \(Numbers.duration(longest, ascii: ascii))"
    }
    let weakest = chain.hops.filter { $0.propagation != nil }.min { ($0.propagation ?? 1) < ($1.propagation ?? 1) }
    if let hop = weakest, let crosses = hop.propagation, crosses < 0.9 {
      text = "\(text); \(Numbers.percent(crosses)) of the failures of \(name: hop.name) cross"
    }
    return text
  }

  /// The services of the chain, the entry's included: how deep it is.
  func depth(_ chain: ChainReport) -> Int {
    chain.hops.count { $0.kind == .service }
  }

  /// What one hop adds: `waits 120 ms, fails with it 91 %`.
  func step(_ hop: ChainHopReport) -> String {
    var parts: [String] = []
    if let verdict = hop.verdict, verdict != .synchronous { parts.append(verdict.rawValue) }
    if hop.waiting == .nonblocking { parts.append("nonblocking") }
    if let seconds = hop.seconds { parts.append("waits \(Numbers.duration(seconds, ascii: ascii))") }
    if let propagation = hop.propagation { parts.append("fails with it \(Numbers.percent(propagation))") }
    return parts.joined(separator: ", ")
  }
}
