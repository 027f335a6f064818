import Core
import Retrieval

/// The same as one document, with what each picture of the sample said.
extension AdviseOutput {
  var json: [UInt8] {
    JSONText.line { json in
      json.member("pictures", advice.pictureCount)
      json.member("sampled", advice.sample.count)
      json.member("unreadable", sampled.failed)
      appendOrientation(to: &json)
      appendVocabulary(to: &json)
      Self.append("features", advice.featureCounts, to: &json)
      json.member("shareAtMostFeatures", advice.shareAtLimit)
      json.member("maxFeatures", advice.limits.maxFeatures)
      Self.append("longerSides", advice.longerSides, to: &json)
      json.member("maxSide", advice.limits.maxSide)
      appendEstimate(to: &json)
      json.key("commands")
      json.array { json in for line in commands { json.value(line) } }
      json.key("sample")
      json.array { json in for picture in advice.sample { Self.append(picture, to: &json) } }
    }
  }

  private func appendOrientation(to json: inout JSONWriter) {
    json.key("orientation")
    json.object { json in
      json.member("verdict", advice.vote.verdict.rawValue)
      json.key("votes")
      json.array { json in for count in advice.vote.votes { json.value(count) } }
      json.member("chance", advice.vote.chance)
    }
  }

  private func appendVocabulary(to json: inout JSONWriter) {
    json.key("vocabulary")
    json.object { json in
      json.member("path", sampled.vocabularyPath)
      json.member("meanSquaredError", advice.fit.error)
      json.member("trainingError", advice.fit.trainingError ?? .nan)
      json.member("fits", advice.fit.isNear)
      if case .own(let wordCount, let orientation) = advice.words {
        json.member("build", true)
        json.member("words", wordCount)
        json.member("orientation", orientation.rawValue)
      } else {
        json.member("build", false)
      }
    }
  }

  private func appendEstimate(to json: inout JSONWriter) {
    let estimate = advice.estimate
    json.key("estimate")
    json.object { json in
      json.member("features", estimate.features)
      json.member("bytes", estimate.bytes)
      json.member("mostBytes", estimate.mostBytes)
      json.member("ingestSeconds", estimate.ingestSeconds)
      json.member("querySeconds", estimate.querySeconds)
      json.member("jobs", jobs)
    }
  }

  private static func append(_ key: String, _ numbers: Distribution, to json: inout JSONWriter) {
    json.key(key)
    json.object { json in
      json.member("mean", numbers.mean)
      for (name, share) in [
        ("least", 0), ("quarter", 0.25), ("median", 0.5), ("threeQuarters", 0.75), ("most", 1),
      ] {
        json.member(name, numbers.quantile(share))
      }
    }
  }

  private static func append(_ picture: SurveyedPicture, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", picture.name)
      json.member("width", picture.width)
      json.member("height", picture.height)
      json.member("features", picture.featureCount)
      json.key("squaredErrors")
      json.value(picture.squaredErrors)
    }
  }
}
