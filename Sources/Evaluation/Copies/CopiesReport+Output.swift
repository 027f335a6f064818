import Core

/// A report for programs.
extension CopiesReport {
  /// The members of a JSON object that the caller has opened.
  package func append(to json: inout JSONWriter) {
    json.member("benchmark", "copies")
    json.member("queries", answers.count)
    json.member("pictures", pictureCount)
    json.member("originals", originals.count)
    append(skipped, to: &json)
    json.key("threshold")
    json.value(threshold ?? .nan)
    if let total { append(total, to: &json) }
    json.key("kinds")
    json.array { json in
      for (kind, figures) in kinds {
        json.object { json in
          json.member("kind", kind.rawValue)
          append(figures, to: &json)
        }
      }
    }
    appendSettings(to: &json)
    json.timings([("total", seconds)])
  }

  /// The answers one by one, as members of the same kind.
  package func appendAnswers(to json: inout JSONWriter) {
    json.key("answers")
    json.array { json in
      for answer in answers { json.object { answer.append(to: &$0) } }
    }
    json.key("alike")
    json.object { json in
      for original in originals where !original.alike.isEmpty {
        json.key(original.name)
        json.array { json in for name in original.alike { json.value(name) } }
      }
    }
  }

  /// A line for each answer below a line of the columns' names (RFC 4180).
  package var table: [UInt8] {
    var text = TextWriter()
    text.append(
      "kind,original,width,height,rank,proven,score,log_nfa,wrong,wrong_log_nfa,wrong_count,seconds\n")
    for answer in answers { answer.append(to: &text) }
    return text.bytes
  }

  private func append(_ skipped: [Skipped], to json: inout JSONWriter) {
    json.key("skipped")
    json.array { json in
      for picture in skipped {
        json.object { json in
          json.member("name", picture.name)
          json.member("reason", picture.reason)
        }
      }
    }
  }

  private func append(_ figures: CopyFigures, to json: inout JSONWriter) {
    json.member("copies", figures.copyCount)
    json.member("recallAtFullPrecision", figures.recallAtFullPrecision)
    json.member("recall", figures.recall)
    json.member("precision", figures.precision)
    json.member("first", figures.firstShare)
    json.member("wrong", figures.wrongCount)
    json.member("medianSeconds", figures.medianSeconds)
  }

  private func appendSettings(to json: inout JSONWriter) {
    json.key("settings")
    json.object { json in
      json.member("seed", String(options.seed))
      json.member("sample", options.sample)
      json.member("mirror", options.query.mirror)
      json.member("rotations", options.query.rotations.rawValue)
      json.member("enlarges", options.query.enlarges)
      json.member("maxNFA", options.query.maxNFA)
      json.member("top", options.query.top)
    }
  }
}

extension CopyAnswer {
  fileprivate func append(to json: inout JSONWriter) {
    json.member("original", original)
    json.member("kind", kind.rawValue)
    if let rank { json.member("rank", rank) }
    json.member("found", isFound)
    if let right {
      json.member("score", right.score)
      json.member("logNFA", right.logNFA)
    }
    if let wrong {
      json.member("wrong", wrong.name)
      json.member("wrongScore", wrong.score)
      json.member("wrongLogNFA", wrong.logNFA)
    }
    json.member("wrongCount", wrongCount)
    json.member("seconds", seconds)
  }

  fileprivate func append(to text: inout TextWriter) {
    func number(_ value: Double?) -> String {
      guard let value, value.isFinite else { return "" }
      var number = TextWriter()
      number.append(value, significantDigits: 9)
      return String(decoding: number.bytes, as: UTF8.self)
    }
    let cells = [
      kind.rawValue, TableCell.quoted(original), String(width), String(height), rank.map(String.init) ?? "",
      isFound ? "1" : "0", number(right?.score), number(right?.logNFA), TableCell.quoted(wrong?.name ?? ""),
      number(wrong?.logNFA), String(wrongCount), number(seconds),
    ]
    text.append(cells.joined(separator: ",") + "\n")
  }
}
