import { css, html, LitElement } from "lit";
import { readAnswer } from "../../control/protocol.ts";
import { browser } from "../link/means.ts";
import { panel } from "../theme.css.ts";

/** ms. */
const PATIENCE = 10_000;
const NOBODY = "The teacher's computer does not answer. Are you on the same network?";

/** Where a pupil comes in: the class's code, and a name for the wall. */
export class PbJoin extends LitElement {
  static override properties = { said: { state: true }, busy: { state: true } };
  /** Why it did not work. */
  declare said: string;
  declare busy: boolean;

  static override styles = [
    panel,
    css`
      main {
        max-width: 420px;
        margin: 10vh auto 0;
        padding: 16px;
      }
      h1 {
        margin: 0 0 8px;
        font-size: 20px;
      }
      form {
        display: grid;
        gap: 12px;
      }
      label {
        display: grid;
        gap: 4px;
      }
      input,
      button {
        min-height: 44px;
        font-size: 18px;
      }
      [role="alert"] {
        color: var(--pb-bad);
        min-height: 1.5em;
        margin: 0;
      }
      [role="alert"]::first-letter {
        text-transform: uppercase;
      }
    `,
  ];

  constructor() {
    super();
    this.said = "";
    this.busy = false;
  }

  protected override render() {
    return html`<main>
      <section aria-labelledby="title">
        <h1 id="title">Your own plug</h1>
        <form @submit=${(event: SubmitEvent) => this.#submit(event)}>
          <label>
            The class's code
            <input name="code" inputmode="numeric" autocomplete="off" pattern="[0-9]{6}" maxlength="6" required />
          </label>
          <label>
            Your name, as everyone will see it
            <input name="name" autocomplete="off" maxlength="24" required />
          </label>
          <button ?disabled=${this.busy}>Join</button>
          <p role="alert">${this.said}</p>
        </form>
      </section>
    </main>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.said = "";
    try {
      const wanted = { code: fields.get("code"), name: fields.get("name") };
      const { status, text } = await browser.post("/class/join", wanted, PATIENCE);
      if (status === 204) return location.reload();
      const answer = readAnswer(text);
      this.said = answer === undefined ? NOBODY : `${answer.message}.`;
    } catch {
      this.said = NOBODY;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("pb-join", PbJoin);
declare global {
  interface HTMLElementTagNameMap {
    "pb-join": PbJoin;
  }
}
