import Core
import LocalFeatures
import Raster

/// Something that cannot be described, stored or searched: one sentence that says what to do.
public struct RetrievalError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The path or name of what is to blame, as it was given; `nil` when nothing of that kind is.
  public let path: String?
  /// What went wrong, without the path.
  public let message: String

  public init(path: String? = nil, _ message: String) {
    self.path = path
    self.message = message
  }

  public var description: String { path.map { "\($0): \(message)" } ?? message }

  init(_ error: RasterError) {
    self.init(path: error.path, error.message)
  }

  init(_ error: FileError) {
    self.init(path: error.path, "cannot be \(error.operation.rawValue): \(error.reason)")
  }

  init(_ error: FeatureError) {
    self.init(error.description)
  }
}
