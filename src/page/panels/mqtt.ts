import { css, html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { BenchEvent } from "../../view/batch.ts";
import { latestMessages, type Message, prettyPayload, subscribeCommand } from "../../view/mqtt-log.ts";
import { Panel } from "./panel.ts";

/** Rows drawn; who looks for more, filters. */
const ROWS = 100;

/** What the plug and its bench say over MQTT, the newest first. */
class PbMqtt extends Panel {
  static override properties = {
    ...Panel.properties,
    wanted: { state: true },
    paused: { state: true },
    read: { state: true },
  };
  declare wanted: string;
  /** The events as they were when the log was told to stand still; null: it goes on. */
  declare paused: readonly BenchEvent[] | null;
  /** The message that is unfolded. */
  declare read: Message | null;

  constructor() {
    super();
    this.wanted = "";
    this.paused = null;
    this.read = null;
  }

  protected heading = (): string => "MQTT";

  protected summary(): string {
    const { broker } = this.plug.card;
    return broker === null
      ? "the plug runs without a broker"
      : `${broker}${this.paused === null ? "" : ", log paused"}`;
  }

  protected body(): TemplateResult {
    const { broker } = this.plug.card;
    if (broker === null)
      return html`<p>The plug runs without a broker: what it would publish goes nowhere.</p>`;
    const events = this.paused ?? this.plug.events;
    return html`<div class="row">
        <label>
          Filter
          <input
            type="search"
            placeholder="topic or payload"
            .value=${this.wanted}
            @input=${(event: Event) => {
              this.wanted = (event.target as HTMLInputElement).value;
            }}
          />
        </label>
        <button
          aria-pressed=${this.paused !== null}
          @click=${() => {
            this.paused = this.paused === null ? this.plug.events : null;
          }}
        >
          Pause
        </button>
        <span class="muted">the newest first, at most ${ROWS}</span>
      </div>
      ${guard([events, this.wanted, this.read, broker], () => this.#log(events, broker))}`;
  }

  #log(events: readonly BenchEvent[], broker: string): TemplateResult {
    const rows = latestMessages(events, this.wanted, ROWS);
    if (rows.length === 0)
      return html`<p class="muted empty">${this.wanted === "" ? "Nothing was said yet." : "No message has this in it."}</p>`;
    return html`<ol aria-label="Messages, the newest first">
      ${repeat(
        rows,
        (message) => message,
        (message) => this.#row(message, broker),
      )}
    </ol>`;
  }

  #row(message: Message, broker: string): TemplateResult {
    const { at, topic, payload, retain } = message;
    const open = this.read === message;
    return html`<li>
      <button
        class="line"
        aria-expanded=${open}
        @click=${() => {
          this.read = open ? null : message;
        }}
      >
        <span class="time muted">${(at / 1000).toFixed(3)} s</span>
        <span class="topic">${topic}</span>
        ${retain ? html`<span class="retained">retained</span>` : nothing}
        <span class="payload muted">${payload}</span>
      </button>
      ${open ? this.#whole(message, broker) : nothing}
    </li>`;
  }

  #whole({ topic, payload }: Message, broker: string): TemplateResult {
    const command = subscribeCommand(broker, topic);
    return html`<div class="whole">
      <pre role="group" tabindex="0" aria-label="Payload">${payload === "" ? "(empty)" : prettyPayload(payload)}</pre>
      <code>${command}</code>
      <div class="row">
        <button @click=${() => this.#copy(topic, "The topic")}>Copy the topic</button>
        <button @click=${() => this.#copy(command, "The command")}>Copy the command</button>
      </div>
    </div>`;
  }

  async #copy(text: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.say(`${what} is copied.`, true);
    } catch {
      this.say(
        "This browser lets the page copy nothing from this address: mark the text and copy it.",
        false,
      );
    }
  }

  static override styles = [
    ...Panel.styles,
    css`
      .empty {
        margin-top: 12px;
      }
      ol {
        margin: 12px 0 0;
        padding: 0;
        list-style: none;
        max-height: 420px;
        overflow: auto;
        overflow-anchor: none;
        contain: content;
        border: 1px solid var(--pb-line);
        border-radius: 8px;
        font-size: 13px;
      }
      li + li {
        border-top: 1px solid var(--pb-line);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 10px;
        width: 100%;
        border: 0;
        border-radius: 0;
        padding: 5px 10px;
        text-align: start;
        outline-offset: -3px;
        font: 12px / 1.5 var(--pb-mono);
      }
      .line[aria-expanded="true"] {
        background: var(--pb-sunken);
      }
      .time {
        min-width: 7em;
        text-align: end;
      }
      .topic {
        overflow-wrap: anywhere;
        min-width: 0;
      }
      .payload {
        flex: 1 1 12em;
        min-width: 0;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .retained {
        border: 1px solid currentcolor;
        border-radius: 5px;
        padding: 0 5px;
        font: 11px / 1.4 var(--pb-font);
        color: var(--pb-warn);
      }
      .whole {
        padding: 4px 10px 10px;
        background: var(--pb-sunken);
      }
      pre {
        margin: 0 0 8px;
        max-height: 260px;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        font: 12px / 1.5 var(--pb-mono);
      }
      .whole .row {
        margin-top: 8px;
      }
    `,
  ];
}

customElements.define("pb-mqtt", PbMqtt);
