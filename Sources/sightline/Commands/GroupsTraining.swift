import ArgumentParsing
import Core
import Evaluation
import Retrieval

/// `sightline groups --training-pairs OUT.csv`: what people who train a network take.
enum GroupsTraining {
  private static let group = "Training"
  private static let defaults = TrainingPairOptions()

  static let pairs = Option.file(
    "training-pairs", "OUT.csv", group: group,
    help:
      "Also write a table of pairs: proven ones, and hard negatives that look alike and are nothing of the same."
  )
  static let positives = Option.wholeNumber(
    "positives", atLeast: 0, default: defaults.positivesPerPicture, group: group,
    help: "A picture is in so many proven pairs of the table at most, the strongest.")
  static let negatives = Option.wholeNumber(
    "negatives", atLeast: 0, default: defaults.negativesPerPicture, group: group,
    help: "A picture is in so many hard negatives of the table at most, those highest on shortlists.")

  static let all: [any DescribedOption] = [pairs, positives, negatives]

  /// --positives and --negatives are about the table.
  static func check(_ arguments: Arguments) throws(ToolError) {
    guard arguments[pairs] == nil else { return }
    for option in [positives, negatives] where arguments.isGiven(option) {
      throw .failure("\(option.description.longForm) is for --training-pairs OUT.csv, which is missing")
    }
  }

  static func options(_ arguments: Arguments) -> TrainingPairOptions {
    var options = TrainingPairOptions()
    options.positivesPerPicture = arguments[positives]
    options.negativesPerPicture = arguments[negatives]
    return options
  }

  static let head = "label,a,b,group_a,group_b,kind,log_nfa,inliers,overlap_a,overlap_b,shortlist_score"

  /// A line a pair (RFC 4180); fields that a pair doesn't have are empty.
  static func table(_ pairs: [TrainingPair]) -> [UInt8] {
    var text = TextWriter()
    text.append(head + "\n")
    for pair in pairs {
      let fields =
        [
          pair.isPositive ? "1" : "0", TableCell.quoted(pair.a), TableCell.quoted(pair.b),
          pair.groupOfA.map(String.init) ?? "",
          pair.groupOfB.map(String.init) ?? "",
        ] + evidence(of: pair)
      text.append(fields.joined(separator: ",") + "\n")
    }
    return text.bytes
  }

  private static func evidence(of pair: TrainingPair) -> [String] {
    switch pair.label {
    case .positive(let link):
      [
        link.kind.rawValue, QueryOutput.fixed(link.logNFA, decimals: 1), String(link.inlierCount),
        QueryOutput.fixed(link.overlapOfA, decimals: 3), QueryOutput.fixed(link.overlapOfB, decimals: 3), "",
      ]
    case .negative(let score): ["", "", "", "", "", "\(score)"]
    }
  }
}
