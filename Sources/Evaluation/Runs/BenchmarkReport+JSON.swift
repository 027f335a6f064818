import Core
import Retrieval

/// The report as a document; `RecordedRun` reads the numbers of its queries back.
extension BenchmarkReport {
  package func append(to json: inout JSONWriter) {
    json.member("benchmark", truth.benchmark.rawValue)
    json.member("queries", truth.queries.count)
    json.key("pictures")
    json.object { appendPictures(to: &$0) }
    json.key("stages")
    json.array { json in for stage in stages { json.object { stage.append(to: &$0, truth: truth) } } }
    json.key("settings")
    json.object { appendSettings(to: &$0) }
  }

  private func appendPictures(to json: inout JSONWriter) {
    json.member("searched", collection.pictureCount)
    json.member("inTruth", truth.pictures.count)
    json.member("unknown", unknownCount)
    json.member("distractors", distractorCount)
    json.member("unreadable", rejectedCount)
    json.member("features", collection.featureCount)
    json.member("bytes", collection.byteCount)
    json.member("bytesPerFeature", collection.bytesPerFeature ?? .nan)
    json.member("bytesPerPicture", bytesPerPicture)
    json.member("ingestSeconds", ingestSeconds ?? .nan)
    json.key("missing")
    json.array { json in for name in loss.missingPictures { json.value(name) } }
    json.key("queriesLeftOut")
    json.array { json in
      for name in loss.queriesWithoutPicture + loss.queriesWithoutPositives { json.value(name) }
    }
  }

  private func appendSettings(to json: inout JSONWriter) {
    json.member("command", settings.command)
    json.member("version", settings.version)
    json.member("jobs", settings.jobs)
    json.member("vocabulary", collection.vocabularyPath)
    json.member("vocabularyFingerprint", collection.vocabularyFingerprint)
    json.member("words", collection.wordCount)
    json.member("queryPicture", truth.benchmark.queryPictureRule)
  }
}

extension StageResult {
  fileprivate func append(to json: inout JSONWriter, truth: GroundTruth) {
    json.member("name", stage.rawValue)
    json.member("title", stage.title)
    if let only = setups.first, setups.count == 1 {
      json.member("meanAveragePrecision", only.meanAveragePrecision)
    }
    json.key("setups")
    json.array { json in for setup in setups { json.object { setup.append(to: &$0) } } }
    json.timings(medianTimings.steps)
    json.key("perQuery")
    json.array { json in
      for outcome in outcomes { json.object { outcome.append(to: &$0, setups: truth.setups.map(\.name)) } }
    }
  }
}

extension SetupSummary {
  fileprivate func append(to json: inout JSONWriter) {
    json.member("name", name)
    json.member("queries", queryCount)
    json.member("meanAveragePrecision", meanAveragePrecision)
    json.member("interval", [interval.lower, interval.upper])
    json.member("finiteSum", meanFiniteSum)
    for (key, cutoffs) in [("precision", precisions), ("recall", recalls), ("success", successes)] {
      json.key(key)
      json.object { json in for cutoff in cutoffs { json.member("\(cutoff.count)", cutoff.value) } }
    }
    json.member("rPrecision", rPrecision)
    json.member("topFour", topFour)
    json.member("curve", curve.precisions)
  }
}

extension QueryOutcome {
  fileprivate func append(to json: inout JSONWriter, setups: [String]) {
    json.member("query", query.name)
    json.key("averagePrecision")
    json.object { json in
      for (setup, judgement) in zip(setups, judgements) {
        json.member(setup, judgement.averagePrecision() ?? .nan)
      }
    }
    json.member("proven", isProven)
    json.member("seconds", timings.total)
    if let problem { json.member("problem", problem) }
    json.key("first")
    json.array { json in
      for answer in first {
        json.object { json in
          json.member("name", answer.name)
          json.member("score", answer.score)
          json.key("relations")
          json.array { json in for relation in answer.relations { json.value(relation.rawValue) } }
        }
      }
    }
  }
}

extension Benchmark {
  /// What becomes of the picture that asks, in a word or two.
  package var queryPictureRule: String {
    switch self {
    case .oxford5k, .paris6k, .ukbench: "counts as any other"
    case .roxford5k, .rparis6k: "not in the collection"
    case .holidays, .groups: "left out of the ranking"
    }
  }
}
