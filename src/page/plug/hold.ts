import { css, html, nothing } from "lit";
import type { Cancel, Profile } from "../../../firmware-sim/index.ts";
import { spanText } from "../../config/duration.ts";
import { type HoldView, holdView, ladderOf } from "../../view/hold-view.ts";
import type { Mirror } from "../../view/mirror.ts";
import { BenchElement } from "../bench-element.ts";
import { cssVars } from "../css-vars.ts";

/** How often the bar moves for those who want little motion, ms. */
const CALM = 500;

/** How long the button is held, the make's marks on the way, and what letting go would do. */
export class PbHold extends BenchElement {
  #cancel: Cancel = () => {};

  static override styles = css`
    :host {
      display: block;
    }
    .track {
      position: relative;
      block-size: 14px;
      margin-block: 6px 26px;
      border-radius: 7px;
      background: var(--pb-sunken);
      border: 1px solid var(--pb-edge);
    }
    .fill {
      position: absolute;
      inset: 0 auto 0 0;
      inline-size: calc(var(--held) * 100%);
      border-radius: 6px;
      background: var(--pb-accent);
    }
    .mark {
      position: absolute;
      inset-block: -4px;
      inset-inline-start: calc(var(--at) * 100%);
      inline-size: 2px;
      margin-inline-start: -1px;
      background: var(--pb-text);
    }
    .mark span {
      position: absolute;
      inset-block-start: 22px;
      inset-inline-start: 1px;
      translate: -50% 0;
      font-size: 12px;
      white-space: nowrap;
      color: var(--pb-muted);
    }
    p {
      margin: 0;
    }
    .next {
      font-weight: 600;
    }
    .next.rest {
      font-weight: 400;
      color: var(--pb-muted);
    }
    .seconds {
      display: inline-block;
      min-inline-size: 3.4em;
      font-variant-numeric: tabular-nums;
      color: var(--pb-accent);
    }
    @media (max-width: 520px) {
      /* Two lines, so that what is below stays in its place while the sentence changes. */
      .next {
        min-block-size: 3em;
      }
    }
    ol {
      list-style: none;
      margin: 0;
      padding: 0;
      display: grid;
      gap: 2px;
      font-size: 14px;
      color: var(--pb-muted);
    }
    li {
      display: grid;
      grid-template-columns: 4.6em 1fr;
      gap: 8px;
    }
    li b {
      font-weight: 600;
      color: var(--pb-text);
    }
    .reached {
      color: var(--pb-text);
    }
    .reached b::before {
      content: "✓ ";
    }
  `;

  override disconnectedCallback(): void {
    this.#cancel();
    super.disconnectedCallback();
  }

  protected override render() {
    const { plug } = this;
    const view = holdView(plug.profile, plug.snapshot, this.link.now());
    const ladder = view ?? ladderOf(plug.profile, climbs(plug.profile));
    const next = view?.next ?? withoutHold(plug);
    this.dataset["next"] = next;
    this.#goOn(view !== null);
    return html`
      <p class="next ${next === "" ? "rest" : ""}" role="status">
        ${view === null ? nothing : html`<span class="seconds" aria-hidden="true">${seconds(view.held)}</span>`}
        ${next || inviteTo(plug)}
      </p>
      <div class="track" aria-hidden="true">
        <div class="fill" ${cssVars({ "--held": String(shareOf(view)) })}></div>
        ${ladder.rungs.map(
          ({ at }) =>
            html`<div class="mark" ${cssVars({ "--at": String(at / ladder.full) })}><span>${spanText(at)}</span></div>`,
        )}
      </div>
      <ol aria-label="Marks of a hold">
        ${ladder.rungs.map(
          ({ at, words, leads, reached }) =>
            html`<li class=${reached ? "reached" : nothing}><b>${spanText(at)}</b><span>${words}: ${leads}</span></li>`,
        )}
      </ol>
    `;
  }

  #goOn(held: boolean): void {
    this.#cancel();
    if (!held || this.plug.card.time === "stands" || this.link.contact.is !== "live") return;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const timer = setTimeout(() => this.requestUpdate(), CALM);
      this.#cancel = () => clearTimeout(timer);
    } else {
      const frame = requestAnimationFrame(() => this.requestUpdate());
      this.#cancel = () => cancelAnimationFrame(frame);
    }
  }
}

const shareOf = (view: HoldView | null): number => (view === null ? 0 : Math.min(1, view.held / view.full));

const seconds = (held: number): string => `${(held / 1000).toFixed(1)} s`;

/** Which ladder is worth showing while nothing is held. */
const climbs = ({ rungs, combination }: Profile): "button" | "combination" =>
  rungs.length === 0 && combination !== null ? "combination" : "button";

/** What is to be known about a button when no hold goes on that counts; "" for nothing. */
function withoutHold({ states, profile, snapshot }: Mirror): string {
  if (states.button === "confirming" || states.combination === "confirming")
    return `Press once within ${spanText(profile.timings.confirmWindow.for)} to begin the reset.`;
  if (snapshot.button === "up") return "";
  if (snapshot.lifecycle === "off") return "The button is down, and the plug has no power.";
  return "Let go now: nothing more happens.";
}

const inviteTo = ({ card }: Mirror): string =>
  card.mayPress ? "Hold the Action button: mouse, finger, Space or Enter." : "Hold the button on the board.";

customElements.define("pb-hold", PbHold);
declare global {
  interface HTMLElementTagNameMap {
    "pb-hold": PbHold;
  }
}
