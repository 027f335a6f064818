import InvertedFile
import Raster
import SyntheticScenes

@testable import Retrieval
@testable import Verification

/// Links made by hand, and a collection whose links are known.
enum LinkSamples {
  static func link(_ a: String, _ b: String, logNFA: Double = -20) -> PictureLink {
    PictureLink(
      a: a, b: b, kind: .scene, logNFA: logNFA, inlierCount: 30, effectiveInlierCount: 20, model: .affine,
      bFromA: .identity, overlapOfA: 1, overlapOfB: 1, isMirrored: false, isTransitive: false)
  }

  /// Links of pictures that are called by one character each: `ab bc` for a–b and b–c.
  static func links(_ pairs: String, logNFA: Double = -20) -> [PictureLink] {
    pairs.split(separator: " ").map { link(String($0.prefix(1)), String($0.suffix(1)), logNFA: logNFA) }
  }

  static func report(_ links: [PictureLink]) -> LinkReport {
    var report = LinkReport(collection: "c", maxNFA: 1e-3)
    report.links = links
    return report
  }

  /// With a map from `a` to `b`.
  static func found(
    _ a: UInt32, _ b: UInt32, logNFA: Double = -20, map: PlaneTransform = .identity
  ) -> FoundLink {
    let back = map.inverse ?? map
    return FoundLink(
      pair: PicturePairKey(PictureID(rawValue: a), PictureID(rawValue: b)), kind: .scene, logNFA: logNFA,
      inlierCount: 30, effectiveInlierCount: 20, model: .affine, laterFromEarlier: a < b ? map : back,
      earlierFromLater: a < b ? back : map, overlapOfEarlier: 1, overlapOfLater: 1, isMirrored: false,
      isTransitive: false)
  }

  /// Another picture of a scene of `QuerySamples`.
  static func view(_ scene: Int, _ camera: Camera) throws -> IngestSource {
    let view = try Samples.picture(scene).view(ViewOptions(camera: camera)).picture
    return .bytes(try PictureFile.encodedPNG(view), name: "views/other-\(scene).png")
  }

  /// A scene of `QuerySamples` with less of everything: three quarters of the size.
  static func smallCopy(ofScene number: Int) throws -> IngestSource {
    let picture = Samples.picture(number).scaledDown(toFitWidth: 240, height: 180)
    return .bytes(try PictureFile.encodedPNG(picture), name: "a copy of \(number).png")
  }
}

extension LinkReport {
  /// `a+b` for each link.
  var pairs: [String] { links.map { "\($0.a)+\($0.b)" } }

  /// All but what the clock decides.
  var withoutTimings: LinkReport {
    var report = self
    report.timings = Timings()
    return report
  }
}
