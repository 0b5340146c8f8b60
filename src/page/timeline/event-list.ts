import { html, type TemplateResult } from "lit";
import type { BenchEvent } from "../../view/batch.ts";
import type { Span } from "../../view/tracks.ts";
import { clockText } from "./axis.ts";
import { shortened } from "./spots.ts";
import { eventWords } from "./words.ts";

/** Events listed; the latest. */
const LISTED = 50;
/** Characters of one. */
const LONGEST_TEXT = 400;

/** The latest events of the window, the last one first. */
export function eventList(events: readonly BenchEvent[], { from, to }: Span): TemplateResult {
  const within = events.filter(({ at }) => from <= at && at < to);
  const listed = within.slice(-LISTED).toReversed();
  const rest = within.length - listed.length;
  return html`<div class="list" tabindex="0" role="region" aria-label="Events in words">
    <table>
      <caption>
        From ${clockText(from, 100)} to ${clockText(to, 100)}, the latest
        first${rest > 0 ? `; ${rest} earlier ones are not listed: zoom in` : ""}
      </caption>
      <thead>
        <tr><th scope="col">Time</th><th scope="col">What</th><th scope="col">Did</th></tr>
      </thead>
      <tbody>
        ${listed.map((event) => {
          const [track, text] = eventWords(event);
          return html`<tr>
            <td>${clockText(event.at, 1)}</td>
            <td>${track}</td>
            <td>${shortened(text, LONGEST_TEXT)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
