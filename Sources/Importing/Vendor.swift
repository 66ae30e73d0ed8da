/// Who gives out data, as it stands in `sources.csv`.
package struct Vendor: Hashable, Sendable {
  /// The id in options, profiles and sources: `coingecko`.
  package let id: String
  /// The name as the vendor writes it.
  package let title: String
  /// Where the vendor explains what it gives out.
  package let url: String
  /// What the vendor's terms say of passing its data on, in a few words.
  package let licence: String

  package init(id: String, title: String, url: String, licence: String) {
    (self.id, self.title, self.url, self.licence) = (id, title, url, licence)
  }
}
