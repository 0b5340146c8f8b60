import { css, html, nothing, type TemplateResult } from "lit";
import { type FaultKind, faultCommand } from "../../config/fault.ts";
import { HOUSEHOLD_FAULTS } from "../../runtime/household/faults.ts";
import { HOUSEHOLD_KINDS, type HouseholdWish, REMEDIES, type Remedy } from "../../runtime/household/kinds.ts";
import { WIRE_FAULT_KINDS, type WireFaultKind } from "../../runtime/wire-faults.ts";
import { troublesText } from "../../view/words/trouble-words.ts";
import { field, Panel, toggle } from "./panel.ts";

const ON_THE_WIRE: Readonly<Record<WireFaultKind, string>> = {
  "late-ack": "What answers a command comes late.",
  "missing-ack": "What answers a command never comes.",
  "double-ack": "What answers a command comes twice.",
  "wrong-state": "The outlet is said to be the other way than it is.",
  flapping: "The plug is said to come and go.",
  "silent-death": "The plug falls silent, and nobody is told.",
  reboot: "The plug starts anew in the middle of a command.",
  ghost: "A reset says no goodbye: what the broker holds stays.",
};
/** What only a make with an outlet can have. */
const OF_OUTLET: readonly HouseholdWish[] = ["overheat", "overload", "welded-relay"];

const plain = (name: string): string => name.replaceAll("-", " ");

/** What goes wrong on purpose, in the house and on the wire, and what helps. */
class PbFaults extends Panel {
  protected heading = (): string => "Faults";

  protected summary(): string {
    const inForce = this.#inForce().map(plain);
    return inForce.length === 0 ? "none in force" : inForce.join(", ");
  }

  protected body(): TemplateResult {
    const { snapshot, card, profile } = this.plug;
    const { faults } = snapshot.household;
    const inForce = this.#inForce();
    const house = HOUSEHOLD_KINDS.filter((kind) => profile.outlet !== null || !OF_OUTLET.includes(kind));
    const helping = [...new Set(faults.flatMap((kind) => HOUSEHOLD_FAULTS[kind].cures))];
    const others = REMEDIES.filter((name) => !helping.includes(name));
    const trouble = troublesText(snapshot);
    return html`<p>
        What the plug itself knows: <strong class=${trouble === "none" ? "ok" : "warn"}>${trouble}</strong>
      </p>
      ${helping.length === 0 ? nothing : html`<div class="row"><span class="muted">What helps:</span>${helping.map(this.#remedy)}</div>`}
      <div class="row">
        <button ?disabled=${inForce.length === 0} @click=${() => this.ask({ do: "clearFault", kind: "all" })}>
          Clear all faults
        </button>
      </div>
      <form autocomplete="off" @submit=${(event: Event) => event.preventDefault()}>
        <span class="muted">A fault that is switched on</span>
        <label>
          ends by itself after <input name="for" size="5" placeholder="never" />
          <span class="muted">such as 60s or 5m</span>
        </label>
        <label>seed <input name="seed" size="5" inputmode="numeric" placeholder="1" /></label>
      </form>
      <h3>In the house</h3>
      <ul>
        ${house.map((kind) => this.#switch(kind, HOUSEHOLD_FAULTS[kind].is, inForce))}
        ${this.#switch("random", "One fault after the other, chosen by the seed.", inForce)}
      </ul>
      <h3>On the wire</h3>
      ${card.broker === null ? html`<p class="muted">The plug runs without a broker: nobody sees these.</p>` : nothing}
      <ul>${WIRE_FAULT_KINDS.map((kind) => this.#switch(kind, ON_THE_WIRE[kind], inForce))}</ul>
      <details>
        <summary>Everything that a household tries</summary>
        <div class="row">${others.map(this.#remedy)}</div>
      </details>`;
  }

  #inForce(): readonly FaultKind[] {
    const { household, faults } = this.plug.snapshot;
    const plan: readonly FaultKind[] = household.plan === null ? [] : ["random"];
    return [...household.faults, ...plan, ...faults.map(({ kind }) => kind)];
  }

  #switch(kind: FaultKind, is: string, inForce: readonly FaultKind[]): TemplateResult {
    const on = inForce.includes(kind);
    return html`<li>
      ${toggle({ name: plain(kind), on, is }, () => (on ? void this.ask({ do: "clearFault", kind }) : this.#raise(kind)))}
    </li>`;
  }

  readonly #remedy = (name: Remedy): TemplateResult =>
    html`<button @click=${() => this.ask({ do: "remedy", name })}>${plain(name)}</button>`;

  #raise(kind: FaultKind): void {
    const form = this.renderRoot.querySelector("form")!;
    const [span, seed] = [field(form, "for").trim(), field(form, "seed").trim()];
    const options = { ...(span !== "" && { for: span }), ...(seed !== "" && { seed }) };
    this.withFilledIn(() => this.ask(faultCommand(kind, options, (detail) => detail)));
  }

  static override styles = [
    ...Panel.styles,
    css`
      ul {
        columns: 290px;
        column-gap: 24px;
      }
      li {
        break-inside: avoid;
      }
      li button {
        width: 100%;
        font-weight: 600;
      }
      li .muted {
        font-size: 13px;
        font-weight: 400;
      }
      form {
        margin-top: 8px;
      }
    `,
  ];
}

customElements.define("pb-faults", PbFaults);
