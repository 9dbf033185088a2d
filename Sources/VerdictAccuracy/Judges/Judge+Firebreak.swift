internal import FirebreakKit
internal import RiskReport

extension Judge {
  /// The program itself.
  public static let firebreak = Judge(name: "firebreak", knowsTopics: true) { batch in
    let analyzer = Analyzer()
    return analyzer.report(analyzer.summarize(batch)).edges.map { edge in
      JudgedEdge(caller: edge.caller, callee: edge.callee, via: edge.via, verdict: edge.verdict, calls: edge.calls)
    }
  }
}
