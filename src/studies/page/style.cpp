// SPDX-License-Identifier: Apache-2.0
// Colours: a blue and an orange that are told apart with every kind of colour vision (Okabe and Ito 2008) and differ in
// lightness, so that a grey print tells them apart too; what matters is never said by colour alone.
#include "studies/page/page.hpp"

namespace sanqu::studies {

namespace {

constexpr std::string_view k_style = R"(:root {
  --paper: #fbfaf7; --card: #ffffff; --ink: #1b2330; --soft: #5c6675; --line: #dfe2e6; --grid: #e9ebee;
  --gain: #0b63a5; --gain-soft: #0b63a522; --loss: #d2691e; --loss-soft: #d2691e22;
  --before: #8a94a3; --after: #2f7fc1; --mark: #1b2330;
  --g0: #0a3d66; --g1: #2b73ad; --g2: #7db2d9; --g3: #c9dfef; --g4: #f2c9a4; --g5: #e39a5c; --g6: #b9b9b9; --g7: #8d8d8d;
  --on-dark: #ffffff; --on-light: #1b2330;
  color-scheme: light;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161c; --card: #1a2029; --ink: #e8ebef; --soft: #a2acb9; --line: #333c48; --grid: #28303a;
    --gain: #6fb4ea; --gain-soft: #6fb4ea2e; --loss: #f0a15e; --loss-soft: #f0a15e2e;
    --before: #8f9aa8; --after: #4d9bdb; --mark: #e8ebef;
    --g0: #d6e9f8; --g1: #86bde6; --g2: #4a8fc4; --g3: #2a5c85; --g4: #7d5230; --g5: #c07b3d; --g6: #777; --g7: #555;
    --on-dark: #12161c; --on-light: #ffffff;
    color-scheme: dark;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.65 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
main { max-width: 900px; margin: 0 auto; padding: 40px 28px 64px; }
header { border-bottom: 3px solid var(--ink); padding-bottom: 18px; margin-bottom: 22px; }
.kicker { margin: 0; color: var(--soft); letter-spacing: .08em; font-size: 14px; }
h1 { margin: 4px 0 14px; font-size: 30px; line-height: 1.3; }
h2 { margin: 0 0 6px; font-size: 21px; line-height: 1.4; }
h3 { margin: 22px 0 2px; font-size: 16px; }
p { margin: 0 0 12px; color: var(--soft); max-width: 46em; }
.facts { display: flex; flex-wrap: wrap; gap: 6px 28px; margin: 0; }
.facts div { display: flex; gap: 8px; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; }
.lead { margin: 0 0 20px; padding: 0; list-style: none; counter-reset: lead; }
.lead li { counter-increment: lead; position: relative; padding: 9px 0 9px 44px; font-size: 18px; line-height: 1.55;
  border-bottom: 1px solid var(--line); }
.lead li::before { content: counter(lead); position: absolute; left: 4px; top: 7px; font-size: 22px; font-weight: 700;
  color: var(--gain); }
aside { border: 1px solid var(--loss); border-left-width: 6px; background: var(--loss-soft); padding: 12px 18px;
  margin: 0 0 22px; border-radius: 4px; }
aside ul { margin: 4px 0 0; padding-left: 20px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 22px 24px 18px;
  margin: 0 0 22px; }
figure { margin: 6px 0 14px; break-inside: avoid; }
figcaption { color: var(--soft); font-size: 14px; margin: 2px 0 6px; }
svg { display: block; width: 100%; height: auto; font-family: inherit; overflow: visible; }
svg text { fill: var(--ink); font-size: 12.5px; font-variant-numeric: tabular-nums; }
svg .soft { fill: var(--soft); }
svg .strong { font-weight: 700; }
svg .halo { paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
svg .axis { stroke: var(--soft); stroke-width: 1; }
svg .grid { stroke: var(--grid); stroke-width: 1; }
svg .cut { stroke: var(--mark); stroke-width: 1.3; stroke-dasharray: 5 4; }
svg .after { fill: var(--after); }
svg .before { fill: none; stroke: var(--mark); stroke-width: 1.7; }
svg .gain { fill: var(--gain); } svg .loss { fill: var(--loss); }
svg .gain-line { fill: none; stroke: var(--gain); stroke-width: 2.4; }
svg .loss-line { fill: none; stroke: var(--loss); stroke-width: 2.4; stroke-dasharray: 7 3; }
svg .gap { stroke: var(--mark); stroke-width: 2; }
svg .range { stroke: var(--after); stroke-width: 3; } svg .dot { fill: var(--after); stroke: var(--card); stroke-width: 1.5; }
svg .g0 { fill: var(--g0); } svg .g1 { fill: var(--g1); } svg .g2 { fill: var(--g2); } svg .g3 { fill: var(--g3); }
svg .g4 { fill: var(--g4); } svg .g5 { fill: var(--g5); } svg .g6 { fill: var(--g6); } svg .g7 { fill: var(--g7); }
svg .on0, svg .on1 { fill: var(--on-dark); }
svg .on2, svg .on3, svg .on4, svg .on5, svg .on6, svg .on7 { fill: var(--on-light); }
svg .weak { opacity: .38; }
svg .seam { stroke: var(--card); stroke-width: 1; }
.key { display: inline-block; width: 14px; height: 11px; margin: 0 5px 0 14px; vertical-align: -1px; }
.key.after { background: var(--after); } .key.before { border: 2px solid var(--mark); }
.key.gain { background: var(--gain); } .key.loss { background: var(--loss); }
.key.g0 { background: var(--g0); } .key.g1 { background: var(--g1); } .key.g2 { background: var(--g2); }
.key.g3 { background: var(--g3); } .key.g4 { background: var(--g4); } .key.g5 { background: var(--g5); }
.key.g6 { background: var(--g6); } .key.g7 { background: var(--g7); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.45; margin: 6px 0 10px; }
th { text-align: left; color: var(--soft); font-weight: 500; border-bottom: 2px solid var(--line); }
th, td { padding: 5px 16px 5px 0; vertical-align: top; }
td { border-bottom: 1px solid var(--line); }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
table.heat td.n { padding: 8px 10px; border: 2px solid var(--card); min-width: 62px; }
table.heat th { border: 0; padding: 6px 10px 6px 0; }
table.heat th.n { padding-right: 10px; }
table.heat { width: auto; min-width: 60%; }
table.heat th { white-space: nowrap; }
td.same { background: var(--grid); }
details summary { cursor: pointer; color: var(--soft); font-size: 14px; }
footer { color: var(--soft); font-size: 13.5px; border-top: 1px solid var(--line); padding-top: 14px; white-space: pre-line; }
@media (max-width: 640px) { main { padding: 20px 12px; } section { padding: 16px 14px; } h1 { font-size: 24px; } }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #3d4550; --line: #c4c8ce; --grid: #e4e6e9;
    --gain: #0b4f85; --gain-soft: #0b4f8522; --loss: #d97a2f; --loss-soft: #d97a2f2b; --before: #777; --after: #4d8fc7;
    --mark: #000; --g0: #0a3d66; --g1: #2b73ad; --g2: #7db2d9; --g3: #c9dfef; --g4: #f2c9a4; --g5: #e39a5c; --on-dark: #fff;
    --on-light: #000; color-scheme: light; }
  body { font-size: 10.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  section { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 12px 0 0; margin: 0 0 12px; }
  h1 { font-size: 19pt; } h2 { font-size: 14pt; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; }
  .lead li { font-size: 12pt; }
  details summary { display: none; } details::details-content { content-visibility: visible; height: auto; }
  details.screen { display: none; }
}
)";

}  // namespace

std::string_view page_style() { return k_style; }

}  // namespace sanqu::studies
