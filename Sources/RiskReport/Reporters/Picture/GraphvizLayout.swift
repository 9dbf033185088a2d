/// What Graphviz is asked for a report's picture in the HTML form, and what its answer means. Whoever renders runs the
/// program, and passes the layout on in the options: the reporters are pure functions.
public enum GraphvizLayout {
  /// The text for the standard input of `dot -Tplain`; nothing when there is nothing to draw. No name out of the data is
  /// in it.
  public static func question(_ report: Report) -> String? {
    let picture = HTMLReporter.picture(report)
    return picture.edges.isEmpty ? nil : GraphvizText.question(picture)
  }

  /// The layout in the answer; nothing when that is not whole.
  public static func layout(_ answer: String, of report: Report) -> GraphLayout? {
    GraphvizText.layout(answer, of: HTMLReporter.picture(report))
  }
}
