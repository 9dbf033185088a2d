public import FailureSpread

/// Adds to findings where a firebreak would help most, with its number and an honest recommendation for the place.
public struct FirebreakWording {
  private let graph: SpreadGraph
  private let advisor: FirebreakAdvisor
  private let subjects: FirebreakSubjects
  private let measures: FirebreakMeasures

  public init(_ graph: SpreadGraph) {
    self.graph = graph
    advisor = FirebreakAdvisor(graph)
    subjects = FirebreakSubjects(graph)
    measures = FirebreakMeasures(graph: graph)
  }

  /// The findings, errors and warnings with their best firebreaks in the advice, or with the reason why there is none.
  ///
  /// - Parameters:
  ///   - chains: of the report that the findings belong to.
  ///   - threads: so many may work at once; the result is the same.
  public func advise(_ findings: [Finding], chains: [ChainReport], threads: Int = 1) -> [Finding] {
    let chains = Dictionary(chains.map { ($0.id, $0) }) { first, _ in first }
    let asked = findings.map { $0.severity == .note ? nil : subjects.subject(of: $0, chains) }
    // Several findings may be about one spread.
    var numbers: [FirebreakQuestion: Int] = [:]
    var questions: [FirebreakQuestion] = []
    for case .spread(let question, _)? in asked where numbers[question] == nil {
      numbers[question] = questions.count
      questions.append(question)
    }
    let answers = advisor.best(questions, threads: threads)
    var known: [Int: FirebreakReport] = [:]
    return zip(findings, asked).map { finding, subject in
      var finding = finding
      switch subject {
      case nil: break
      case .nothing(let reason): finding.advice += " No firebreak is named: \(reason)."
      case .spread(let question, let kind):
        let candidates = numbers[question].map { answers[$0] } ?? []
        let firebreaks = candidates.map { report($0, &known) }
        if !firebreaks.isEmpty { finding.firebreaks = firebreaks }
        finding.advice += " " + Self.sentence(firebreaks, kind)
      }
      return finding
    }
  }

  private func report(_ candidate: FirebreakCandidate, _ known: inout [Int: FirebreakReport]) -> FirebreakReport {
    let edge = graph.nodeEdges[candidate.edge]
    var report =
      known[candidate.edge]
      ?? {
        let (measure, reason) = measures.recommendation(edge)
        return FirebreakReport(
          caller: graph.name(edge.caller), callee: graph.name(edge.callee), removes: 0, measure: measure,
          reason: reason)
      }()
    known[candidate.edge] = report
    report.removes = ReportBuilder.share(candidate.removes)
    return report
  }

  /// `The best firebreaks: A..B takes 40 % of this spread away, with C..D 70 %. For A..B: …`
  private static func sentence(_ firebreaks: [FirebreakReport], _ kind: FirebreakSubject.Kind) -> String {
    guard !firebreaks.isEmpty else {
      switch kind {
      case .edge(let caller, let callee):
        return "Cutting \(caller)..\(callee) takes nothing away: no failure of \(callee) was seen to spread over it."
      case .several: return "No firebreak is named: no single edge takes a hundredth of this spread away."
      }
    }
    var together = 0.0
    var parts: [String] = []
    for firebreak in firebreaks {
      together += firebreak.removes
      let share = Int((min(together, 1) * 100).rounded())
      let edge = "\(firebreak.caller)..\(firebreak.callee)"
      switch kind {
      case .edge(_, let callee): parts.append("A firebreak at \(edge) takes \(share) % of the spread of \(callee) away")
      case .several where parts.isEmpty: parts.append("\(edge) takes \(share) % of this spread away")
      case .several: parts.append("with \(edge) \(share) %")
      }
    }
    var text = parts.joined(separator: ", ") + "."
    if case .several = kind {
      text = (firebreaks.count == 1 ? "The best firebreak: " : "The best firebreaks: ") + text
    }
    var told = Set<String>()
    for firebreak in firebreaks where told.insert(firebreak.reason).inserted {
      switch kind {
      case .edge: text += " What suits it is a \(firebreak.measure.words): \(firebreak.reason)."
      case .several:
        text += " For \(firebreak.caller)..\(firebreak.callee) a \(firebreak.measure.words): \(firebreak.reason)."
      }
    }
    return text
  }
}
