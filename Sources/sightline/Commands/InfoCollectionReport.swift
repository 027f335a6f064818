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
    lines += InfoReport.labelled("recipe", information.recipe.entries)
    lines.append(("version", "\(information.version)"))
    return InfoReport.table(lines)
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
    }
  }
}
