import CallClassification
import RiskReport

/// A difference in sentences, grouped as people look for it; text and Markdown are two forms of these.
struct DifferenceWords {
  struct Section {
    let title: String
    let lines: [String]
  }

  let difference: Difference

  var summary: String {
    let size = { (evidence: BaselineEvidence) in
      "\(Wording.count(evidence.traces, "trace")), \(Wording.count(evidence.spans, "span"))"
    }
    let verdict = difference.isEmpty ? "Nothing is different beyond chance." : "Differences beyond chance were found."
    return "\(verdict) Before: \(size(difference.before)). After: \(size(difference.after))."
  }

  /// Those with something in them, what spreads failure first.
  var sections: [Section] {
    let edges = difference.edges.filter(\.significant)
    let added = edges.filter { $0.kind == .added }
    let all: [Section] = [
      Section(title: "Findings", lines: findings),
      Section(
        title: "Became synchronous",
        lines: edges.filter { $0.kind == .becameSynchronous || $0.kind == .becameUnknown }.map(edge)),
      Section(title: "Became asynchronous", lines: edges.filter { $0.kind == .becameAsynchronous }.map(edge)),
      Section(title: "New edges that wait", lines: added.filter { $0.after?.spreadsFailure ?? true }.map(edge)),
      Section(title: "New edges that hand over", lines: added.filter { $0.after == .asynchronous }.map(edge)),
      Section(title: "Reach of failures", lines: difference.reach.map(reach)),
      Section(title: "Cycles", lines: difference.cycles.filter(\.significant).map(cycle)),
      Section(title: "Entries", lines: difference.entries.filter(\.significant).map(entry)),
      Section(title: "Services", lines: difference.services.filter(\.significant).map(service)),
      Section(title: "Edges that are gone", lines: edges.filter { $0.kind == .removed }.map(edge)),
      Section(title: "Not exercised", lines: notExercised),
      Section(title: "Not beyond what chance explains", lines: rare),
    ]
    return all.filter { !$0.lines.isEmpty }
  }

  private var findings: [String] {
    difference.findings.filter { $0.significant && $0.state != .notExercised }.map { change in
      var line = "\(change.state.rawValue): \(change.severity.rawValue) \(change.rule), \(change.subject)"
      if let before = change.comparison.baseline, let by = change.comparison.difference, change.state != .new {
        line +=
          change.comparison.low == nil
          ? " (from \(Wording.decimal(before)) to \(Wording.decimal(before + by)))"
          : " (\(by < 0 ? "-" : "+")\(Wording.percent(abs(by))))"
      }
      return line
    }
  }

  private func edge(_ change: EdgeChange) -> String {
    let calls = "\(Wording.grouped(change.callsBefore)) calls before, \(Wording.grouped(change.callsAfter)) now"
    let verdicts = [change.before, change.after].compactMap { $0?.rawValue }.joined(separator: " to ")
    return "\(change.place.subject): \(verdicts) (\(change.mechanism.rawValue); \(calls))"
      + (change.absorbsFailures ? "; its failures were survived" : "")
  }

  private func reach(_ change: ReachChange) -> String {
    if change.isNew {
      return "\(change.node) at \(change.entry): new, \(Wording.percent(change.after.value)) of requests wait for it"
    }
    return """
    \(change.node) at \(change.entry): \(Wording.percent(change.before.value)) of requests waited for it, now \
    \(Wording.percent(change.after.value)) (difference \(change.difference < 0 ? "-" : "+")\
    \(Wording.percent(abs(change.difference))))
    """
  }

  private func cycle(_ change: CycleChange) -> String {
    let what: String
    switch change.kind {
    case .added: what = "new"
    case .becameReentrant: what = "requests now run around it"
    case .removed, .notExercised: what = "gone"
    }
    return "\(change.path): \(what) (\(Wording.count(change.traces, "request")))"
  }

  private func entry(_ change: EntryChange) -> String {
    switch change.kind {
    case .added:
      "\(change.entry): new (\(Wording.count(change.requestsAfter, "request")), \(Wording.count(change.depthAfter, "service")) deep)"
    case .removed, .notExercised: "\(change.entry): gone (\(Wording.count(change.requestsBefore, "request")) before)"
    case .deeper, .shallower:
      "\(change.entry): \(Wording.count(change.depthBefore, "service")) deep before, \(Wording.grouped(change.depthAfter)) now"
    }
  }

  private func service(_ change: ServiceChange) -> String {
    "\(change.service): \(change.kind == .added ? "new" : "silent") (\(Wording.count(change.traces, "request")))"
  }

  private var notExercised: [String] {
    difference.edges.filter { $0.kind == .notExercised }.map { "edge \($0.place.subject)" }
      + difference.entries.filter { $0.kind == .notExercised }.map { "entry \($0.entry)" }
      + difference.findings.filter { $0.state == .notExercised }.map { "finding \($0.rule), \($0.subject)" }
  }

  private var rare: [String] {
    difference.edges.filter { !$0.significant && $0.kind != .notExercised }
      .map { "\(edge($0)); chance explains it with \(Wording.percent($0.chance))" }
      + difference.findings.filter { !$0.significant && $0.state == .new }.map { "finding \($0.rule), \($0.subject)" }
  }
}

extension Difference {
  /// For a terminal: one line a change.
  public var text: String {
    let words = DifferenceWords(difference: self)
    let sections = words.sections.map { section in
      section.title.uppercased() + "\n" + section.lines.map { "  " + Wording.inert($0) + "\n" }.joined()
    }
    return ([words.summary + "\n"] + sections).joined(separator: "\n")
  }

  /// For a pull request; long lists are folded.
  public var markdown: String {
    let words = DifferenceWords(difference: self)
    let sections = words.sections.map { section in
      let lines = section.lines.map { "- " + Wording.markdown($0) }.joined(separator: "\n")
      guard section.lines.count > 10 else { return "### \(section.title)\n\n\(lines)\n" }
      return "<details><summary>\(section.title) (\(section.lines.count))</summary>\n\n\(lines)\n\n</details>\n"
    }
    return (["## What is different", words.summary + "\n"] + sections).joined(separator: "\n\n")
  }
}
