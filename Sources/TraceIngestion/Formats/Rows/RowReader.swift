import JSONBridge
import TraceModel

/// Reads the members of a row into the collector's row and draft, by a tree of columns. They come in any order.
enum RowReader {
  /// Reads a row. Returns whether the value ahead was an object; otherwise it is passed over.
  static func read<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ tree: ColumnTree
  ) -> Bool {
    guard reader.enterObject() else {
      collector.skip(&reader, expecting: "a span")
      return false
    }
    members(&reader, &collector, tree, ColumnTree.root)
    return true
  }

  private static func members<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ tree: ColumnTree, _ place: ColumnTree.Place
  ) {
    while let name = reader.nextMember() {
      if let entry = tree.find(name, in: place) {
        take(entry, &reader, &collector, tree)
      } else if let dot = name.firstIndex(of: 0x2E) {
        dotted(name, dot, &reader, &collector, tree, place)
      } else {
        reader.skip()
      }
    }
  }

  private static func take<Reader: JSONReader>(
    _ entry: ColumnTree.Entry, _ reader: inout Reader, _ collector: inout SpanCollector, _ tree: ColumnTree
  ) {
    if entry.isObject, reader.kind == .object {
      // The tree is a few places deep, and so is this.
      guard reader.enterObject() else { return reader.skip() }
      if entry.column == .attributes || entry.column == .resourceAttributes {
        attributes(&reader, &collector, tree, entry)
      } else {
        members(&reader, &collector, tree, entry.place)
      }
    } else if let column = entry.column {
      RowColumn.read(column, &reader, &collector)
    } else {
      reader.skip()
    }
  }

  /// Attributes of which some have a meaning of their own in this form.
  private static func attributes<Reader: JSONReader>(
    _ reader: inout Reader, _ collector: inout SpanCollector, _ tree: ColumnTree, _ entry: ColumnTree.Entry
  ) {
    let isResource = entry.column == .resourceAttributes
    while let name = reader.nextMember() {
      if let column = tree.find(name, in: entry.place)?.column {
        RowColumn.read(column, &reader, &collector)
      } else {
        RowAttributes.member(name, isResource: isResource, &reader, &collector)
      }
    }
  }

  /// A name such as `status.code` or `span.attributes.http@method`, which stands for a path.
  private static func dotted<Reader: JSONReader>(
    _ name: UnsafeRawBufferPointer, _ firstDot: Int, _ reader: inout Reader, _ collector: inout SpanCollector,
    _ tree: ColumnTree, _ start: ColumnTree.Place
  ) {
    var place = start
    var begin = 0
    var end = firstDot
    while true {
      guard let entry = tree.find(UnsafeRawBufferPointer(rebasing: name[begin..<end]), in: place) else {
        return reader.skip()
      }
      if end == name.count { return take(entry, &reader, &collector, tree) }
      if entry.column == .attributes || entry.column == .resourceAttributes {
        let key = UnsafeRawBufferPointer(rebasing: name[(end + 1)...])
        return RowAttributes.member(key, isResource: entry.column == .resourceAttributes, &reader, &collector)
      }
      place = entry.place
      begin = end + 1
      end = name[begin...].firstIndex(of: 0x2E) ?? name.count
    }
  }
}
