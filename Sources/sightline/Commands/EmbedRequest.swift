import ArgumentParsing
import Retrieval

/// What a command line of `sightline embed` asks for, but for --drop.
struct EmbedRequest: Sendable {
  /// What pictures are given, as people are told.
  enum Kind: String, Sendable {
    case vectors = "vector"
    case drawingRows = "drawing row"

    /// Says what makes them.
    var modelOption: String {
      switch self {
      case .vectors: "--model"
      case .drawingRows: "--keyshapes"
      }
    }
  }

  let collection: String
  let kind: Kind
  /// `nil`: that of the vectors that are there.
  let model: String?
  let options: EmbedOptions
  let keepsNames: Bool

  init(collection: String, _ arguments: Arguments) throws(ToolError) {
    self.collection = collection
    kind = arguments[EmbedCommand.drawings] ? .drawingRows : .vectors
    try Self.check(arguments, kind)
    var options = EmbedOptions()
    options.jobs = arguments[CommonOptions.jobs]
    options.replaces = arguments[EmbedCommand.replace]
    if arguments.isGiven(EmbedCommand.memory) { options.memoryByteCount = arguments[EmbedCommand.memory] }
    self.options = options
    keepsNames = arguments[CommonOptions.json]
    let information = try ToolError.wrapping { try Collection.information(ofCollectionAt: collection) }
    switch kind {
    case .vectors:
      let given = arguments[EmbedCommand.model]
      model = try given == nil && information.channel == nil ? ModelLocation.path() : given
    case .drawingRows:
      let given = arguments[EmbedCommand.keyshapes]
      let isNew = information.drawingChannel == nil || options.replaces
      model = try given == nil && isNew ? KeyshapeLocation.path() : given
    }
  }

  private static func check(_ arguments: Arguments, _ kind: Kind) throws(ToolError) {
    switch kind {
    case .vectors:
      guard arguments[EmbedCommand.keyshapes] == nil else {
        throw .failure("--keyshapes is for drawing rows; give it with --drawings")
      }
      guard arguments[EmbedCommand.model] != nil || !arguments[EmbedCommand.replace] else {
        throw .failure("--replace needs --model: say what is to make the vectors from now on")
      }
    case .drawingRows:
      guard arguments[EmbedCommand.model] == nil else {
        throw .failure("--model is for vectors; what makes drawing rows is said with --keyshapes")
      }
    }
  }
}
