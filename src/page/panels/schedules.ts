import { css, html, nothing, type TemplateResult } from "lit";
import { type Schedule, WEEKDAYS } from "../../../firmware-sim/index.ts";
import type { Request } from "../../control/protocol.ts";
import {
  localText,
  type NextTimes,
  nextTimes,
  type ScheduleForm,
  wantedFrom,
  whenText,
} from "../../view/schedule-form.ts";
import { field, Panel, toggle } from "./panel.ts";

const DOES = { on: "switches on", off: "switches off", toggle: "toggles" } as const;
/** The answer itself is the whole list, which is seen. */
const SAID = {
  add: "The schedule is added.",
  remove: "The schedule is removed.",
  enable: "The schedule is switched on.",
  disable: "The schedule is switched off.",
} as const;

type About = Exclude<Extract<Request, { do: "schedules" }>["about"], { ask: "clear" }>;

/** When the plug switches its outlet by itself. */
class PbSchedules extends Panel {
  static override properties = { ...Panel.properties, times: { state: true }, when: { state: true } };
  declare times: NextTimes;
  declare when: ScheduleForm["when"];
  /** Those that `times` was asked for. */
  #asked: readonly Schedule[] | undefined;

  constructor() {
    super();
    this.times = { zone: "UTC", next: new Map() };
    this.when = "daily";
  }

  protected heading = (): string => "Schedules";

  override willUpdate(): void {
    this.hidden = !this.plug.snapshot.profile.outlet;
    const { schedules } = this.plug.snapshot;
    if (!this.open || this.hidden || schedules === this.#asked) return;
    this.#asked = schedules;
    void this.#about({ ask: "list" });
  }

  protected summary(): string {
    const { schedules } = this.plug.snapshot;
    const fire = schedules.filter(({ enabled }) => enabled).length;
    return schedules.length === 0 ? "none" : `${fire} of ${schedules.length} switched on`;
  }

  protected body(): TemplateResult {
    const { schedules } = this.plug.snapshot;
    return html`${schedules.length === 0 ? html`<p class="muted">The plug switches nothing by itself.</p>` : html`<ul>${schedules.map((each) => this.#schedule(each))}</ul>`}
      <h3>Add one</h3>
      <form autocomplete="off" @submit=${this.#add}>
        <label>
          The outlet is
          <select name="to">
            <option value="on">switched on</option>
            <option value="off">switched off</option>
            <option value="toggle">toggled</option>
          </select>
        </label>
        <select
          name="when"
          aria-label="When"
          @change=${(event: Event) => {
            this.when = (event.target as HTMLSelectElement).value as ScheduleForm["when"];
          }}
        >
          <option value="daily">every day, or on days</option>
          <option value="once">on a date</option>
          <option value="in">in a while</option>
        </select>
        ${this.when === "once" ? html`<label>date <input name="date" type="date" required /></label>` : nothing}
        ${
          this.when === "in"
            ? html`<label>in <input name="span" size="6" required placeholder="30m" /></label>`
            : html`<label>at <input name="time" type="time" required /></label>`
        }
        ${
          this.when === "daily"
            ? html`<fieldset>
              <legend>only on</legend>
              ${WEEKDAYS.map((day) => html`<label><input type="checkbox" name="days" value=${day} />${day}</label>`)}
            </fieldset>`
            : nothing
        }
        <label>
          name
          <input name="name" size="10" maxlength="32" pattern="[a-z0-9\\-]*" title="a-z, 0-9 and -" placeholder="a number" />
        </label>
        <label><input name="missed" type="checkbox" value="run" /> made up for when it was missed</label>
        <button>Add</button>
        <span class="muted">clocks of ${this.times.zone}</span>
      </form>`;
  }

  #schedule(schedule: Schedule): TemplateResult {
    const { id, to, enabled, missed } = schedule;
    const { zone, next } = this.times;
    const fires = next.get(id);
    const soon = enabled && fires != null ? `, next ${localText(fires, zone)}` : "";
    const late = missed === "run" ? ", made up for when missed" : "";
    const is = `${DOES[to]}: ${whenText(schedule, zone)}${late}${soon}`;
    return html`<li>
      ${toggle({ name: id, on: enabled, is }, () => this.#about({ ask: enabled ? "disable" : "enable", id }))}
      <button aria-label="Remove ${id}" @click=${() => this.#about({ ask: "remove", id })}>Remove</button>
    </li>`;
  }

  #add(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const chosen = new FormData(form).getAll("days");
    const wanted = {
      to: field(form, "to") as ScheduleForm["to"],
      when: this.when,
      days: WEEKDAYS.filter((day) => chosen.includes(day)),
      time: field(form, "time"),
      date: field(form, "date"),
      span: field(form, "span"),
      name: field(form, "name"),
      missed: field(form, "missed") === "run" ? "run" : "skip",
    } as const;
    this.withFilledIn(() => this.#about({ ask: "add", schedule: wantedFrom(wanted) }));
  }

  async #about(about: About): Promise<void> {
    const answer = await this.ask({ do: "schedules", about }, { quiet: true });
    if (!answer.ok) return;
    this.times = nextTimes(answer.result) ?? this.times;
    if (about.ask !== "list") this.say(SAID[about.ask], true);
  }

  static override styles = [
    ...Panel.styles,
    css`
      :host([hidden]) {
        display: none;
      }
      li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
      }
      fieldset label {
        gap: 3px;
      }
    `,
  ];
}

customElements.define("pb-schedules", PbSchedules);
