/** The report's look, light and dark as the reader's system is; outcomes differ by sign and word, not by colour alone. */
export const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 60rem; margin: auto; padding: 1rem; }
article { margin-bottom: 3rem; }
h1, h2, li, td { overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; margin-bottom: 0; }
section { border-left: 4px solid GrayText; padding-left: 1rem; margin: 1.5rem 0; }
section.fail { border-left: 8px double light-dark(#b3261e, #ff8a80); }
section.pass { border-left-color: light-dark(#1b6e3c, #7ddc9f); }
.fail > strong, .incomplete > strong, li.fail > .mark { color: light-dark(#b3261e, #ff8a80); }
.about, small { color: light-dark(#555, #bbb); }
.about { margin: 0; }
ol { list-style: none; padding: 0; }
li { margin: .4rem 0; }
.mark { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .3rem 0 .3rem 1.5rem; }
dt { font-weight: 600; }
dd { margin: 0; }
/* The drawings are dark on light. */
img { background: #fff; max-width: 100%; height: auto; vertical-align: middle; }
pre { overflow-x: auto; }
figure { margin: .5rem 0; }
figcaption { font-size: .9rem; }
table { border-collapse: collapse; font-size: .9rem; }
td, th { border: 1px solid GrayText; padding: .2rem .5rem; text-align: left; vertical-align: top; }
@media print { section { break-inside: avoid; } }
`;
