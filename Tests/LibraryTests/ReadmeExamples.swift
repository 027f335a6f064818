import LocalFeatures
import Raster
import Retrieval

// The examples of the README, to be compiled: `ReadmeTests` compares them line by line. Nothing but what the library product
// offers is imported, and that without `@testable`.

func matchingFeatures() throws {
  var options = FeatureOptions()
  options.orientation = .dominant
  let extractor = try FeatureExtractor(options: options)
  let a = extractor.extract(from: try PictureFile.readGrey(atPath: "a.jpg", maxSide: options.maxSide))
  let b = extractor.extract(from: try PictureFile.readGrey(atPath: "b.jpg", maxSide: options.maxSide))
  for match in MutualMatcher().matches(a.descriptors, b.descriptors) {
    print(a.regions[match.first].x, a.regions[match.first].y, "→", b.regions[match.second].x)
  }
}

func searchingCollections() throws {
  let archive = try Collection.open("archive", vocabulary: nil)
  try archive.ingest([.file(path: "new.jpg")])
  var options = QueryOptions()
  options.top = 5
  for result in try archive.query(.file(path: "photo.jpg"), options: options).results {
    print(result.rank, result.name, result.proof?.inlierCount ?? 0, result.proof?.box as Any)
  }
  let comparison = try PictureComparison().compare(.file(path: "a.jpg"), .file(path: "b.jpg"))
  print(comparison.isSame, comparison.logNFA)
}
