package dev.spinlab.results.report;

/** The style of pages: light and dark, wide, narrow and on paper. */
final class Stylesheet {
    static final String TEXT = """
            :root {
              color-scheme: light dark;
              --ground: #ffffff; --text: #1c1c1c; --quiet: #505050; --line: #c8c8c8; --band: #f3f4f6; --link: #0b57a4;
              --red-ground: #fde8e6; --red-text: #8c1007; --care-ground: #fff4d6; --care-text: #5c4300;
              --good-ground: #dceffa; --good-text: #10405e; --mark: #000000;
            }
            @media screen and (prefers-color-scheme: dark) {
              :root {
                --ground: #16181c; --text: #e8e8e8; --quiet: #b4b4b4; --line: #45484e; --band: #22252b; --link: #8ec5ff;
                --red-ground: #4a1512; --red-text: #ffc9c4; --care-ground: #3d3109; --care-text: #ffe7a3;
                --good-ground: #12303f; --good-text: #c2e4f7; --mark: #ffffff;
              }
            }
            * { box-sizing: border-box; }
            body {
              margin: 0 auto; padding: 0 1rem 2rem; max-width: 82rem; background: var(--ground); color: var(--text);
              font: 1rem/1.5 system-ui, sans-serif;
            }
            a { color: var(--link); }
            :focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
            .skip { position: absolute; left: -100rem; }
            .skip:focus { left: 1rem; top: 0.5rem; background: var(--ground); padding: 0.3rem 0.6rem; z-index: 3; }
            .heard {
              position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
            }
            header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.2rem; padding-top: 0.5rem; }
            h1 { font-size: 1.25rem; line-height: 1.2; margin: 0; }
            h2 { margin: 2.2rem 0 0.6rem; padding-bottom: 0.2rem; border-bottom: 1px solid var(--line); }
            h2, h3 { scroll-margin-top: 3.5rem; line-height: 1.25; }
            h3 { margin-top: 1.8rem; font-size: 1.05rem; }
            .about { margin: 0; color: var(--quiet); font-size: 0.85rem; }
            .about a.red { color: var(--red-text); background: var(--red-ground); padding: 0 0.3rem; }
            nav ul {
              display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; font-size: 0.85rem;
            }
            .switches {
              position: sticky; top: 0; z-index: 2; display: flex; gap: 0.1rem 0.9rem; align-items: center; margin: 0;
              padding: 0.2rem 0; min-width: 0; border: 0; border-bottom: 1px solid var(--line); overflow-x: auto;
              background: var(--ground); font-size: 0.8rem; white-space: nowrap;
            }
            .switches legend { float: left; padding: 0 0.6rem 0 0; color: var(--quiet); }
            .switches label { display: inline-flex; align-items: center; gap: 0.3rem; min-height: 1.6rem; }
            .switches label:focus-within { outline: 2px solid var(--link); outline-offset: -1px; }
            .swatch { width: 0.8rem; height: 0.8rem; }
            .glance { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0.2rem 1.2rem; }
            .glance h2 { margin: 0.5rem 0 0.1rem; font-size: 1rem; }
            .glance .whole { grid-column: 1 / -1; }
            .glance p.summary { margin: 0.1rem 0 0.2rem; font-size: 0.85rem; }
            .glance .scroll { max-height: 21.5rem; overflow: auto; }
            .glance table { font-size: 0.75rem; line-height: 1.25; }
            .glance caption { font-size: 0.72rem; padding: 0.1rem 0; }
            .glance th, .glance td { padding: 0.12rem 0.3rem; }
            .marks .turned { height: 6.6rem; padding: 0; vertical-align: bottom; min-width: 1.9rem; }
            .marks .turned span {
              writing-mode: vertical-rl; transform: rotate(180deg); line-height: 1.1; max-height: 6.4rem;
              padding: 0.2rem 0; font-weight: 600;
            }
            .marks tbody th { position: sticky; left: 0; background: var(--ground); }
            .marks .control th { font-weight: 400; }
            .verdict { text-align: center; position: relative; }
            .verdict.works { background: var(--good-ground); color: var(--good-text); }
            .verdict.refuses { background: var(--care-ground); color: var(--care-text); }
            .verdict.breaks { background: var(--red-ground); color: var(--red-text); font-weight: 700; }
            .brief { width: 100%; table-layout: fixed; }
            .brief td, .brief th { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
            .brief th:nth-child(1), .brief td:nth-child(1) { width: 1.8rem; text-align: center; text-overflow: clip; }
            .brief th:nth-child(2) { width: 45%; }
            .brief tbody th { font-weight: 400; }
            .brief .fails > * { background: var(--care-ground); color: var(--care-text); font-weight: 700; }
            .panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(21rem, 100%), 1fr)); gap: 0.3rem 1.2rem; }
            .panel svg { display: block; width: 100%; max-width: 28rem; min-width: 0; height: auto; }
            .panel svg text { font: 11px system-ui, sans-serif; }
            .panel-title { margin: 0; font-size: 0.8rem; color: var(--quiet); }
            .deciding figcaption { font-size: 0.75rem; color: var(--quiet); }
            .deciding figcaption p { margin: 0; max-width: none; }
            .deciding figcaption strong { color: var(--text); }
            .glance figure { margin: 0; }
            .banner { padding: 0.4rem 1rem; margin: 1rem 0; border-left: 0.4rem solid currentColor; }
            .banner h2 { margin: 0.2rem 0; border: 0; font-size: 1rem; }
            .banner ul { margin: 0.2rem 0; overflow-wrap: anywhere; }
            .banner.red, tr.red > *, th.red, td.red { background: var(--red-ground); color: var(--red-text); }
            .banner.caution, tr.refuses > * { background: var(--care-ground); color: var(--care-text); }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
            caption { text-align: left; color: var(--quiet); padding: 0.3rem 0; }
            th, td { border: 1px solid var(--line); padding: 0.3rem 0.55rem; text-align: left; vertical-align: top; }
            thead th { background: var(--band); }
            thead th.red { background: var(--red-ground); }
            tbody th { font-weight: 600; }
            .facts td, code { overflow-wrap: anywhere; }
            .reading { min-width: min(100%, 40rem); }
            figure { margin: 0 0 2rem; }
            .chart { background: #ffffff; border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.4rem; }
            .chart.adapts { background: var(--ground); }
            .chart { overflow-x: auto; }
            .chart > svg { display: block; width: 100%; min-width: 40rem; height: auto; }
            .matrix > svg { min-width: 68rem; }
            .chart .current > *, .chart .current:not(g) { stroke: var(--mark); stroke-width: 3px; paint-order: stroke; }
            .chart .current > text { stroke: none; }
            .readout { margin: 0.2rem 0; min-height: 1.3em; font-size: 0.8rem; line-height: 1.3; color: var(--quiet); }
            figcaption p { margin: 0.5rem 0; max-width: 60rem; }
            .files a { margin-right: 0.8rem; }
            details { margin: 0.6rem 0; }
            summary { cursor: pointer; }
            .absent { color: var(--quiet); }
            .forest { display: block; width: 12rem; height: 1.2rem; }
            @media (max-width: 60rem) {
              body { padding: 0 0.7rem 2rem; }
              .glance { grid-template-columns: minmax(0, 1fr); }
              .glance .scroll { max-height: 15.6rem; }
              .glance section:nth-child(2) .scroll { max-height: 7rem; }
              .brief { min-width: 38rem; }
            }
            @media (max-width: 30rem) {
              h1 { font-size: 1.05rem; }
              nav { display: none; }
            }
            @media print {
              :root { color-scheme: light; }
              body { max-width: none; padding: 0; font-size: 10pt; }
              nav, .skip, .readout, summary, .files { display: none; }
              .switches { position: static; flex-wrap: wrap; overflow: visible; }
              .glance { display: block; }
              .switches label:not(:has(:checked)) { display: none; }
              .wide, .chart, .glance .scroll { overflow: visible; max-height: none; }
              .chart > svg, .matrix > svg { min-width: 0; }
              .reading { min-width: 0; }
              table { font-size: 7.5pt; }
              th, td { padding: 0.1rem 0.25rem; overflow-wrap: anywhere; }
              .brief { min-width: 0; }
              .brief td, .brief th { white-space: normal; }
              .panels { grid-template-columns: repeat(3, 1fr); }
              figure, tr, .banner { break-inside: avoid; }
              h2, h3, caption { break-after: avoid; }
              thead { display: table-header-group; }
              * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            }
            """;

    private Stylesheet() {}
}
