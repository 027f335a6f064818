import Core

/// A report for programs.
extension DrawingsReport {
  /// The members of a JSON object that the caller has opened.
  package func append(to json: inout JSONWriter) {
    json.member("benchmark", "drawings")
    json.member("queries", truth.queries.count)
    json.member("pictures", truth.photographs.count)
    json.member("mirror", mirrors)
    json.member("chance", chance)
    json.key("missing")
    json.array { json in for name in truth.missing { json.value(name) } }
    json.key("problems")
    json.array { json in
      for problem in problems {
        json.object { json in
          json.member("path", problem.path)
          json.member("reason", problem.reason)
        }
      }
    }
    json.key("rankings")
    json.array { json in for row in rows { json.object { append(row, to: &$0) } } }
    json.timings([("photograph", secondsPerPhotograph), ("drawing", secondsPerDrawing)])
  }

  private func append(_ row: Row, to json: inout JSONWriter) {
    json.member("name", row.name)
    append(row.total, to: &json)
    json.key("classes")
    json.array { json in
      for (name, figures) in row.categories {
        json.object { json in
          json.member("class", name)
          append(figures, to: &json)
        }
      }
    }
    json.key("curve")
    json.array { json in for precision in row.curve.precisions { json.value(precision) } }
    if let numbers = row.numbersPerPhotograph { json.member("numbersPerPicture", numbers) }
    json.key("drawings")
    json.array { json in for outcome in row.outcomes { json.object { append(outcome, to: &$0) } } }
    json.timings([
      ("photograph", row.secondsPerPhotograph), ("drawing", row.secondsPerDrawing),
      ("search", row.secondsPerSearch),
    ])
  }

  private func append(_ figures: DrawingFigures, to json: inout JSONWriter) {
    json.member("drawingCount", figures.drawingCount)
    json.member("meanAveragePrecision", figures.meanAveragePrecision)
    for (cutoff, value) in zip(DrawingFigures.cutoffs, figures.retrieval) {
      json.member("retrieval\(cutoff)", value)
    }
    json.member("instanceCount", figures.instanceCount)
    if let retrieval = figures.instanceRetrieval { json.member("instance5", retrieval) }
    if let ratio = figures.instanceRatio { json.member("instanceRatio", ratio) }
  }

  private func append(_ outcome: DrawingOutcome, to json: inout JSONWriter) {
    json.member("drawing", outcome.query.drawing)
    json.member("class", outcome.query.category)
    json.member("averagePrecision", outcome.averagePrecision)
    if let instance = outcome.query.instance { json.member("photo", instance) }
    if let rank = outcome.instanceRank { json.member("rank", rank) }
  }
}
