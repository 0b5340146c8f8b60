import { css } from "lit";

/** The page itself, and the tokens that every part of it is drawn with. Text on each ground is at least 4.5 to 1. */
export const theme = css`
  :root {
    color-scheme: light dark;
    --pb-bg: light-dark(#f1f3f6, #12161b);
    --pb-panel: light-dark(#ffffff, #1b2128);
    --pb-sunken: light-dark(#f4f6f9, #151a20);
    --pb-text: light-dark(#1a212b, #e9edf2);
    --pb-muted: light-dark(#55606e, #a2adba);
    --pb-line: light-dark(#d9dee5, #343d48);
    /** Edges of what can be operated: 3 to 1. */
    --pb-edge: light-dark(#848e9b, #77828f);
    --pb-accent: light-dark(#2457c5, #8fb6ff);
    --pb-on-accent: light-dark(#ffffff, #0d1a33);
    --pb-ok: light-dark(#176f43, #63d19c);
    --pb-warn: light-dark(#835400, #f1c069);
    --pb-bad: light-dark(#b3261e, #ff958c);
    --pb-radius: 14px;
    --pb-gap: 16px;
    --pb-font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
    --pb-mono: ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", "DejaVu Sans Mono", monospace;
  }
  body {
    margin: 0;
    background: var(--pb-bg);
    color: var(--pb-text);
    font: 15px / 1.5 var(--pb-font);
  }
  noscript {
    display: block;
    padding: 24px;
  }
`;

/** What every panel is made of: one card with a heading, buttons and fields. */
export const panel = css`
  :host {
    display: block;
    min-width: 0;
  }
  * {
    box-sizing: border-box;
  }
  section {
    background: var(--pb-panel);
    border: 1px solid var(--pb-line);
    border-radius: var(--pb-radius);
    padding: var(--pb-gap);
    min-width: 0;
  }
  h2 {
    margin: 0 0 12px;
    font-size: 17px;
    line-height: 1.3;
    font-weight: 650;
  }
  h3 {
    margin: 16px 0 6px;
    font-size: 15px;
    font-weight: 650;
  }
  p {
    margin: 0 0 8px;
  }
  .muted {
    color: var(--pb-muted);
  }
  code,
  .mono {
    font-family: var(--pb-mono);
    font-size: 0.92em;
    overflow-wrap: anywhere;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    min-height: 32px;
    border: 1px solid var(--pb-edge);
    border-radius: 8px;
    background: var(--pb-panel);
    padding: 3px 10px;
    max-width: 100%;
  }
  button {
    cursor: pointer;
  }
  button:hover:not(:disabled, [aria-pressed="true"]) {
    background: var(--pb-sunken);
  }
  button[aria-pressed="true"] {
    background: var(--pb-accent);
    border-color: var(--pb-accent);
    color: var(--pb-on-accent);
  }
  :disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  :focus-visible {
    outline: 3px solid var(--pb-accent);
    outline-offset: 2px;
  }
`;
