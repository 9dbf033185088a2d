/// Markdown while it is written, within the size that code hosts accept.
struct MarkdownPage {
  /// A comment of a pull request holds 65,536 characters; bytes are counted, which is never fewer.
  static let limit = 65_000

  private(set) var text = ""
  private var left = Self.limit

  /// Appends a block and a blank line, if there is room; what is always written comes first.
  @discardableResult
  mutating func add(_ block: String) -> Bool {
    let size = block.utf8.count + 2
    guard size <= left else { return false }
    left -= size
    text += block + "\n\n"
    return true
  }

  /// A list whose rows are written while there is room, folded behind its title.
  mutating func fold(_ title: String, head: [String] = [], rows: [String], most: Int = 200) {
    guard !rows.isEmpty else { return }
    let open = "<details>\n<summary>\(title)</summary>\n\n"
    let close = "\n</details>"
    let body = list(head: head, rows: rows, most: most, reserve: open.utf8.count + close.utf8.count + 2)
    if let body { add(open + body + close) }
  }

  /// A list whose rows are written while there is room, in sight.
  mutating func list(head: [String] = [], rows: [String], most: Int) {
    guard !rows.isEmpty, let body = list(head: head, rows: rows, most: most, reserve: 2) else { return }
    add(String(body.dropLast()))
  }

  private func list(head: [String], rows: [String], most: Int, reserve: Int) -> String? {
    let remark = "… and 000,000 more: see the JSON form.\n\n".utf8.count
    var room = left - reserve - remark - head.reduce(0) { $0 + $1.utf8.count + 1 }
    var shown: [String] = []
    for row in rows.prefix(most) {
      room -= row.utf8.count + 1
      if room < 0 { break }
      shown.append(row)
    }
    if shown.isEmpty { return nil }
    var body = (head + shown).joined(separator: "\n") + "\n"
    if shown.count < rows.count {
      body += "\n… and \(Numbers.count(rows.count - shown.count)) more: see the JSON form.\n"
    }
    return body
  }
}
