import Core
import LocalFeatures
import Testing
import Verification

@testable import Retrieval

@Suite("what is known of features by their recipe") struct FeatureTraitsTests {
  private static func recipe(detector: String, descriptor: String) -> Recipe {
    Recipe([
      Property("detector", detector), Property("descriptor", descriptor), Property("network", "0123abcd"),
    ])
  }

  @Test("classical features and described patches have shapes, a network's own points have none")
  func kinds() {
    #expect(FeatureTraits.of(FeatureOptions().recipe) == .regions)
    #expect(FeatureTraits.of(Self.recipe(detector: "hessian-affine", descriptor: "network")) == .regions)
    #expect(FeatureTraits.of(Self.recipe(detector: "network", descriptor: "network")) == .points)
    #expect(FeatureTraits.regions.frames == .regions && FeatureTraits.points.frames == .points)
  }

  @Test("signatures of points have to be nearer, in shortlists and among correspondences")
  func thresholds() {
    let (regions, points) = (FeatureTraits.regions, FeatureTraits.points)
    #expect(points.scoringThreshold < regions.scoringThreshold)
    #expect(points.correspondenceThreshold < regions.correspondenceThreshold)
    #expect(points.closenessWidth < regions.closenessWidth && points.chance != regions.chance)
  }

  @Test("a query's own threshold goes before that of the features", arguments: [nil, 0, 17, 64])
  func ownThreshold(threshold: Int?) {
    var options = QueryOptions()
    options.threshold = threshold
    let plan = QueryPlan(scoring: .hamming, verifiedCount: 0)
    for traits in [FeatureTraits.regions, .points] {
      #expect(options.shortlist(for: plan, of: traits).threshold == threshold ?? traits.scoringThreshold)
    }
  }
}
