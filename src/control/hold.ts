import { after, type Clock, type Millis, type Profile, type Rung } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";
import type { Host, Report } from "../runtime/host.ts";
import { ACTION, outletOf } from "../runtime/words.ts";
import { combinationWords } from "../view/profile-rows.ts";
import { moveButtons, whyNoButton } from "./buttons.ts";
import { type Answer, type Request, refusedAnswer } from "./protocol.ts";

/** After this long, ms, a board that has not told of the release will not tell any more. */
const RELEASE_PATIENCE = 1000;

type Gesture = Extract<Report, { kind: "gesture" }>;
type Ending = Exclude<Gesture, { gesture: "initialPress" | "longPress" }>;

/** Presses, waits, lets go and tells what came of it. When `gone` is aborted it lets go at once. */
export async function hold(
  host: Host,
  clock: Clock,
  { ms, buttons = [ACTION] }: Extract<Request, { do: "hold" }>,
  gone: AbortSignal,
): Promise<Answer> {
  const { profile, snapshot } = host;
  const unknown = whyNoButton(profile, buttons);
  if (unknown !== undefined) return refusedAnswer("bad_value", unknown);
  const down = [...(snapshot.button === "down" ? [ACTION] : []), ...snapshot.otherButtons];
  const held = buttons.find((name) => down.includes(name));
  if (held !== undefined)
    return refusedAnswer(
      "busy",
      `${held === ACTION ? "the button" : held} is down already: release it first`,
    );
  // An earlier release that is not confirmed yet would take this press for a bounce.
  if (host.snapshot.hold !== null) await sleep(clock, profile.timings.debounce.for, gone);
  const before = snapshot.lifecycle;
  const gestures: Gesture[] = [];
  let ended = (): void => {};
  const unlisten = host.onReport((report) => {
    if (report.kind !== "gesture") return;
    gestures.push(report);
    if (report.gesture === "shortRelease" || report.gesture === "longRelease") ended();
  });
  try {
    const pressed = moveButtons(host, "press", buttons);
    if (!pressed.ok) return pressed;
    await sleep(clock, ms, gone);
    const ending = new Promise<void>((resolve) => {
      ended = resolve;
    });
    moveButtons(host, "release", buttons);
    if (gone.aborted) return refusedAnswer("interrupted", "the hold was interrupted: the button is up");
    await Promise.race([ending, sleep(clock, RELEASE_PATIENCE as Millis, gone)]);
  } finally {
    unlisten();
  }
  const { lifecycle } = host.snapshot;
  const outlet = profile.outlet === null ? null : outletOf(host.snapshot);
  const confirms = gestures.length === 0 && lifecycle === "resetting" && before !== "resetting";
  const events = gestures.map(({ kind: _, ...gesture }) => gesture);
  return {
    ok: true,
    message: confirms
      ? "The press confirmed the reset."
      : gestures.length === 0 && !answersTo(profile, buttons)
        ? nothingCame(profile)
        : story(gestures, profile, outlet),
    result: { gestures: events, lifecycle, ...(outlet === null ? {} : { outlet }) },
  };
}

function sleep(clock: Clock, span: Millis, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (gone.aborted) return resolve();
    const cancel = clock.wakeAt(after(clock.now(), span), resolve);
    gone.addEventListener("abort", () => {
      cancel();
      resolve();
    });
  });
}

/** Whether these buttons, pressed while the plug runs, can be a gesture. */
const answersTo = ({ combination }: Profile, buttons: readonly string[]): boolean =>
  buttons.includes(ACTION) ||
  (combination !== null &&
    combination.when !== "powerOn" &&
    combination.buttons.every((name) => buttons.includes(name)));

const nothingCame = ({ combination }: Profile): string =>
  combination === null
    ? "Nothing came of it: of this make only the Action button does something."
    : `Nothing came of it. Beside the Action button this make knows ${combinationWords(combination)}.`;

const rungsOf = ({ rungs, combination }: Profile, gesture: Gesture | undefined): readonly Rung[] =>
  gesture?.buttons === undefined ? rungs : (combination?.rungs ?? []);

function story(gestures: readonly Gesture[], profile: Profile, outlet: string | null): string {
  const ending = gestures.findLast((gesture): gesture is Ending => "heldFor" in gesture);
  const reached = gestures.findLast((gesture) => gesture.gesture === "longPress");
  const rungs = rungsOf(profile, reached ?? ending);
  const atOnce = rungs.find(({ name, reset }) => name === reached?.rung && reset?.when === "reached");
  if (atOnce?.reset) return `Held to ${spanText(atOnce.at)} (${atOnce.name}): ${atOnce.reset.name} reset.`;
  if (ending === undefined)
    return "The press did not count: the plug was without power, starting or resetting, or lost its board meanwhile.";
  const held = `Held for ${spanText(ending.heldFor)}`;
  if (ending.gesture === "shortRelease")
    return `${held}: a short press.${outlet === null ? "" : ` The outlet is ${outlet}.`}`;
  const { rung: name, cancelled } = ending;
  const rung = rungs.find((each) => each.name === name);
  if (rung === undefined) return `${held}: too long for a short press, too short for more. Nothing happens.`;
  if (!cancelled)
    return `${held}, past ${spanText(rung.at)} (${rung.name}). Let go: ${rung.reset?.name} reset${rung.reset?.when === "confirmed" ? ", once a press confirms it" : ""}.`;
  const next = rungs.find((each) => each.reset !== null);
  const enough = (next?.at ?? 0) + (next?.guard?.for ?? 0);
  return `${held}, past ${spanText(rung.at)} (${rung.name}). Let go: nothing is reset, that takes ${spanText(enough)}.`;
}
