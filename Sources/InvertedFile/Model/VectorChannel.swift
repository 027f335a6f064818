/// The kinds of rows that a collection can keep of its pictures, each in a table of its own and independent of the other: a row is a
/// fixed number of signed bytes and a scale, of the model that the channel's settings name.
package enum VectorChannel: CaseIterable, Sendable {
  /// Vectors of whole pictures.
  case pictures
  /// What a drawing is compared with: the entries of a picture's edges.
  case drawings

  package var table: IndexTable {
    switch self {
    case .pictures: .vectors
    case .drawings: .drawings
    }
  }

  /// Where the settings stand in table `meta`.
  var settingsKey: [UInt8] {
    switch self {
    case .pictures: Array("channel".utf8)
    case .drawings: Array("drawing-channel".utf8)
    }
  }

  /// Where the number of rows stands in table `meta`.
  var countKey: [UInt8] { Array(table.name.utf8) }

  /// What a picture has of it, in sentences.
  package var noun: String {
    switch self {
    case .pictures: "vector"
    case .drawings: "drawing row"
    }
  }
}
