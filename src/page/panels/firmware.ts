import { html, nothing, type TemplateResult } from "lit";
import type { Request } from "../../control/protocol.ts";
import { IMAGE_DAMAGES, type ImageDamage } from "../../runtime/command.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { updateWords } from "../../view/words/firmware-words.ts";
import { field } from "./panel.ts";

type Firmware = Snapshot["firmware"];

/** What runs, what is on offer, and how far an update is; as the maker offers one, and its user installs it. */
export function firmwareControls(firmware: Firmware, ask: (request: Request) => unknown): TemplateResult {
  const { version, offered, update, progress } = firmware;
  const doing = updateWords(firmware);
  const offer = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const damage = IMAGE_DAMAGES.find((each): each is ImageDamage => each === field(form, "damage"));
    const about = {
      ask: "offer",
      version: field(form, "version"),
      required: field(form, "required") !== "",
      ...(damage !== undefined && { damage }),
    } as const;
    ask({ do: "firmware", about });
  };
  return html`<p>
      <strong>${version}</strong> runs${
        offered === null
          ? nothing
          : html`; <strong>${offered.version}</strong> is ${offered.required ? html`<span class="warn">required</span>` : "on offer"}`
      }.
    </p>
    ${
      doing === undefined
        ? nothing
        : html`<p class="warn" id="doing">${doing}</p>
          ${update === "downloading" ? html`<progress aria-labelledby="doing" max="1" .value=${progress}></progress>` : nothing}`
    }
    <div class="row">
      <button
        class=${offered === null ? "" : "primary"}
        ?disabled=${offered === null || doing !== undefined}
        @click=${() => ask({ do: "firmware", about: { ask: "install" } })}
      >
        ${offered === null ? "Install" : `Install ${offered.version}`}
      </button>
      <span class="muted">${offered === null ? "The plug has heard of no newer one." : nothing}</span>
    </div>
    <details>
      <summary>Offer another version, as its maker does</summary>
      <form autocomplete="off" @submit=${offer}>
        <label>Version <input name="version" size="7" required maxlength="16" placeholder="1.1.0" /></label>
        <label>
          Image
          <select name="damage">
            <option value="">good</option>
            ${IMAGE_DAMAGES.map((each) => html`<option value=${each}>${each.replaceAll("-", " ")}</option>`)}
          </select>
        </label>
        <label><input name="required" type="checkbox" /> it must be installed</label>
        <button>Offer</button>
      </form>
    </details>`;
}
