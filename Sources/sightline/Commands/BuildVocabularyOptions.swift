import ArgumentParsing
import Vocabulary

/// The options of `sightline build-vocabulary` beside those of making features.
enum BuildVocabularyOptions {
  private static let words = "Words"
  private static let work = "Work"

  static let wordCount = Option.wholeNumber(
    "words", atLeast: 1, default: 65_536, group: words, help: "How many words the vocabulary has.")
  static let method = Option.choice(
    "method", "NAME", default: ClusteringOptions.Method.approximate, group: words,
    help: "How descriptors find their words while these are learnt: among all of them, through a search "
      + "structure, or down a tree."
  )
  .explainingDefault("flat up to 16384 words, approximate above")
  static let rounds = Option.wholeNumber(
    "rounds", atLeast: 1, default: 0, defaultText: "8 for approximate, else 10", group: words,
    help: "How often the words are moved to the middle of their descriptors.")
  static let start = Option.choice(
    "start", "NAME", default: ClusteringOptions.Start.random, group: words,
    help: "Which descriptors the words begin as: any, or ones that lie far apart, which takes longer.")
  static let branching = Option.wholeNumber(
    "branching", "B", atLeast: 2, default: 16, group: words,
    help: "Children of each node of the tree; for --method hierarchical.")
  static let depth = Option.wholeNumber(
    "depth", "D", atLeast: 1, default: 4, group: words,
    help: "Levels of the tree, whose leaves are the B^D words; for --method hierarchical.")
  static let seed = Option.wholeNumber(
    "seed", "S", atLeast: 0, default: 1, group: words,
    help: "The same seed and pictures give the same file, byte for byte.")

  private static let shapes = "Keyshapes of drawings"
  static let keyshapes = Option.flag(
    "keyshapes", group: shapes,
    help:
      "Learn what lines of drawings and edges of pictures look like, 255 words, for --drawings of a collection."
  )
  static let drawings = Option.paths(
    "drawings", "PATH", group: shapes,
    help: "Drawings that lines are learnt from beside the edges of IMAGES, with --keyshapes; can be repeated."
  )

  static let memory = Option.byteCount(
    "memory", default: "2G", group: work,
    help:
      "Stay within so much memory for descriptors and words (K, M and G are powers of 1024). What is more is "
      + "left out, evenly over the pictures.")
  static let resume = Option.flag(
    "resume", group: work, help: "Go on with work that was interrupted or killed, from OUT.slv.part.")

  static let all: [any DescribedOption] =
    [wordCount, method, rounds, start, branching, depth, seed, keyshapes, drawings, memory, resume]
    + FeaturesOptions.making
    + CommonOptions.all
}
