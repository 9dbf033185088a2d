internal import CallClassification

extension TextPage {
  /// Who waits for whom, by caller.
  mutating func edges(_ report: Report, limit: Int?) {
    guard !report.edges.isEmpty else { return }
    title("Edges", "who waits for whom; share with its 95 % interval")
    let kept = riskiest(report.edges, limit: limit)
    let column = min(
      max(kept.map { Columns.width(name(report.edges[$0].callee)) }.max() ?? 0, 8), max(10, min(32, width / 4 - 2)))
    var caller: String?
    for place in kept {
      let edge = report.edges[place]
      if edge.caller != caller {
        caller = edge.caller
        line([Run("  " + name(edge.caller, to: width - 4), .bold)])
      }
      row(edge, column: column)
    }
    remark(cut(report.edges.count, to: limit).remark)
  }

  /// Positions of the edges to show, in their order: those that spread failure before others, then by calls.
  private func riskiest(_ edges: [EdgeReport], limit: Int?) -> [Int] {
    let ranked = edges.indices.sorted {
      let (left, right) = (edges[$0], edges[$1])
      if left.verdict.spreadsFailure != right.verdict.spreadsFailure { return left.verdict.spreadsFailure }
      return (right.calls, $0) < (left.calls, $1)
    }
    return ranked.prefix(limit ?? edges.count).sorted()
  }

  private mutating func row(_ edge: EdgeReport, column: Int) {
    let words = EdgeWords(ascii: glyphs.ascii)
    let paint: Paint =
      switch edge.verdict {
      case .synchronous: .plain
      case .asynchronous: .green
      case .mixed, .unknown: .yellow
      }
    let head = "   \(Columns.fit(arrow(edge.verdict), to: 4, ellipsis: ""))"
    let label = Columns.fit(name(edge.callee, to: column), to: column, ellipsis: glyphs.ellipsis)
    let room = width - 3 - 4 - column - 2
    var pieces = words.clauses(edge).enumerated().map { Piece(Run($1, paint), joint: $0 > 0 ? ", " : "") }
    if let via = edge.via { pieces.append(Piece(Run("via \(name(via, to: 30))", .dim))) }
    if edge.errors > 0 {
      pieces.append(Piece(Run("\(Numbers.count(edge.errors, "error")), \(words.propagation(edge))", .red)))
    }
    if room > 80 { pieces.append(Piece(Run("p95 \(Numbers.duration(edge.latency.p95, ascii: glyphs.ascii))", .dim))) }
    if let declared = edge.declared {
      let text = "declared \(declared.verdict.rawValue), observed \(declared.observed.rawValue)"
      pieces.append(Piece(Run(text, .yellow)))
    }
    put(pieces, after: head + label + "  ", room: room)
  }

  /// Text with what joins it to the text before it on the same line.
  private struct Piece {
    var run: Run
    var joint: String?

    init(_ run: Run, joint: String? = nil) {
      self.run = run
      self.joint = joint
    }
  }

  /// Pieces side by side as far as they fit, the others below, aligned.
  private mutating func put(_ pieces: [Piece], after head: String, room: Int) {
    var runs = [Run(head)]
    var used = 0
    for piece in pieces {
      let text = Columns.cut(piece.run.text, to: max(room, 20), ellipsis: glyphs.ellipsis)
      let length = Columns.width(text)
      let joint = piece.joint ?? " \(glyphs.dot) "
      if used > 0 && used + length + joint.count > room {
        line(runs)
        runs = [Run(String(repeating: " ", count: Columns.width(head)))]
        used = 0
      }
      if used > 0 { runs.append(Run(joint, piece.joint == nil ? .dim : piece.run.paint)) }
      runs.append(Run(text, piece.run.paint))
      used += length + (used > 0 ? joint.count : 0)
    }
    line(runs)
  }
}
