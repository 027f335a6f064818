import Core
import LocalFeatures

/// The formats that features are written in.
enum FeatureFileFormat: String, Sendable, CaseIterable {
  case oxford, colmap, json

  /// What is put behind the whole name of a picture. COLMAP's importer wants `IMAGE.EXT.txt`.
  var fileExtension: String {
    switch self {
    case .oxford: "oxford"
    case .colmap: "txt"
    case .json: "json"
    }
  }

  /// Whether one file can hold several pictures.
  var holdsManyPictures: Bool { self == .json }

  /// One picture's features. For JSON that is one element of the document's pictures.
  func encode(
    _ features: FeatureSet, of path: String, measurementRegion: Float
  ) throws(FeatureError) -> [UInt8] {
    switch self {
    case .oxford: try OxfordFormat.encode(features, measurementRegion: measurementRegion)
    case .colmap: try COLMAPFormat.encode(features)
    case .json: FeatureSetJSON.encode(features, path: path)
    }
  }
}

extension FeatureOptions {
  /// The recipe as JSON: everything that decides what the features are.
  func writeRecipe(to json: inout JSONWriter) {
    json.key("recipe")
    json.object { json in
      json.member("detector", detector.rawValue)
      json.member("descriptor", descriptor.rawValue)
      json.member("orientation", orientation.rawValue)
      json.member("maxFeatures", maxFeatures)
      json.member("maxSide", maxSide)
      json.key("measurementRegion")
      json.value(Double(measurementRegion), significantDigits: 7)
      json.member("doublesBase", doublesBase)
    }
  }
}
