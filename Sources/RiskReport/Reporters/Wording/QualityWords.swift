/// How much data there is and what was lost, in sentences.
struct QualityWords {
  /// `412 traces, 3,214 spans, 6 services, 1,890 calls; read from 2 files (otlp-json)`.
  var amount: String
  /// What was lost or weakens the verdicts, most lost first; empty when nothing was.
  var losses: [String]

  init(_ evidence: EvidenceReport) {
    amount = [
      Numbers.count(evidence.traces, "trace"), Numbers.count(evidence.spans, "span"),
      Numbers.count(evidence.services, "service"), Numbers.count(evidence.calls, "call"),
    ].joined(separator: ", ")
    if !evidence.formats.isEmpty {
      let formats = evidence.formats.map {
        "\(Numbers.count($0.files, "file")) of \(SafeText.name($0.format, limit: 40))"
      }
      amount += "; read from " + formats.joined(separator: ", ")
    }
    if let other = evidence.input?.files.other, other > 0 {
      amount += "; \(Numbers.count(other, "other file")) hold\(other == 1 ? "s" : "") no spans"
    }
    losses = []
    if let input = evidence.input { addUnread(input) }
    add(evidence.rejectedRecords, "record", "rejected: not usable at all")
    add(evidence.orphanSpans, "orphan span", "whose parent is not in the data; no edge is drawn", of: evidence.spans)
    add(evidence.unresolvedLinks, "link", "whose target is not in the data")
    add(evidence.untrustedTimes, "span", "without a usable duration", of: evidence.spans)
    add(evidence.spansWithoutKind, "span", "without a kind: judged by structure and time alone", of: evidence.spans)
    add(evidence.duplicateSpans, "duplicate span", "dropped")
    let damaged = evidence.diagnostics.filter(\.loss).reduce(0) { $0 + $1.count }
    if losses.isEmpty { add(damaged, "part", "of spans not usable, see below") }
  }

  /// Files that gave nothing first, then bytes, which those of other files are among.
  private mutating func addUnread(_ input: InputReport) {
    guard input.files.unread > 0 || input.bytes.unread > 0 else { return }
    var parts: [String] = []
    if input.files.unread > 0 {
      parts.append("\(Numbers.count(input.files.unread)) of \(Numbers.count(input.files.toRead, "file"))")
    }
    if input.bytes.unread > 0 {
      let share = Numbers.percent(input.bytes.unreadShare)
      parts.append("\(Numbers.bytes(input.bytes.unread)) of \(Numbers.bytes(input.bytes.toRead)) (\(share))")
    }
    losses.append("not read: " + parts.joined(separator: ", "))
  }

  private mutating func add(_ number: Int, _ what: String, _ meaning: String, of total: Int? = nil) {
    guard number > 0 else { return }
    var text = Numbers.count(number, what)
    if let total, total > 0 { text += " (\(Numbers.percent(Double(number) / Double(total))))" }
    losses.append("\(text) \(meaning)")
  }
}
