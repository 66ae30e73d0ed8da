import Importing
import Testing

@Suite struct VendorTests {
  @Test func `a vendor carries what a source row needs`() {
    let vendor = Vendor(id: "a", title: "A", url: "https://a.example", licence: "none stated")
    #expect(
      [vendor.id, vendor.title, vendor.url, vendor.licence]
        == ["a", "A", "https://a.example", "none stated"])
  }
}
