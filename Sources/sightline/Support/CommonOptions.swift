import ArgumentParsing
import Core

/// The options that every command has.
enum CommonOptions {
  private static let group = "Common"

  static let json = Option.flag(
    "json", group: group, help: "Print one JSON document on standard output, and nothing else there.")
  static let quiet = Option.flag("quiet", group: group, help: "No progress and no summary; errors only.")
  static let jobs = Option.wholeNumber(
    "jobs", "N", atLeast: 1, default: Parallel.processorCount, defaultText: "the number of processors",
    group: group, help: "Work on so many pictures at the same time. Results don't depend on it.")
  static let help = Option.flag("help", short: "h", group: group, help: "Show this help.")

  static let all: [any DescribedOption] = [json, quiet, jobs, help]
}
