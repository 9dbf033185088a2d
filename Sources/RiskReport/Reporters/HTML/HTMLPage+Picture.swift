extension HTMLPage {
  /// The picture with its legend.
  func pictureSection() -> HTMLSection? {
    guard !picture.edges.isEmpty else { return nil }
    let fits = options.layout.map {
      $0.nodes.count == picture.nodes.count && $0.edges.count == picture.edges.count
    }
    let layout = fits == true ? options.layout : nil
    let drawing = SVGPicture(
      picture: picture, layout: layout ?? GraphLayout(layering: picture), paths: paths, anchors: anchors)
    var notes: [String] = []
    if layout == nil {
      notes.append("With <code>--layout dot</code>, Graphviz lays the picture out, and lines cross less.")
    }
    if !picture.collapsed.isEmpty {
      let names = picture.collapsed.prefix(40).map(HTMLText.code).joined(separator: " ")
      let more = picture.collapsed.count > 40 ? " and \(Numbers.count(picture.collapsed.count - 40)) more" : ""
      notes.append(
        """
        <details><summary>\(Numbers.count(picture.collapsed.count, "node")) with the least spread are not drawn; \
        +n at a node counts its neighbours among them</summary>\(names)\(more)</details>
        """)
    }
    let body = """
      <div id="picture-tools"></div>
      <div class="scroll picture" tabindex="0" role="region" aria-label="Picture of the calls">\(drawing.render())</div>
      <div id="spread-panel" class="panel" role="status" aria-live="polite" hidden></div>
      \(legend)
      \(notes.map { "<div class=\"dim\">\($0)</div>" }.joined())
      """
    return HTMLSection(
      id: "picture", title: "Picture", remark: "callers left, callees right; a failure runs against the arrows",
      body: body)
  }

  private var legend: String {
    func line(_ name: PictureLine, _ mark: String, _ words: String) -> String {
      """
      <li><svg class="key" viewBox="0 0 60 20" width="60" height="20" aria-hidden="true"><g class="edge \(name.rawValue)">\
      <path d="M2 10C20 10 40 10 50 10" stroke-width="2" marker-end="url(#head-\(name.rawValue))"/>\(mark)</g></svg>\(words)</li>
      """
    }
    func node(_ kind: String, _ shape: String) -> String {
      """
      <li><svg class="key" viewBox="-20 -11 40 22" width="40" height="22" aria-hidden="true"><g class="node \(kind) s0">\
      \(shape)</g></svg>\(kind)</li>
      """
    }
    let gap = """
      <g class="gap" transform="translate(26 10)"><rect x="-5" y="-7" width="10" height="14"/><path d="M-5 -7V7M5 -7V7"/></g>
      """
    let diamond =
      "<g class=\"mark\" transform=\"translate(26 10)\"><path d=\"M-7 0L0 -7L7 0L0 7z\"/><path d=\"M0 -7V7L7 0z\"/></g>"
    let question = "<g class=\"mark\" transform=\"translate(26 10)\"><circle r=\"7\"/><text y=\"4\">?</text></g>"
    let steps = ["none", "below 10 %", "below 33 %", "below 66 %", "more"].enumerated().map { level, words in
      """
      <li><svg class="key" viewBox="0 0 20 14" width="20" height="14" aria-hidden="true"><g class="node s\(level)">\
      <rect x="1" y="1" width="18" height="12" rx="3"/></g></svg>\(words)</li>
      """
    }
    return """
      <ul class="legend">
      \(line(.synchronous, "", "waits: a failure crosses"))
      \(line(.asynchronous, gap, "handed over: a failure stops"))
      \(line(.mixed, diamond, "mixed"))
      \(line(.unknown, question, "unknown"))
      <li>width: calls</li>
      </ul>
      <ul class="legend">
      \(node("service", "<rect x=\"-18\" y=\"-9\" width=\"36\" height=\"18\" rx=\"4\"/>"))
      \(node("database", "<path d=\"M-18 -6A18 4 0 0 1 18 -6V6A18 4 0 0 1 -18 6z\"/><path class=\"rim\" d=\"M-18 -6A18 4 0 0 0 18 -6\"/>"))
      \(node("cache", "<path d=\"M-12 -9H12L18 0L12 9H-12L-18 0z\"/>"))
      \(node("queue", "<path d=\"M-18 -9H10L18 0L10 9H-18L-12 0z\"/>"))
      \(node("external", "<rect x=\"-18\" y=\"-9\" width=\"36\" height=\"18\" rx=\"9\"/>"))
      <li>thick outline: work enters here</li>
      </ul>
      <ul class="legend"><li>share of all requests that wait for a node:</li>
      \(steps.joined(separator: "\n"))
      </ul>
      """
  }
}
