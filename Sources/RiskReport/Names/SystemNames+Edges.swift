extension SystemNames {
  /// The edges that a text stands for: `CALLER..CALLEE` in any of its spellings, with or without the topic, or an id.
  ///
  /// - Throws: when there is no such edge, with what may be meant.
  public func edges(named text: String) throws(NameError) -> [Int] {
    let found = edges(of: text)
    if !found.isEmpty { return found }
    let known = Identifiers(edges.map(\.id))
    if let id = try known.complete(text) { return edges.indices.filter { edges[$0].id == id } }
    throw missing(text)
  }

  /// The edges of a spelling or of an id; none where no edge has it.
  func edges(of text: String) -> [Int] {
    let exact = edges.indices.filter { edges[$0].id == text || edges[$0].subject == text }
    if !exact.isEmpty { return exact }
    let key = EdgeSpelling.key(text)
    return edges.indices.filter {
      EdgeSpelling.matches(key, caller: edges[$0].caller, callee: edges[$0].callee, via: edges[$0].via)
    }
  }

  /// Says what is missing: one of the ends, or the call between them.
  private func missing(_ text: String) -> NameError {
    let shown = SafeText.inert(text, limit: 160)
    let subjects = edges.map(\.subject)
    guard let ends = EdgeSpelling.ends(of: text) else {
      return NameError(
        name: text, problem: "'\(shown)' is no edge; write CALLER..CALLEE.",
        suggestion: NameError.suggestion(for: text, among: subjects, kinds: "edges"))
    }
    let names = Set(nodes.filter(\.isLive).map(\.name))
    let unknown = [ends.caller, ends.callee].filter { !names.contains($0) }
    if let first = unknown.first {
      let nearest = NameError.suggestion(for: text, among: subjects, kinds: "edges")
      return NameError(
        name: text, problem: "'\(shown)' is no edge: no node is called '\(SafeText.inert(first, limit: 80))'.",
        suggestion: nearest)
    }
    let calls = edges.filter { $0.caller == ends.caller }.map(\.subject)
    let callers = edges.filter { $0.callee == ends.callee }.map(\.subject)
    return NameError(
      name: text,
      problem: "'\(shown)' is no edge: no call from \(SafeText.name(ends.caller)) to \(SafeText.name(ends.callee)) was seen.",
      suggestion: NameError.suggestion(for: text, among: calls + callers, kinds: "edges of these two"))
  }
}
