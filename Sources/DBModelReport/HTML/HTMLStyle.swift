/// The style sheet of a page; free of `<` and `&`, which would end or break it.
///
/// Colours are those of Okabe and Ito (Color Universal Design, 2008), which people of every colour
/// vision tell apart, darkened or lightened until text in them has a contrast of 4.5 to its ground
/// (WCAG 2.2, 1.4.3). Nothing is said by colour alone: lines differ in their dashes, areas in their
/// hatching, and verdicts are words.
enum HTMLStyle {
  static let sheet: StaticString = """
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1b1f24; --muted: #57606a; --grid: #d9dee3; --faint: #eef1f4;
      --panel: #f6f8fa; --link: #0b5cad;
      --s1: #0b5fa5; --s2: #b34a00; --s3: #00734f; --s4: #8a3a72; --s5: #7a5c00; --s6: #444c56;
      --good: #00734f; --risk: #8f6000; --bad: #b3261e;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #12161b; --ink: #e6e9ed; --muted: #a2abb5; --grid: #363d46; --faint: #222830;
        --panel: #1a2027; --link: #7ab8f5;
        --s1: #6db9f2; --s2: #ff9a5c; --s3: #4fd1a5; --s4: #e3a3cc; --s5: #e8c25a; --s6: #b6bec8;
        --good: #4fd1a5; --risk: #f0b840; --bad: #ff8a80;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 3rem; max-width: 68rem;
      background: var(--paper); color: var(--ink); line-height: 1.5; overflow-wrap: anywhere;
      font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans",
        sans-serif;
    }
    code, pre, .snippet { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono",
      monospace; }
    code { font-size: 0.9em; unicode-bidi: isolate; }
    a { color: var(--link); }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: 1rem; top: 0.5rem; background: var(--paper); padding: 0.3rem 0.6rem; }
    h1, h2, h3, h4 { line-height: 1.25; margin: 2rem 0 0.6rem; }
    h1 { font-size: 2rem; margin-top: 0; }
    h2 { font-size: 1.4rem; border-bottom: 1px solid var(--grid); padding-bottom: 0.25rem; }
    h3 { font-size: 1.08rem; }
    h4, h5, h6 { font-size: 1rem; }
    p, ul, dl, figure { margin: 0.6rem 0; }
    .tool { color: var(--muted); margin: 0; }
    .summary { border-left: 0.35rem solid var(--good); padding: 0.4rem 0.8rem;
      background: var(--panel); }
    .summary.error, .summary.danger, .summary.incomplete { border-color: var(--bad); }
    dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.2rem 1rem; }
    dt { color: var(--muted); }
    dd { margin: 0; }
    dl.figures { gap: 0.8rem; margin: 1rem 0;
      grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); }
    .figures div { background: var(--panel); border-radius: 0.4rem; padding: 0.6rem 0.9rem;
      border: 1px solid var(--grid); }
    .figures dt { font-size: 0.85rem; }
    .figures dd { font-size: 1.15rem; font-weight: 600; font-variant-numeric: tabular-nums; }
    nav ol { columns: 2 18rem; list-style: none; padding-left: 0; margin: 0.5rem 0; }
    nav li.sub { padding-left: 1.2rem; font-size: 0.92rem; }
    nav { border: 1px solid var(--grid); border-radius: 0.4rem; padding: 0.5rem 0.9rem; }
    summary { cursor: pointer; font-weight: 600; }
    .table, .plot, pre { overflow-x: auto; }
    .table, .plot { background:
      linear-gradient(to right, var(--paper) 40%, transparent) left / 2.5rem 100% no-repeat local,
      linear-gradient(to left, var(--paper) 40%, transparent) right / 2.5rem 100% no-repeat local,
      linear-gradient(to right, var(--grid), transparent) left / 0.7rem 100% no-repeat scroll,
      linear-gradient(to left, var(--grid), transparent) right / 0.7rem 100% no-repeat scroll; }
    table { border-collapse: collapse; font-size: 0.9rem; margin: 0.5rem 0;
      overflow-wrap: normal; font-variant-numeric: tabular-nums; }
    th, td { text-align: left; vertical-align: top; padding: 0.28rem 0.9rem 0.28rem 0;
      border-bottom: 1px solid var(--grid); max-width: 30rem; overflow-wrap: break-word; }
    thead th { border-bottom: 2px solid var(--muted); color: var(--muted); font-weight: 600; }
    tbody th { font-weight: 400; }
    .number { text-align: right; }
    .number .figure { white-space: nowrap; }
    .verdict, .badge { font-size: 0.85em; font-weight: 700; white-space: nowrap; }
    .verdict.inside { color: var(--good); font-weight: 400; }
    .verdict.atRisk { color: var(--risk); }
    .verdict.outside { color: var(--bad); }
    .badge { border: 1.5px solid currentColor; border-radius: 0.3rem; padding: 0.05rem 0.4rem;
      text-transform: uppercase; letter-spacing: 0.03em; }
    .badge.error, .badge.danger, .mark.error, .mark.danger { color: var(--bad); }
    .badge.warning, .mark.warning { color: var(--risk); }
    .badge.note, .mark.note { color: var(--s1); }
    .finding { margin: 1.4rem 0; padding-left: 0.9rem; border-left: 0.2rem solid var(--grid); }
    .finding.error, .finding.danger { border-color: var(--bad); }
    .finding.warning { border-color: var(--risk); }
    .finding h3 { margin-top: 0; }
    .help strong { color: var(--good); }
    .rule, .place { color: var(--muted); font-size: 0.88rem; }
    pre { background: var(--panel); border-radius: 0.4rem; padding: 0.6rem 0.8rem;
      font-size: 0.84rem; line-height: 1.4; margin: 0.6rem 0; overflow-wrap: normal; tab-size: 4; }
    pre code { font-size: 1em; }
    .gutter { color: var(--muted); }
    .second { color: var(--s1); }
    .mark { font-weight: 700; }
    .diff ins, .diff del { text-decoration: none; display: inline; }
    .diff ins { color: var(--good); font-weight: 600; }
    .diff del { color: var(--bad); }
    .outline { padding-left: 1.2rem; margin: 0.3rem 0; }
    .outline .outline { list-style: "– "; font-size: 0.94em; }
    .notes { padding-left: 1.2rem; }
    figure { margin: 1.4rem 0 2rem; }
    figcaption p { margin: 0.3rem 0 0.5rem; max-width: 46rem; }
    .plot { max-width: 46rem; }
    .picture { display: block; width: 100%; min-width: 30rem; height: auto; color: var(--ink);
      font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans",
        sans-serif; }
    .picture text { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px;
      stroke-linejoin: round; unicode-bidi: plaintext; white-space: pre; }
    .picture .tick, .picture .axis { fill: var(--muted); }
    .picture .value, .picture .limit-label { font-weight: 600; font-size: 12.5px; }
    .picture .limit-label { fill: var(--bad); }
    .grid { stroke: var(--grid); stroke-width: 1; }
    .minor { stroke: var(--faint); stroke-width: 1; }
    .edge { stroke: var(--muted); stroke-width: 1.2; }
    .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .s1 { stroke: var(--s1); }
    .s2 { stroke: var(--s2); stroke-dasharray: 7 4; }
    .s3 { stroke: var(--s3); stroke-dasharray: 2 3; }
    .s4 { stroke: var(--s4); stroke-dasharray: 10 3 2 3; }
    .s5 { stroke: var(--s5); stroke-dasharray: 14 4; }
    .s6 { stroke: var(--s6); stroke-dasharray: 4 2 1 2; }
    .line.s1 { stroke-width: 3.4; }
    .dot { stroke: none; }
    .dot.s1 { fill: var(--s1); } .dot.s2 { fill: var(--s2); } .dot.s3 { fill: var(--s3); }
    .dot.s4 { fill: var(--s4); } .dot.s5 { fill: var(--s5); } .dot.s6 { fill: var(--s6); }
    .limit { stroke: var(--bad); stroke-width: 1.8; }
    .beyond { fill: var(--bad); opacity: 0.08; }
    .goal { stroke: var(--bad); stroke-width: 1.6; stroke-dasharray: 5 4; }
    .event { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 2 3; }
    .mark.split { fill: var(--s3); } .mark.rise { fill: var(--s1); }
    .mark.refusal { fill: none; stroke: var(--bad); stroke-width: 2.2; }
    .bar.inside, .bar.none { fill: var(--s1); }
    .bar.atRisk, .bar.outside { stroke: var(--ink); stroke-width: 0.6; }
    .reach { fill: var(--muted); opacity: 0.55; }
    .end { stroke: var(--ink); stroke-width: 1.4; }
    .ground { fill: var(--paper); }
    .hatch { fill: none; stroke-width: 1.4; }
    .hatch.risk { stroke: var(--risk); } .hatch.bad { stroke: var(--bad); }
    footer { margin-top: 3rem; color: var(--muted); font-size: 0.85rem; }
    @media (max-width: 40rem) {
      body { padding: 1rem 0.9rem 2rem; }
      h1 { font-size: 1.6rem; }
      dl, dl.figures { grid-template-columns: 1fr; }
      dt { margin-top: 0.4rem; }
      td:not(.number) { min-width: 6rem; }
      td:last-child:not(.number) { min-width: 15rem; }
    }
    @media print {
      :root {
        color-scheme: light;
        --paper: #ffffff; --ink: #000000; --muted: #444444; --grid: #bbbbbb; --faint: #e4e4e4;
        --panel: #ffffff; --link: #000000;
        --s1: #0b5fa5; --s2: #b34a00; --s3: #00734f; --s4: #8a3a72; --s5: #7a5c00; --s6: #444c56;
        --good: #00734f; --risk: #8f6000; --bad: #b3261e;
      }
      @page { margin: 16mm 14mm; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      .skip, nav { display: none; }
      h2, h3, h4, figcaption, summary { break-after: avoid; }
      figure, .finding, tr, .figures { break-inside: avoid; }
      thead { display: table-header-group; }
      pre { border: 1px solid var(--grid); white-space: pre-wrap; }
      table { font-size: 8pt; }
      th, td { padding-right: 0.5rem; }
      .table, .plot, pre { overflow: visible; background: none; }
      .picture { min-width: 0; max-width: 12cm; }
      figure .plot { max-width: 12cm; }
      figure { margin: 0 0 6mm; }
      figure { display: grid; grid-template-columns: 10.4cm 1fr; gap: 0 4mm; }
      figcaption, figure details { grid-column: 1 / -1; }
      figure table { font-size: 7.5pt; }
      figure th, figure td { padding-top: 0.1rem; padding-bottom: 0.1rem; }
      .picture .minor { display: none; }
      details::details-content { content-visibility: visible; block-size: auto; }
      summary { list-style: none; }
    }

    """
}
