import { css } from "lit";

/** Where things are on the sheet of the scene, in percent of it, and how the buttons look. */
export const stageStyles = css`
  :host {
    --cord: light-dark(#39424d, #6b7683);
  }
  .stage {
    position: relative;
    max-inline-size: 640px;
    margin: 0 auto 12px;
    overflow: clip;
  }
  .scene {
    display: block;
    inline-size: 100%;
    block-size: auto;
  }
  .lost .stage {
    filter: grayscale(0.6);
    opacity: 0.6;
  }
  .lamp {
    position: absolute;
    inset-inline-start: 50.94%;
    inset-block-start: 20.5%;
    inline-size: max(11%, 38px);
    aspect-ratio: 1;
    translate: -50% -50%;
  }
  .action {
    position: absolute;
    inset-inline-start: 50.94%;
    inset-block-start: 78.5%;
    translate: -50% -50%;
    inline-size: max(14.5%, 54px);
    aspect-ratio: 1;
    padding: 0;
    border-radius: 50%;
    border: 2px solid #87919c;
    background: linear-gradient(#ffffff, #d9dfe6);
    color: #1a212b;
    font-size: 13px;
    font-weight: 650;
    box-shadow: 0 3px 0 #9aa4af;
  }
  .action:hover:not(:disabled) {
    background: linear-gradient(#ffffff, #e6ebf1);
  }
  .action.down,
  .action.down:hover {
    background: linear-gradient(#b9cdf5, #d6e2fa);
    border-color: #2457c5;
    color: #10275c;
    box-shadow: inset 0 2px 4px rgb(0 0 0 / 0.25);
  }
  .action:disabled {
    opacity: 1;
    color: #4d5763;
    background: #d9dfe6;
    box-shadow: none;
  }
  .action,
  .other {
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
  }
  dl {
    margin: 0 0 14px;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(80px, 1fr));
    gap: 8px 16px;
  }
  .big {
    grid-column: 1 / -1;
  }
  dt {
    font-size: 13px;
    color: var(--pb-muted);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .big dd {
    font-size: 21px;
    line-height: 1.25;
    font-weight: 650;
  }
  .why {
    margin: 12px 0 0;
    color: var(--pb-muted);
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 16px;
  }
  .controls button {
    min-block-size: 44px;
  }
`;
