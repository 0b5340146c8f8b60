import { html, type TemplateResult } from "lit";
import type { PinMap } from "../../../board/pins/pin-map.ts";
import { CHANNELS, commonSeen, judgeLamp, type LampSights, type Sight } from "../../wiring-check/lamp.ts";
import { correctionOf, mapText } from "../../wiring-check/verdict.ts";
import { Helper } from "./helper.ts";

const STEPS = ["dark", ...CHANNELS] as const;
const ANSWERS: Readonly<Record<Sight, string>> = {
  nothing: "Nothing is lit",
  red: "Red",
  green: "Green",
  blue: "Blue",
  several: "Several, or white",
  other: "Another colour",
};

/** Lights one channel after the other, asks what is seen, and says which kind of LED it is and what is swapped. */
class PbLedHelper extends Helper {
  static override properties = { ...Helper.properties, seen: { state: true } };
  /** Null while nothing is asked. */
  declare seen: Partial<Record<keyof LampSights, Sight>> | null;

  constructor() {
    super();
    this.seen = null;
  }

  /** The plug has its pins again: what was asked is no longer to be seen. */
  protected override willUpdate(): void {
    if (this.plug.snapshot.power === "on") this.seen = null;
  }

  protected heading = (): string => "Is my LED common anode?";

  protected steps(): TemplateResult {
    const { pins } = this.plug.card;
    const { seen } = this;
    if (pins === null || seen === null)
      return html`<p>
        <button ?disabled=${this.busy} @click=${() => void this.#show({})}>Try the LED, colour by colour</button>
      </p>`;
    const step = STEPS.find((one) => seen[one] === undefined);
    return html`<p>${step === "dark" ? "The LED is to be dark." : `The LED is to be ${step}.`} What do you see?</p>
      <div class="answers">
        ${Object.entries(ANSWERS).map(
          ([sight, words]) =>
            html`<button
              ?disabled=${this.busy}
              @click=${() => void this.#show({ ...seen, [step!]: sight as Sight })}
            >
              ${words}
            </button>`,
        )}
      </div>`;
  }

  /** Goes to the next step, or, after the last, to the verdict. */
  async #show(seen: NonNullable<typeof this.seen>): Promise<void> {
    const { pins } = this.plug.card;
    if (pins === null) return;
    const step = STEPS.find((one) => seen[one] === undefined);
    if (step === undefined) {
      this.seen = null;
      return this.finish(...verdict(pins, seen as LampSights));
    }
    this.said = [];
    const common = commonSeen(pins, seen.dark ?? "nothing");
    const { ok } = await this.wiring({ ask: "light", lit: step === "dark" ? "none" : step, common });
    this.seen = ok ? seen : null;
  }
}

function verdict(pins: PinMap, seen: LampSights): readonly string[] {
  const findings = judgeLamp(pins, seen);
  const correction = correctionOf(pins, findings);
  const said = findings.map(({ text }) => text);
  return correction === undefined || correction.flags !== undefined
    ? said
    : [...said, mapText(correction.map)];
}

customElements.define("pb-led-helper", PbLedHelper);
