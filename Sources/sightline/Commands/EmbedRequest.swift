import ArgumentParsing
import Retrieval

/// What a command line of `sightline embed` asks for, but for --drop.
struct EmbedRequest: Sendable {
  let collection: String
  /// `nil`: that of the vectors that are there.
  let model: String?
  let options: EmbedOptions
  let keepsNames: Bool

  init(collection: String, _ arguments: Arguments) throws(ToolError) {
    self.collection = collection
    let given = arguments[EmbedCommand.model]
    var options = EmbedOptions()
    options.jobs = arguments[CommonOptions.jobs]
    options.replaces = arguments[EmbedCommand.replace]
    if arguments.isGiven(EmbedCommand.memory) { options.memoryByteCount = arguments[EmbedCommand.memory] }
    self.options = options
    keepsNames = arguments[CommonOptions.json]
    guard given != nil || !options.replaces else {
      throw .failure("--replace needs --model: say what is to make the vectors from now on")
    }
    let information = try ToolError.wrapping { try Collection.information(ofCollectionAt: collection) }
    if given == nil, information.channel == nil {
      model = try ModelLocation.path()
    } else {
      model = given
    }
  }
}
