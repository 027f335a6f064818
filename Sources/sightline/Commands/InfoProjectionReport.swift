import Core
import GlobalChannel

/// What `sightline info` tells of a projection file.
enum InfoProjectionReport {
  /// A projection file is told by its ending: its network need not be there to tell of it.
  static func isProjection(_ path: String) -> Bool { path.lowercased().hasSuffix(".slp") }

  static func show(_ path: String, asJSON: Bool) throws(ToolError) -> Int32 {
    let file = try ToolError.wrapping { try ProjectionFile(path: path) }
    return try StandardOutput.show(asJSON ? json(file) : Array(text(file).utf8))
  }

  /// What vectors are made from, in one word.
  static func origin(of parts: GlobalModelParts) -> String {
    switch parts.source {
    case .network: "network"
    case .drawings(let drawings): drawings.descriptor
    case .localFeatures(let local): local.aggregation.kind.rawValue
    }
  }

  static func wordCount(of parts: GlobalModelParts) -> Int {
    switch parts.source {
    case .network, .drawings: 0
    case .localFeatures(let local): local.aggregation.wordCount
    }
  }

  static func text(_ file: ProjectionFile) -> String {
    let projection = file.parts.projection
    var lines = [
      ("projection", file.path),
      ("dimension", "\(projection.dimension) from \(grouped(projection.inputCount))"),
      ("fingerprint", file.fingerprint), ("size", "\(grouped(file.byteCount)) bytes"),
    ]
    switch file.parts.source {
    case .network(let network):
      lines += [("from", "the network \(network.path)"), ("network", network.fingerprint)]
    case .drawings(let drawings):
      lines += [("from", "lines of drawings and photographs, by \(drawings.descriptor)")]
    case .localFeatures(let local):
      lines += [
        ("from", "\(local.aggregation.kind.rawValue), \(grouped(local.aggregation.wordCount)) words"),
        ("descriptors", "\(local.reduction.outputCount) numbers of \(local.reduction.inputCount)"),
      ]
      lines += InfoReport.labelled("recipe", local.recipe.entries)
    }
    lines += InfoReport.labelled("settings", file.settings)
    lines += InfoReport.labelled("training", file.parts.training)
    return InfoReport.table(lines)
  }

  static func json(_ file: ProjectionFile) -> [UInt8] {
    JSONText.line { json in
      json.member("kind", "projection")
      json.member("path", file.path)
      json.member("from", origin(of: file.parts))
      json.member("words", wordCount(of: file.parts))
      json.member("inputDimension", file.parts.projection.inputCount)
      json.member("dimension", file.parts.projection.dimension)
      json.member("fingerprint", file.fingerprint)
      switch file.parts.source {
      case .network(let network):
        json.member("network", network.path)
        json.member("networkFingerprint", network.fingerprint)
      case .drawings: json.member("for", "drawings")
      case .localFeatures(let local):
        json.member("descriptorDimension", local.reduction.inputCount)
        json.member("reducedDimension", local.reduction.outputCount)
        InfoReport.append("recipe", local.recipe.entries, to: &json)
      }
      InfoReport.append("settings", file.settings, to: &json)
      InfoReport.append("training", file.parts.training, to: &json)
      json.member("bytes", file.byteCount)
    }
  }
}
