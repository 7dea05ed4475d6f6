package dev.spinlab.results.report;

/** The style of the page: light and dark, narrow and wide. Charts keep their white ground in the dark. */
final class Stylesheet {
    static final String TEXT = """
            :root {
              color-scheme: light dark;
              --ground: #ffffff; --text: #1c1c1c; --quiet: #505050; --line: #c8c8c8; --band: #f3f4f6;
              --red-ground: #fde8e6; --red-text: #8c1007; --care-ground: #fff4d6; --care-text: #5c4300;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --ground: #16181c; --text: #e8e8e8; --quiet: #b4b4b4; --line: #45484e; --band: #22252b;
                --red-ground: #4a1512; --red-text: #ffc9c4; --care-ground: #3d3109; --care-text: #ffe7a3;
              }
            }
            * { box-sizing: border-box; }
            body {
              margin: 0 auto; padding: 1rem; max-width: 75rem; background: var(--ground); color: var(--text);
              font: 1rem/1.5 system-ui, sans-serif;
            }
            h1 { font-size: 1.6rem; line-height: 1.2; }
            h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
            h3 { margin-top: 1.8rem; font-size: 1.05rem; }
            .banner { padding: 0.6rem 1rem; margin: 1rem 0; border-left: 0.4rem solid currentColor; }
            .banner p, .banner ul { margin: 0.2rem 0; }
            .banner.red, tr.red > * { background: var(--red-ground); color: var(--red-text); }
            .banner.caution, tr.refuses > * { background: var(--care-ground); color: var(--care-text); }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
            caption { text-align: left; color: var(--quiet); padding: 0.3rem 0; }
            th, td { border: 1px solid var(--line); padding: 0.3rem 0.55rem; text-align: left; vertical-align: top; }
            thead th { background: var(--band); }
            tbody th { white-space: nowrap; font-weight: 600; }
            .facts td { overflow-wrap: anywhere; }
            figure { margin: 0 0 2rem; }
            .chart { background: #ffffff; border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.4rem; }
            .chart { overflow-x: auto; }
            .chart svg { display: block; width: 100%; min-width: 40rem; height: auto; }
            .matrix svg { min-width: 68rem; }
            figcaption p { margin: 0.5rem 0; max-width: 60rem; }
            .absent { color: var(--quiet); }
            """;

    private Stylesheet() {}
}
