import { css, nothing, type SVGTemplateResult, svg } from "lit";

/** What is drawn around the lamp and the button, on a sheet of 640 by 380. */
export interface Scene {
  /** The mains plug is in the wall. */
  readonly plugged: boolean;
  /** Power flows to what is plugged in; null for a make without an outlet. */
  readonly powered: boolean | null;
}

export const sceneStyles = css`
  .wall {
    fill: var(--pb-sunken);
    stroke: var(--pb-line);
    stroke-width: 2;
  }
  .hole {
    fill: var(--pb-edge);
  }
  .cord {
    fill: none;
    stroke: var(--cord);
    stroke-width: 9;
    stroke-linecap: round;
  }
  .dark {
    fill: var(--cord);
  }
  .prong {
    fill: #b9c0c8;
  }
  .top {
    stop-color: #fbfcfd;
  }
  .low {
    stop-color: #dde2e8;
  }
  .body {
    fill: url(#body);
    stroke: #b9c1ca;
    stroke-width: 2;
  }
  .shadow {
    fill: #000;
    opacity: 0.1;
  }
  .face {
    fill: #edf0f3;
    stroke: #c3cad2;
    stroke-width: 2;
  }
  .pin {
    fill: #6e7781;
  }
  .stem {
    fill: var(--pb-edge);
  }
  .shade {
    fill: light-dark(#c9d0d9, #56616d);
  }
  .lit .shade {
    fill: #ffd76a;
  }
  .light {
    fill: #ffd76a;
    opacity: 0.28;
  }
  .dots {
    fill: #c3cad2;
  }
`;

export const scene = ({ plugged, powered }: Scene): SVGTemplateResult => svg`
  <defs>
    <linearGradient id="body" x1="0" y1="0" x2="0" y2="1">
      <stop class="top" offset="0" /><stop class="low" offset="1" />
    </linearGradient>
  </defs>
  ${wall(plugged)}
  <rect class="shadow" x="214" y="36" width="236" height="328" rx="46" />
  <rect class="body" x="208" y="26" width="236" height="328" rx="46" />
  ${powered === null ? mesh : svg`${outlet}${deskLamp(powered)}`}
`;

const wall = (plugged: boolean): SVGTemplateResult => svg`
  <rect class="wall" x="28" y="92" width="92" height="120" rx="16" />
  <rect class="hole" x="57" y="132" width="7" height="26" rx="3" />
  <rect class="hole" x="84" y="132" width="7" height="26" rx="3" />
  <path class="hole" d="M66 182a8 8 0 0 1 16 0v4h-16z" />
  ${
    plugged
      ? svg`<path class="cord" d="M74 172 C74 330 150 300 212 300" />
          <rect class="dark" x="46" y="120" width="56" height="58" rx="14" />`
      : svg`<path class="cord" d="M112 334 C150 350 160 300 212 300" />
          <rect class="prong" x="46" y="312" width="26" height="6" rx="2" />
          <rect class="prong" x="46" y="334" width="26" height="6" rx="2" />
          <rect class="dark" x="68" y="300" width="52" height="52" rx="14" />`
  }
`;

const outlet = svg`
  <circle class="face" cx="326" cy="186" r="50" />
  <rect class="pin" x="306" y="160" width="8" height="28" rx="3" />
  <rect class="pin" x="338" y="160" width="8" height="28" rx="3" />
`;

const mesh = svg`${[-36, -18, 0, 18, 36].flatMap((y) =>
  [-36, -18, 0, 18, 36].map((x) => svg`<circle class="dots" cx=${326 + x} cy=${186 + y} r="4" />`),
)}`;

const deskLamp = (powered: boolean): SVGTemplateResult => svg`
  <g class=${powered ? "lit" : ""}>
    ${powered ? svg`<path class="light" d="M498 152 L458 332 H622 L582 152 Z" />` : nothing}
    <path class="cord" d="M326 186 C404 214 420 352 500 338" />
    <rect class="dark" x="300" y="160" width="52" height="52" rx="16" />
    <rect class="stem" x="535" y="148" width="10" height="180" rx="4" />
    <rect class="stem" x="496" y="326" width="88" height="14" rx="7" />
    <path class="shade" d="M512 76 H568 L594 154 H486 Z" />
  </g>
`;
