import Fetching
import Testing

@Suite struct APIKeyTests {
  @Test func `a key is shown by no way of printing it`() {
    let key = APIKey("s3cret")
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), String(describing: [key]), dumped] {
      #expect(!text.contains("s3cret"))
    }
    #expect(key.redacted("https://h/s3cret/x?k=s3cret") == "https://h/(key)/x?k=(key)")
  }
}
