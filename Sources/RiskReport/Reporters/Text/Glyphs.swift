/// The characters that the text form draws with.
struct Glyphs {
  let ascii: Bool

  init(_ characters: DrawingCharacters) {
    ascii = characters == .ascii
  }

  var good: String { ascii ? "ok" : "✓" }
  var bad: String { ascii ? "x" : "✗" }
  var unsure: String { "?" }
  var warning: String { "!" }
  var note: String { ascii ? "-" : "·" }
  var dot: String { ascii ? "|" : "·" }
  var arrow: String { ascii ? "->" : "→" }
  /// A call that waits.
  var synchronous: String { ascii ? "==>" : "━━▶" }
  /// Work that is handed over: the gap is the firebreak.
  var asynchronous: String { ascii ? "- ->" : "╌ ▷" }
  var mixed: String { ascii ? "=~>" : "━╌▶" }
  var unknown: String { ascii ? "=?>" : "━?▶" }
  var stop: String { ascii ? "|" : "▌" }
  var ellipsis: String { ascii ? "..." : "…" }

  /// A bar of at most `width` columns for a share in 0…1; anything above zero shows.
  func bar(_ share: Double, width: Int) -> String {
    let share = share.isFinite ? min(1, max(0, share)) : 0
    if ascii {
      let full = share > 0 ? max(1, Int((share * Double(width)).rounded())) : 0
      return String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
    }
    let eighths = share > 0 ? max(1, Int((share * Double(width) * 8).rounded())) : 0
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let bar = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    return bar + String(repeating: " ", count: max(0, width - bar.count))
  }
}
