import Core
import Retrieval

/// What `sightline info` tells of a collection.
enum InfoCollectionReport {
  static func show(_ path: String, asJSON: Bool) throws(ToolError) -> Int32 {
    let information = try ToolError.wrapping { try Collection.information(ofCollectionAt: path) }
    return try StandardOutput.show(asJSON ? json(information) : Array(text(information).utf8))
  }

  static func text(_ information: CollectionInformation) -> String {
    var lines = [
      ("collection", information.path), ("pictures", grouped(information.pictureCount)),
      ("features", grouped(information.featureCount)),
      ("removed", removed(information)),
      ("size", "\(grouped(information.byteCount)) bytes\(perFeature(information.byteCount, information))"),
    ]
    lines += information.parts.enumerated().map { place, part in
      (
        place == 0 ? "parts" : "",
        "\(part.name): \(grouped(part.byteCount))\(perFeature(part.byteCount, information))"
      )
    }
    lines += [
      ("keeps", kept(information)), ("vocabulary", information.vocabularyPath),
      ("words", grouped(information.wordCount)), ("fingerprint", information.vocabularyFingerprint),
    ]
    lines += information.channel.map { channel($0) } ?? [("vectors", "none")]
    lines += information.drawingChannel.map { drawings($0) } ?? [("drawings", "none")]
    lines += InfoReport.labelled("recipe", information.recipe.entries)
    lines.append(("version", "\(information.version)"))
    return InfoReport.table(lines)
  }

  private static func channel(_ channel: ChannelInformation) -> [(label: String, value: String)] {
    [
      (
        "vectors",
        "\(grouped(channel.vectorCount)) of \(grouped(channel.dimension)) numbers, \(grouped(channel.byteCount)) bytes"
          + perVector(channel)
      ),
      ("model", "\(channel.name), \(channel.path)"), ("", "fingerprint: \(channel.fingerprint)"),
    ]
  }

  private static func drawings(_ channel: ChannelInformation) -> [(label: String, value: String)] {
    [
      (
        "drawings",
        "\(grouped(channel.vectorCount)) rows, \(grouped(channel.byteCount)) bytes"
          + perVector(channel, "row")
      ),
      ("keyshapes", "\(channel.name), \(channel.path)"), ("", "fingerprint: \(channel.fingerprint)"),
    ]
  }

  /// `, 132.1 a vector`.
  private static func perVector(_ channel: ChannelInformation, _ noun: String = "vector") -> String {
    guard channel.vectorCount > 0 else { return "" }
    let share = Double(channel.byteCount) / Double(channel.vectorCount)
    return ", \(BuildVocabularyReport.decimal(share, 1)) a \(noun)"
  }

  private static func removed(_ information: CollectionInformation) -> String {
    guard information.removedPictureCount > 0 else { return "none" }
    return
      "\(grouped(information.removedPictureCount)) pictures, \(grouped(information.removedFeatureCount)) "
      + "features; compact gives their room back"
  }

  /// `, 18.2 a feature`.
  private static func perFeature(_ byteCount: Int, _ information: CollectionInformation) -> String {
    guard information.featureCount > 0 else { return "" }
    let share = Double(byteCount) / Double(information.featureCount)
    return ", \(BuildVocabularyReport.decimal(share, 2)) a feature"
  }

  private static func kept(_ information: CollectionInformation) -> String {
    if information.options.isLean { return "words alone (lean)" }
    let orientation = information.keepsOrientation ? " with orientation" : ""
    let aggregates = information.options.keepsAggregates ? ", aggregates for asmk" : ""
    return "words, signatures, places\(orientation)\(aggregates)"
  }

  static func json(_ information: CollectionInformation) -> [UInt8] {
    JSONText.line { json in
      json.member("kind", "collection")
      json.member("path", information.path)
      json.member("version", information.version)
      json.member("pictures", information.pictureCount)
      json.member("features", information.featureCount)
      json.member("removedPictures", information.removedPictureCount)
      json.member("removedFeatures", information.removedFeatureCount)
      json.member("bytes", information.byteCount)
      json.key("bytesPerFeature")
      json.value(information.bytesPerFeature ?? .nan, significantDigits: 6)
      json.key("parts")
      json.object { json in for part in information.parts { json.member(part.name, part.byteCount) } }
      json.member("vocabulary", information.vocabularyPath)
      json.member("fingerprint", information.vocabularyFingerprint)
      json.member("words", information.wordCount)
      InfoReport.append("recipe", information.recipe.entries, to: &json)
      json.member("lean", information.options.isLean)
      json.member("asmk", information.options.keepsAggregates)
      json.member("oriented", information.keepsOrientation)
      json.key("channel")
      append(information.channel, to: &json)
      json.key("drawings")
      append(information.drawingChannel, counted: "rows", to: &json)
    }
  }

  /// `null` without vectors.
  private static func append(
    _ channel: ChannelInformation?, counted: String = "vectors", to json: inout JSONWriter
  ) {
    guard let channel else { return json.value(Double.nan) }
    json.object { json in
      json.member("model", channel.name)
      json.member("path", channel.path)
      json.member("fingerprint", channel.fingerprint)
      json.member("dimension", channel.dimension)
      json.member(counted, channel.vectorCount)
      json.member("bytes", channel.byteCount)
    }
  }
}
