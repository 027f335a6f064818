import ArgumentParsing
import Glibc
import Retrieval

/// What a command line of `sightline ingest` asks for.
struct IngestRequest: Sendable {
  let collection: String
  /// Files, folders and lists.
  let operands: [String]
  let vocabulary: String?
  /// The recipe of the network whose features the words are, where it is given.
  let network: String?
  /// What makes vectors, of a new collection or of the one that has some.
  let model: String?
  /// Whether pictures are to have drawing rows.
  let wantsDrawings: Bool
  /// What makes them, where it is given.
  let keyshapes: String?
  /// Settings that were asked for, of a new collection or of the one that is there.
  let settings: CollectionOptions
  let others: [String]
  let options: IngestOptions
  let printsJSON: Bool

  init(_ arguments: Arguments) throws(ToolError) {
    collection = arguments.operands.first ?? ""
    operands = Array(arguments.operands.dropFirst())
    vocabulary = arguments[IngestCommand.vocabulary]
    network = arguments[IngestCommand.features]
    model = arguments[IngestCommand.model]
    keyshapes = arguments[IngestCommand.keyshapes]
    wantsDrawings = arguments[IngestCommand.drawings] || keyshapes != nil
    others = arguments[IngestCommand.from]
    printsJSON = arguments[CommonOptions.json]
    var settings = CollectionOptions()
    settings.isLean = arguments[IngestCommand.lean]
    settings.keepsAggregates = arguments[IngestCommand.asmk]
    self.settings = settings
    var options = IngestOptions()
    options.jobs = arguments[CommonOptions.jobs]
    options.replaces = arguments[IngestCommand.replace]
    if arguments.isGiven(IngestCommand.memory) { options.memoryByteCount = arguments[IngestCommand.memory] }
    self.options = options
    guard !operands.isEmpty || !others.isEmpty else {
      throw .failure("there is nothing to ingest: give PATHS of pictures, or another collection with --from")
    }
    guard !(settings.isLean && settings.keepsAggregates) else {
      throw .failure("--lean and --asmk exclude each other: a lean collection keeps words alone")
    }
  }

  /// Refuses pictures without a name, and a folder for a new collection that is used for something else.
  func check(_ inputs: InputPictures) throws(ToolError) {
    guard !inputs.pictures.contains(where: \.isStandardInput) else {
      throw .failure("a picture from standard input has no name to ingest it under; save it first")
    }
    guard !Collection.exists(atPath: collection), let other = Self.foreignEntry(in: collection) else {
      return
    }
    throw .failure(
      "\(collection): this folder is no collection and has other files in it (\(other)); "
        + "name a new or an empty folder for the collection, before the pictures")
  }

  /// What is in a folder and is not left over from making a collection.
  private static func foreignEntry(in folder: String) -> String? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      let isOurs =
        [".", "..", "writer.lock", "lost+found"].contains(name) || name.hasPrefix("data-")
        || name.hasPrefix("collection.txt") || name.hasPrefix(".collection.txt")
      if !isOurs { return name }
    }
    return nil
  }
}
