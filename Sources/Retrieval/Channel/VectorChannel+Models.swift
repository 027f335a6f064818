import InvertedFile

/// What makes the vectors of each channel, and how people are told of it.
extension VectorChannel {
  /// Opens a model.
  func describer(path: String) throws(RetrievalError) -> any GlobalDescriber {
    switch self {
    case .pictures: try GlobalModelDescriber(path: path)
    case .drawings: try DrawingDescriber(path: path)
    }
  }

  /// The option that says where the model is.
  var modelOption: String {
    switch self {
    case .pictures: "--model"
    case .drawings: "--keyshapes"
    }
  }

  /// The command that gives pictures their vectors, and takes them out.
  var embedCommand: String {
    switch self {
    case .pictures: "sightline embed"
    case .drawings: "sightline embed --drawings"
    }
  }
}
