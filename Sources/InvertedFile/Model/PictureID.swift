/// The number of a picture within its collection: rising in the order of ingestion, never given twice. `compact` counts anew.
package struct PictureID: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package static func < (a: PictureID, b: PictureID) -> Bool { a.rawValue < b.rawValue }
}
