/** How a drawing looks, in the page by its tokens, in a file of its own by what stands after the commas. */
export const LOOKS = `
text { font: 11px system-ui, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif; fill: var(--pb-text, #1a212b); }
.label { font-weight: 600; }
.time { fill: var(--pb-muted, #55606e); text-anchor: middle; font-variant-numeric: tabular-nums; }
.caption { fill: var(--pb-muted, #55606e); }
.halo, .letter { stroke: var(--pb-panel, #fff); stroke-width: 3px; paint-order: stroke; }
.letter { text-anchor: middle; font-weight: 700; }
.tick { stroke: var(--pb-line, #d9dee5); fill: none; }
.base { stroke: var(--pb-edge, #848e9b); stroke-dasharray: 1 3; fill: none; }
.now { stroke: var(--pb-accent, #2457c5); stroke-width: 1.5px; fill: none; }
.ground { fill: var(--pb-sunken, #f4f6f9); stroke: var(--pb-edge, #848e9b); }
.lit { stroke: var(--pb-edge, #848e9b); stroke-width: 0.5px; }
.stripe { fill: var(--pb-panel, #fff); opacity: 0.75; }
.unknown { fill: var(--pb-edge, #848e9b); }
.down { fill: var(--pb-text, #1a212b); }
.down-text { fill: var(--pb-panel, #fff); font-weight: 600; }
.on { fill: var(--pb-ok, #176f43); }
.on-text { fill: var(--pb-panel, #fff); font-weight: 600; }
.state { fill: var(--pb-sunken, #f4f6f9); stroke: var(--pb-edge, #848e9b); }
.hint { fill: transparent; }
.mqtt { fill: var(--pb-accent, #2457c5); }
.info { fill: var(--pb-muted, #55606e); }
.warn { fill: var(--pb-warn, #835400); }
.error { fill: var(--pb-bad, #b3261e); }
`;
