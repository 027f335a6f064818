import Vocabulary

/// What a vocabulary is made from: pictures, or files that hold descriptors already. One run has one kind: descriptors
/// that were made in different ways don't go together.
struct TrainingInputs: Sendable {
  enum Kind: String, Sendable {
    case pictures
    case features = "feature-files"
    case vectors

    /// What one file is called in a sentence.
    var description: String {
      switch self {
      case .pictures: "is taken for a picture"
      case .features: "holds features"
      case .vectors: "holds vectors"
      }
    }

    static func of(_ path: String) -> Kind {
      let lower = path.lowercased()
      if VectorFile.isVectorFile(lower) { return .vectors }
      return featureEndings.contains(where: lower.hasSuffix) ? .features : .pictures
    }
  }

  private static let featureEndings = [".oxford", ".txt"]
  private static let endings = featureEndings + [".fvecs", ".bvecs", ".npy"]

  let kind: Kind
  let files: [InputPicture]

  /// Every operand must be usable: training is long, and a mistyped folder is better said before it.
  init(operands: [String], console: Console) throws(ToolError) {
    let inputs = InputPictures(operands: operands, otherwise: Self.endings)
    try inputs.requireAll(console: console)
    guard let first = inputs.pictures.first else { throw .failure("there are no pictures") }
    kind = Kind.of(first.path)
    files = inputs.pictures
    for file in files {
      let other = Kind.of(file.path)
      guard other == kind else {
        throw .failure(
          "\(first.shownName) \(kind.description) and \(file.shownName) \(other.description): "
            + "descriptors of different recipes cannot be mixed")
      }
    }
  }

  /// A number that changes with the names, sizes and times of the files: whether these are the inputs that earlier
  /// work began with.
  var fingerprint: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for file in files {
      let status = FileSystem.status(of: file.path)
      for byte in "\(file.path)\n\(status?.size ?? 0)\n\(status?.modified ?? 0)\n".utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    return String(hash, radix: 16)
  }
}
