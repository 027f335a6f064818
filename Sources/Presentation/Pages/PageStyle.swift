/// The look that all pages share: colours for light and dark, type, figures.
enum PageStyle {
  static let base = """
    :root {
      color-scheme: light dark;
      --ground: #f7f6f3; --panel: #ffffff; --ink: #1d1f23; --faint: #666a72; --line: #dcdad4;
      --proven: #0a7d55; --accent: #b05f00; --empty: #e8e6e0;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #17181b; --panel: #212327; --ink: #ecebe7; --faint: #9a9da5; --line: #35383e;
        --proven: #3ad6a0; --accent: #ffb000; --empty: #2b2d32;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 1.5rem clamp(1rem, 3vw, 2.5rem) 4rem; max-width: 100rem;
      background: var(--ground); color: var(--ink);
      font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
    }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; text-wrap: balance; }
    h2 { font-size: 1.1rem; margin: 2.25rem 0 .75rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
    h2 .count { color: var(--faint); font-weight: normal; margin-left: .5rem; }
    .faint { color: var(--faint); }
    .name { overflow-wrap: anywhere; }
    .missing {
      display: grid; place-items: center; background: var(--empty); color: var(--faint); font-size: .9rem;
    }
    """

  static let contactSheets = """
    .sheet { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0; padding: 0; }
    section { content-visibility: auto; contain-intrinsic-size: auto 14rem; }
    figure { margin: 0; width: 160px; }
    figure .frame {
      width: 160px; height: 160px; display: grid; place-items: center; background: var(--panel);
      border: 1px solid var(--line); border-radius: 4px; overflow: hidden;
    }
    figure img { display: block; max-width: 100%; max-height: 100%; }
    figure .missing { width: 100%; height: 100%; }
    figcaption { font-size: .8rem; line-height: 1.35; margin-top: .3rem; overflow-wrap: anywhere; }
    figcaption .faint { display: block; }
    """
}
