import { css, unsafeCSS } from "lit";
import { LOOKS } from "./looks.css.ts";

export const timelineStyles = css`
  ${unsafeCSS(LOOKS)}
  header,
  .controls,
  .controls span {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
  }
  header {
    justify-content: space-between;
    gap: 8px 16px;
    margin-block-end: 10px;
  }
  header h2 {
    margin: 0;
  }
  output {
    min-width: 3.6em;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .controls span {
    flex-wrap: nowrap;
    gap: 6px;
  }
  .square {
    min-width: 36px;
  }
  .follow {
    min-width: 6.5em;
  }
  .view {
    position: relative;
    touch-action: pan-y;
    cursor: grab;
    user-select: none;
    border-radius: 4px;
  }
  .view:active {
    cursor: grabbing;
  }
  svg {
    display: block;
    width: 100%;
    height: auto;
    overflow: visible;
  }
  .spots {
    position: absolute;
    inset: 0 var(--right) 0 var(--left);
    overflow: hidden;
    pointer-events: none;
  }
  .spots button {
    position: absolute;
    left: var(--x);
    top: var(--y);
    width: 24px;
    height: 24px;
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 6px;
    background: transparent;
    pointer-events: auto;
  }
  .spots button:hover,
  .spots button[aria-current="true"] {
    background: color-mix(in srgb, var(--pb-accent) 22%, transparent);
  }
  .spots button:focus-visible {
    outline-offset: -3px;
  }
  .reading {
    min-height: 3.2em;
    margin: 8px 0 4px;
    padding: 0;
    list-style: none;
    font-size: 14px;
  }
  .reading li {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  time {
    color: var(--pb-muted);
    font-variant-numeric: tabular-nums;
  }
  .keys {
    font-size: 13px;
  }
  summary {
    cursor: pointer;
    min-height: 24px;
    width: fit-content;
  }
  .list {
    max-height: 280px;
    overflow: auto;
    margin-block-start: 6px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
    font-size: 14px;
  }
  caption {
    text-align: start;
    color: var(--pb-muted);
    padding-block-end: 4px;
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
    padding: 3px 10px 3px 0;
    border-block-end: 1px solid var(--pb-line);
    overflow-wrap: anywhere;
  }
  :is(td, th):nth-child(-n + 2) {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  :is(td, th):last-child {
    width: 100%;
  }
`;
