/// The order of names: as text, then by their bytes. Two names may be equal as text and differ in their bytes (an accent
/// that is a character of its own); an order that stops at the text would leave such a pair as it came.
public enum NameOrder {
  public static func precedes(_ left: String, _ right: String) -> Bool {
    left != right ? left < right : left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  public static func sorted(_ names: some Sequence<String>) -> [String] { names.sorted(by: precedes) }
}
