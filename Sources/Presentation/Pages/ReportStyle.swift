/// The look of a report: cards, and the view of one result.
enum ReportStyle {
  static let cards = """
    header { display: grid; grid-template-columns: minmax(0, 28rem) minmax(0, 1fr); gap: 1.75rem; align-items: start; }
    @media (max-width: 48rem) { header { grid-template-columns: 1fr; } }
    .picture { position: relative; display: block; background: var(--empty); border-radius: 6px; overflow: hidden; }
    .picture img { display: block; width: 100%; height: auto; }
    .picture svg { position: absolute; inset: 0; width: 100%; height: 100%; }
    polygon { fill: none; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
    polygon.rim { stroke: #18181c; stroke-opacity: .6; stroke-width: 5px; }
    polygon.region { stroke: #ffb000; stroke-width: 2.5px; }
    polygon.outline { stroke: #14d696; stroke-width: 2.5px; }
    .unproven polygon.outline { stroke: #b0b2b8; stroke-dasharray: 6 5; }
    .unproven polygon.rim { stroke-opacity: .35; }
    dl { margin: 0; font-size: .875rem; font-variant-numeric: tabular-nums; }
    dl > div { display: flex; gap: .75rem; }
    dt { color: var(--faint); flex: none; width: 6.5rem; }
    dd { margin: 0; overflow-wrap: anywhere; }
    .cards {
      display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; margin: 0; padding: 0;
      list-style: none;
    }
    .card {
      background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: .75rem;
      content-visibility: auto; contain-intrinsic-size: auto 22rem;
    }
    .card button {
      display: block; width: 100%; padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: left;
      cursor: zoom-in; border-radius: 6px;
    }
    .card .picture img, .card .missing { width: 100%; height: 12.5rem; object-fit: contain; }
    .card .title { display: flex; gap: .6rem; margin: .6rem 0 .35rem; line-height: 1.35; }
    .card .title b { color: var(--faint); }
    .proven .title b { color: var(--proven); }
    .unproven .picture img { filter: grayscale(.7); opacity: .8; }
    .unproven .title, .unproven dl { color: var(--faint); }
    header .missing { height: 16rem; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    """

  static let detail = """
    dialog {
      width: min(96rem, 96vw); max-width: none; max-height: 94vh; padding: 1.25rem; border: 1px solid var(--line);
      border-radius: 12px; background: var(--panel); color: var(--ink);
    }
    dialog::backdrop { background: rgb(0 0 0 / .6); }
    .bar { display: flex; align-items: center; gap: .5rem; }
    .bar h2 { flex: 1; margin: 0; padding: 0; border: 0; min-width: 0; }
    .bar button {
      width: 2.25rem; height: 2.25rem; border: 1px solid var(--line); border-radius: 8px; background: var(--ground);
      color: inherit; font: inherit; cursor: pointer;
    }
    .bar button:disabled { opacity: .4; cursor: default; }
    #detail-rank { color: var(--faint); }
    .controls { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin: .75rem 0; font-size: .9rem; }
    .controls label { display: inline-flex; align-items: center; gap: .5rem; }
    .controls input { accent-color: var(--accent); }
    .controls label:has(input:disabled) { opacity: .4; }
    #opacity { width: 14rem; }
    .panes { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; align-items: start; }
    @media (max-width: 48rem) { .panes { grid-template-columns: 1fr; } }
    .panes + .panes { margin-top: 1rem; }
    .pane { display: grid; justify-items: center; }
    .pane .missing { width: 100%; height: 14rem; }
    .stage { position: relative; overflow: hidden; border-radius: 6px; max-width: 100%; background: var(--empty); }
    .stage > img { display: block; width: 100%; height: 100%; }
    .stage .warp { position: absolute; left: 0; top: 0; transform-origin: 0 0; }
    .stage .warp img { position: absolute; left: 0; top: 0; max-width: none; transform-origin: 0 0; }
    .stage svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; }
    .stage path { fill: none; stroke-linecap: round; vector-effect: non-scaling-stroke; }
    .stage path.under { stroke: #18181c; stroke-width: 6.5px; }
    .stage path.dot { stroke-width: 4px; }
    .stage path.dot.chosen { stroke-width: 14px; }
    .stage path.under.chosen { stroke-width: 18px; }
    .hides-points path, .hides-outline polygon { display: none; }
    #words table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
    #words caption { text-align: left; color: var(--faint); padding-bottom: .35rem; }
    #words td { padding: .1rem .5rem .1rem 0; white-space: nowrap; }
    #words td:last-child { width: 100%; padding-right: 0; }
    #words .share { display: block; height: .7rem; background: var(--accent); border-radius: 2px; min-width: 1px; }
    """
}
