import Core

/// What the vectors of a collection's pictures come from: one model for all of them.
package struct ChannelSettings: Sendable, Equatable {
  /// Of the model: vectors of two fingerprints cannot be compared.
  package var fingerprint: String
  /// The model's name, for people.
  package var name: String
  /// Where the model was last: a hint, for opening and for messages.
  package var path: String
  /// Numbers of a vector.
  package var dimension: Int

  package static let dimensions = 1...4096

  package init(fingerprint: String, name: String, path: String, dimension: Int) {
    precondition(Self.dimensions.contains(dimension), "a vector has 1 to 4096 numbers")
    self.fingerprint = fingerprint
    self.name = name
    self.path = path
    self.dimension = dimension
  }

  /// Whether vectors of both can be compared, wherever the model lies and whatever it is called.
  package func isComparable(with other: ChannelSettings) -> Bool {
    fingerprint == other.fingerprint && dimension == other.dimension
  }
}

extension ChannelSettings {
  /// As it is stored: lines of `key=value`.
  var lines: String {
    [
      Property("fingerprint", fingerprint), Property("name", name), Property("path", path),
      Property("dimension", String(dimension)),
    ].lines
  }

  /// `nil` for lines that are no such settings.
  init?(lines: UnsafeRawBufferPointer) {
    guard let properties = [Property](lines: lines) else { return nil }
    let values = Dictionary(uniqueKeysWithValues: properties.map { ($0.key, $0.value) })
    guard let fingerprint = values["fingerprint"], let name = values["name"], let path = values["path"],
      let dimension = values["dimension"].flatMap({ Int($0) }), Self.dimensions.contains(dimension)
    else { return nil }
    self.init(fingerprint: fingerprint, name: name, path: path, dimension: dimension)
  }
}
