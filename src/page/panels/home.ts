import { css, html, nothing, type TemplateResult } from "lit";
import type { Request } from "../../control/protocol.ts";
import { householdFault } from "../../runtime/household/kinds.ts";
import { lifecycleWords } from "../../view/words/lifecycle-words.ts";
import { networkWords } from "../../view/words/trouble-words.ts";
import { field, Panel, toggle } from "./panel.ts";

const REACHES = {
  down: "the plug is not on the Wi-Fi",
  local: "the plug is on the Wi-Fi, and does not reach the cloud",
  cloud: "the plug reaches the cloud",
} as const;

type Credentials = NonNullable<Extract<Request, { do: "setup" }>["credentials"]>;

/** The simulated home: router, cloud, accounts, phone app, voice, and how the plug is set up in it. */
class PbHome extends Panel {
  static override properties = { ...Panel.properties, settingUp: { state: true }, mute: { state: true } };
  /** An attempt goes on. */
  declare settingUp: boolean;
  /** How the router goes down. */
  declare mute: boolean;

  constructor() {
    super();
    this.open = true;
    this.settingUp = false;
    this.mute = false;
  }

  protected heading = (): string => "Home";

  protected summary(): string {
    const { home } = this.plug.snapshot;
    return `${home.ssid}, ${home.listedBy.length === 0 ? "on no account's list" : `on the list of ${home.listedBy.join(", ")}`} (simulated)`;
  }

  protected body(): TemplateResult {
    return html`${this.#network()}${this.#accounts()}${this.#setup()}${this.#app()}${this.#voice()}`;
  }

  #network(): TemplateResult {
    const { home, household, network, networkTrouble } = this.plug.snapshot;
    const weak = household.faults.includes("weak-signal");
    const [up, cloudUp] = [home.wifi === "up", home.cloud === "up"];
    return html`<p>
        Now ${REACHES[network]}${networkTrouble === null ? nothing : html`: <span class="warn">${networkWords(networkTrouble)}</span>`}.
      </p>
      <div class="row">
        ${toggle({ name: "Router", on: up, is: home.wifi }, () =>
          this.ask({ do: "wifi", to: up ? "down" : "up", how: this.mute ? "silent" : "cut" }),
        )}
        ${toggle({ name: "Cloud", on: cloudUp, is: home.cloud }, () =>
          this.ask({ do: "cloud", to: cloudUp ? "down" : "up" }),
        )}
        ${toggle({ name: "Signal", on: !weak, is: weak ? "weak" : "good" }, () =>
          this.ask(
            weak
              ? { do: "clearFault", kind: "weak-signal" }
              : { do: "fault", fault: householdFault("weak-signal") },
          ),
        )}
      </div>
      <div class="row">
        <button @click=${() => this.ask({ do: "remedy", name: "restart-router" })}>Restart the router</button>
        <label>
          <input
            type="checkbox"
            .checked=${this.mute}
            @change=${(event: Event) => {
              this.mute = (event.target as HTMLInputElement).checked;
            }}
          />
          it goes down mute: nobody is told
        </label>
      </div>`;
  }

  #accounts(): TemplateResult {
    const { accounts, listedBy } = this.plug.snapshot.home;
    return html`<h3>Device lists of the accounts</h3>
      <ul class="accounts">
        ${accounts.map(
          ({ name, listsPlug }) =>
            html`<li><span class="name">${name}</span> <span class=${listsPlug ? "ok" : "muted"}>${listsPlug ? "✓ lists the plug" : "– does not list it"}</span></li>`,
        )}
      </ul>
      <div class="row">
        <button ?disabled=${listedBy.length === 0} @click=${() => this.ask({ do: "removeFromAccount" })}>
          Take the plug off every list
        </button>
      </div>`;
  }

  #setup(): TemplateResult {
    const { lifecycle, home } = this.plug.snapshot;
    const opened = lifecycle === "setup";
    return html`<h3>Set up</h3>
      <p class="muted">
        ${
          opened
            ? "The plug waits to be set up."
            : `It can be set up only while it waits for that; now it is: ${lifecycleWords(lifecycle)}.`
        }
      </p>
      <div class="row" aria-busy=${this.settingUp}>
        <button
          data-test="setup"
          class=${opened ? "primary" : ""}
          ?disabled=${this.settingUp}
          @click=${() => this.#setUp({ do: "setup" })}
        >
          ${this.settingUp ? "Setting up…" : `Set up on ${home.ssid}`}
        </button>
        <button ?disabled=${this.settingUp} @click=${() => this.#setUp({ do: "setup", wrongPassword: true })}>
          With a wrong password
        </button>
      </div>
      <details>
        <summary>With another Wi-Fi or account</summary>
        <form autocomplete="off" @submit=${this.#submit}>
          <label>Wi-Fi <input name="ssid" required maxlength="32" /></label>
          <label>
            Password <input name="password" type="password" autocomplete="new-password" required maxlength="64" />
          </label>
          <label>Account <input name="account" maxlength="64" placeholder="the home's own" /></label>
          <label><input name="wifiOnly" type="checkbox" /> no account, Wi-Fi only</label>
          <button ?disabled=${this.settingUp}>Set up</button>
        </form>
      </details>`;
  }

  #app(): TemplateResult | typeof nothing {
    const { app } = this.plug.profile;
    // "remove" is what taking it off the list is.
    const actions = Object.entries(app).filter(([action]) => action !== "remove");
    if (actions.length === 0) return nothing;
    return html`<h3>Phone app</h3>
      <div class="row">
        ${actions.map(
          ([action, { reset }]) =>
            html`<button @click=${() => this.ask({ do: "app", action })}>${action} <span class="muted">${reset} reset</span></button>`,
        )}
      </div>`;
  }

  #voice(): TemplateResult | typeof nothing {
    const { voice } = this.plug.profile;
    if (voice === null) return nothing;
    const asks = this.plug.states.voice === "asking";
    const say = (says: Extract<Request, { do: "voice" }>["says"]) => () => this.ask({ do: "voice", says });
    return html`<h3>Voice</h3>
      <p class="muted">
        ${asks ? "It asks whether it is really to be reset." : `Begins the ${voice.reset} reset, once it is answered with yes.`}
      </p>
      <div class="row">
        <button @click=${say("factory reset")}>“Factory reset”</button>
        <button ?disabled=${!asks} @click=${say("yes")}>“Yes”</button>
        <button ?disabled=${!asks} @click=${say("no")}>“No”</button>
      </div>`;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const account = field(form, "account");
    const credentials: Credentials = {
      ssid: field(form, "ssid"),
      password: field(form, "password"),
      ...(field(form, "wifiOnly") === "" ? account !== "" && { account } : { account: null }),
    };
    form.querySelector<HTMLInputElement>("[type=password]")!.value = "";
    void this.#setUp({ do: "setup", credentials });
  }

  async #setUp(request: Extract<Request, { do: "setup" }>): Promise<void> {
    this.settingUp = true;
    await this.ask(request);
    this.settingUp = false;
  }

  static override styles = [
    ...Panel.styles,
    css`
      .accounts {
        margin-bottom: 10px;
      }
      .name {
        display: inline-block;
        min-width: 9em;
        overflow-wrap: anywhere;
      }
    `,
  ];
}

customElements.define("pb-home", PbHome);
