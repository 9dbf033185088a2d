public import CallClassification

/// How often each truth was given each verdict.
public struct ConfusionTable: Sendable {
  /// An edge that was not judged rightly.
  public struct Miss: Sendable, CustomStringConvertible {
    public var system: String
    public var truth: TruthEdge
    public var verdict: Verdict?
    public var calls: Int

    public var description: String {
      let via = truth.via.map { " via \($0)" } ?? ""
      return
        "\(system): \(truth.caller)..\(truth.callee)\(via) is \(truth.verdict), said \(verdict.map { "\($0)" } ?? "nothing")"
        + " (\(calls) calls; \(truth.pattern))"
    }
  }

  public var title: String
  /// Edges with fewer calls are left out.
  public var minimumCalls: Int
  /// By truth and verdict; `nil` for an edge that the judge does not draw.
  public private(set) var counts: [Verdict: [Verdict?: Int]] = [:]
  /// Of these, where truth and verdict differ: those that the spans cannot decide.
  private var undecidable: [Verdict: [Verdict?: Int]] = [:]
  public private(set) var misses: [Miss] = []
  /// By how the two are coupled, and verdict.
  public private(set) var byPattern: [String: [Verdict?: Int]] = [:]

  public init(title: String, minimumCalls: Int) {
    self.title = title
    self.minimumCalls = minimumCalls
  }

  /// Adds the edges of one system.
  ///
  /// - Parameters:
  ///   - volume: the edges with their number of calls, as all that the traces say shows them.
  ///   - needsEdge: leave out edges that the judge cannot see at all.
  public mutating func add(
    _ traces: LabelledTraces, judged: [JudgedEdge], volume: [JudgedEdge], knowsTopics: Bool, needsEdge: Bool
  ) {
    var labels = traces.labels(found: volume)
    if !knowsTopics { labels = TruthEdge.byPair(labels) }
    for label in labels {
      let matching = judged.filter { label.isMet(by: $0, ignoringTopic: !knowsTopics) }
      let known = volume.filter { label.isMet(by: $0, ignoringTopic: !knowsTopics) }.reduce(0) { $0 + $1.calls }
      let calls = needsEdge ? matching.reduce(0) { $0 + $1.calls } : known
      guard calls >= minimumCalls, !(needsEdge && matching.isEmpty) else { continue }
      let verdicts = Set(matching.map(\.verdict))
      count(label, verdicts.count > 1 ? .mixed : verdicts.first, calls, traces.name)
    }
  }

  private mutating func count(_ label: TruthEdge, _ verdict: Verdict?, _ calls: Int, _ system: String) {
    counts[label.verdict, default: [:]][verdict, default: 0] += 1
    byPattern[label.coupling, default: [:]][verdict, default: 0] += 1
    guard verdict != label.verdict else { return }
    if let verdict, label.acceptable.contains(verdict) {
      undecidable[label.verdict, default: [:]][verdict, default: 0] += 1
    } else {
      misses.append(Miss(system: system, truth: label, verdict: verdict, calls: calls))
    }
  }

  public var total: Int { counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } }
  /// Decided rightly.
  public var right: Int { counts.reduce(0) { $0 + ($1.value[$1.key] ?? 0) } }
  /// Decided wrongly, and the spans show otherwise.
  public var wrong: Int { misses.count { $0.verdict != nil && $0.verdict != .unknown } }
  /// Left open although the spans show it.
  public var open: Int { misses.count { $0.verdict == .unknown } }
  /// Not as the truth says, but as well as the spans allow.
  public var acceptable: Int { undecidable.values.reduce(0) { $0 + $1.values.reduce(0, +) } }
  public var missing: Int { misses.count { $0.verdict == nil } }

  /// How often one truth was given one verdict, acceptable or not.
  public func count(_ truth: Verdict, judged: Verdict?) -> Int { counts[truth]?[judged] ?? 0 }
  /// Synchronous edges whose failures would be taken to stop: the gravest mistake.
  public var falseFirebreaks: Int { misses.count { $0.truth.verdict == .synchronous && $0.verdict == .asynchronous } }
}

extension ConfusionTable: CustomStringConvertible {
  private static let columns: [Verdict?] = [.synchronous, .asynchronous, .mixed, .unknown, nil]

  /// The verdicts by coupling pattern, a line each.
  public var patterns: String {
    byPattern.sorted { $0.key < $1.key }.map { pattern, verdicts in
      "  " + Self.padded(pattern, 18)
        + Self.columns.compactMap { column in
          verdicts[column].map { "\(column?.rawValue ?? "no edge") \($0)" }
        }.joined(separator: ", ")
    }.joined(separator: "\n")
  }

  public var description: String {
    let columns = Self.columns
    var lines = ["\(title) (edges with \(minimumCalls) calls or more)"]
    lines.append(
      Self.padded("truth", 14) + columns.map { Self.padded($0?.rawValue ?? "no edge", 14) }.joined())
    for truth in Verdict.allCases where counts[truth] != nil {
      lines.append(
        Self.padded(truth.rawValue, 14) + columns.map { Self.padded(cell(truth, $0), 14) }.joined())
    }
    let share = total > 0 ? Double(right * 1000 / total) / 10 : 0
    lines.append(
      "\(right) of \(total) right (\(share) %), \(acceptable) not decidable by the spans, \(wrong) wrong"
        + " (\(falseFirebreaks) of them synchronous called asynchronous), \(open) open, \(missing) without an edge")
    return lines.joined(separator: "\n")
  }

  /// The number, with those that the spans cannot decide in brackets.
  private func cell(_ truth: Verdict, _ verdict: Verdict?) -> String {
    let accepted = undecidable[truth]?[verdict] ?? 0
    return "\(count(truth, judged: verdict))" + (accepted > 0 ? " (\(accepted))" : "")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
