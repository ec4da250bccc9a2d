"""How a report looks in a browser: light, dark and on paper."""

STYLE = """
:root { color-scheme: light dark;
  --page: #ffffff; --text: #1d2126; --quiet: #5a626b; --line: #d5dae0;
  --soft: #f3f5f7; --good: #17692f; --warn: #855100; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root {
  --page: #1b1e22; --text: #e6e9ed; --quiet: #a3abb5; --line: #3a4048;
  --soft: #25292f; --good: #7fd393; --warn: #f0bd62; --bad: #ff9a90; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 32px 24px; }
h1, h2, h3, p, ul, dl, table, pre { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.3; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin: 32px 0 8px; }
h3 { font-size: 1rem; }
.quiet { color: var(--quiet); font-size: .9rem; }
.verdict { display: flex; gap: 16px; align-items: flex-start; padding: 16px;
  margin-top: 16px; border: 1px solid var(--line); border-left-width: 6px;
  border-radius: 6px; background: var(--soft); }
.verdict .mark { font-size: 2rem; line-height: 1; }
.verdict strong { font-size: 1.125rem; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
.verdict.good { border-left-color: var(--good); color: inherit; }
.verdict.warn { border-left-color: var(--warn); color: inherit; }
.verdict.bad { border-left-color: var(--bad); color: inherit; }
.check { padding: 12px 0; border-top: 1px solid var(--line);
  display: grid; grid-template-columns: 9rem 1fr; gap: 0 16px; }
.check > * { grid-column: 2; }
.check > .outcome { grid-column: 1; grid-row: 1 / span 9; font-weight: 600; }
.check p, .warnings li { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 12rem 1fr; gap: 4px 16px; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 24px 4px 0;
  border-bottom: 1px solid var(--line); white-space: nowrap; }
th { color: var(--quiet); font-weight: 400; }
.number { text-align: right; }
code, .fixed { font-family: ui-monospace, monospace; font-size: .9rem; }
pre { padding: 12px; background: var(--soft); border-radius: 6px; overflow-x: auto; }
footer { margin-top: 40px; padding-top: 12px; border-top: 1px solid var(--line); }
@media (max-width: 600px) {
  .check, dl { grid-template-columns: 1fr; }
  .check > *, .check > .outcome { grid-column: 1; grid-row: auto; } }
@media print { main { padding: 0; max-width: none; } .check { break-inside: avoid; } }
"""
