import Core
import LocalFeatures
import Synchronization

/// Where outcomes go, in their order: one file or standard output for the features unless each picture has its
/// own file, and the summary of `--json`.
final class FeaturesResults: Sendable {
  private let request: FeaturesRequest
  private let maker: FeatureMaker
  /// For formats of one picture a file.
  private let text: (any ByteSink)?
  /// For all pictures in one JSON document.
  private let list: JSONPictureList?
  private let summary: JSONPictureList?

  /// Opens the outputs: what cannot be written is noticed here, before any work.
  init(request: FeaturesRequest, maker: FeatureMaker) throws(ToolError) {
    self.request = request
    self.maker = maker
    let sink: (any ByteSink)? =
      switch request.destination {
      case .standardOutput: StandardOutput()
      case .file(let path): try OutputFile(path: path)
      case .folder: nil
      }
    if case .folder(let folder) = request.destination { try FileSystem.createFolder(folder) }
    if let sink, request.format.holdsManyPictures {
      list = try JSONPictureList(sink: sink)
      text = nil
    } else {
      list = nil
      text = sink
    }
    summary = request.printsSummary ? try JSONPictureList(sink: StandardOutput()) : nil
  }

  func take(_ outcome: FeaturesOutcome, isFirst: Bool) throws(ToolError) {
    if let list {
      let element = outcome.failure == nil ? outcome.encoded : summaryElement(outcome)
      try list.append(element, isFirst: isFirst)
    } else if let text, outcome.failure == nil {
      try text.write(outcome.encoded)
      try text.finish()
    }
    try summary?.append(summaryElement(outcome), isFirst: isFirst)
  }

  func finish(seconds: Double) throws(ToolError) {
    try list?.finish { maker.writeRecipe(to: &$0) }
    try summary?.finish { json in
      maker.writeRecipe(to: &json)
      json.timings([("seconds", seconds)])
    }
  }

  private func summaryElement(_ outcome: FeaturesOutcome) -> [UInt8] {
    JSONText.object { json in
      json.member("path", outcome.picture.path)
      if let failure = outcome.failure {
        json.member("error", failure)
      } else {
        json.member("width", outcome.width)
        json.member("height", outcome.height)
        json.member("count", outcome.features)
        if let path = outcome.outputPath ?? request.destination.path { json.member("output", path) }
      }
    }
  }
}

extension FeaturesRequest {
  /// The content of a file for one picture: JSON has the same form as for many.
  func document(ofOnly encoded: [UInt8], maker: FeatureMaker) -> [UInt8] {
    guard format.holdsManyPictures else { return encoded }
    return JSONText.line { json in
      json.key("pictures")
      json.array { $0.value(document: encoded) }
      maker.writeRecipe(to: &json)
    }
  }
}

extension FeaturesRequest.Destination {
  /// The one file for everything, if there is one.
  var path: String? {
    if case .file(let path) = self { path } else { nil }
  }
}
