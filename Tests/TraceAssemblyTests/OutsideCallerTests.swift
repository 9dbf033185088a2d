import TestSupport
import Testing

@Suite("Traces that begin with a parent outside the data")
struct OutsideCallerTests {
  @Test(
    "A span that begins its trace behind a load balancer or a browser is no orphan",
    arguments: [
      (
        "one request", "shop SERVER browse 0..9 ^\n  shop CLIENT list 1..8\n    goods SERVER list 2..7",
        ["shop browse (outside)", "  shop list", "    goods list"]
      ),
      (
        "two requests of one page, one after the other", "shop SERVER page 0..9 ^\nshop SERVER picture 10..19 ^",
        ["shop page (outside)", "shop picture (outside)"]
      ),
      ("a message from outside", "bills CONSUMER print 0..9 ^", ["bills print (outside)"]),
      ("a span without a kind whose parent is remote", "shop - browse 0..9 ^ remote", ["shop browse (outside)"]),
    ])
  func outside(_ what: String, _ picture: String, _ expected: [String]) {
    #expect(drawn(TracePicture(picture).batch) == expected, "\(what)")
  }

  @Test(
    "Spans whose parent was lost stay orphans",
    arguments: [
      (
        "the trace has a root", "shop SERVER browse 0..99\ngoods SERVER list 10..20 ^",
        ["shop browse", "goods list (orphan)"]
      ),
      (
        "the caller of two services was lost", "goods SERVER list 0..9 ^\nbills SERVER print 10..19 ^",
        ["goods list (orphan)", "bills print (orphan)"]
      ),
      (
        "a service in the middle was lost", "shop SERVER browse 0..99 ^\ngoods SERVER list 10..20 ^",
        ["shop browse (outside)", "goods list (orphan)"]
      ),
      ("the parent is known to be local", "shop SERVER browse 0..9 ^ local", ["shop browse (orphan)"]),
      ("it serves nothing", "shop INTERNAL browse 0..9 ^", ["shop browse (orphan)"]),
    ])
  func lost(_ what: String, _ picture: String, _ expected: [String]) {
    #expect(drawn(TracePicture(picture).batch) == expected, "\(what)")
  }
}
