import Core
import Evaluation

/// A benchmark's report as one page: tables by stage, curves, times, and each query with its first results, the worst first.
/// One file, with nothing loaded from elsewhere, and readable without scripts.
package enum BenchmarkPage {
  /// Writes the page piece by piece. `load` gives a picture by its name, or `nil` when it is gone, and is called from `jobs`
  /// threads; the page doesn't depend on that.
  package static func write<Failure: Error>(
    _ report: BenchmarkReport, jobs: Int = 1, load: ShownPicture.Loading = ShownPicture.fromFiles,
    into sink: (_ bytes: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let title = "Sightline on \(report.truth.benchmark.rawValue)"
    let opening = PageFrame.opening(
      title: title, styles: [PageStyle.base, BenchmarkStyle.text], allowsScripts: false)
    let tables = BenchmarkTables(report: report)
    try sink(
      Array(
        (opening + "<h1>\(HTMLText.escaped(title))</h1>\n" + tables.facts + tables.measures + tables.curves
          + tables.times + tables.settings).utf8))
    if let strips = BenchmarkStrips(report: report) {
      try sink(Array(strips.heading.utf8))
      for place in strips.order { try sink(strips.section(at: place, jobs: jobs, load: load)) }
    }
    try sink(Array(PageFrame.closing.utf8))
  }
}

/// The look of the page beyond what all pages share.
enum BenchmarkStyle {
  static let text = """
    table { border-collapse: collapse; margin: .5rem 0 1rem; font-variant-numeric: tabular-nums; }
    .wide { overflow-x: auto; }
    th, td { padding: .25rem .5rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
    th:first-child, td:first-child { text-align: left; }
    th { color: var(--faint); font-weight: 600; }
    table.facts td { text-align: left; white-space: normal; overflow-wrap: anywhere; }
    table.facts td:first-child { white-space: nowrap; vertical-align: top; }
    td.best { font-weight: 700; color: var(--proven); }
    code { overflow-wrap: anywhere; }
    .curves { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: center; }
    .plot { width: min(100%, 35rem); background: var(--panel); border: 1px solid var(--line); border-radius: 4px; }
    .plot text { fill: var(--faint); font-size: 12px; }
    .plot .grid { stroke: var(--line); fill: none; }
    .legend { list-style: none; margin: 0; padding: 0; }
    .legend svg { width: 28px; height: 8px; margin-right: .5rem; }
    section { content-visibility: auto; contain-intrinsic-size: auto 12rem; border-top: 1px solid var(--line); padding: .6rem 0; }
    section h3 { font-size: 1rem; margin: 0 0 .4rem; font-weight: 600; }
    section h3 .faint { font-size: .8rem; font-weight: normal; }
    .strip { display: flex; gap: .5rem; overflow-x: auto; padding-bottom: .3rem; }
    .strip figure { margin: 0; flex: 0 0 auto; }
    .frame { position: relative; width: fit-content; height: 110px; border: 3px solid var(--line); background: var(--panel); }
    .frame img { display: block; height: 104px; }
    .frame.positive { border-color: #1a9850; } .frame.negative { border-color: #d73027; }
    .frame.junk { border-color: #999999; border-style: dashed; } .frame.query { border-color: var(--accent); margin-right: .6rem; }
    .frame .box { position: absolute; border: 2px solid var(--accent); }
    .frame .missing { height: 104px; width: 104px; }
    figcaption { font-size: .75rem; color: var(--faint); max-width: 12rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .key span { display: inline-block; width: 1em; height: 1em; margin: 0 .3em 0 1em; vertical-align: -.15em; border: 3px solid; }
    """
}
