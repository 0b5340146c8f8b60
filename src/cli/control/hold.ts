import { after, type Clock, type Millis, type Profile } from "../../../firmware-sim/index.ts";
import { spanText } from "../../config/duration.ts";
import type { Host, Report } from "../../runtime/host.ts";
import { type Answer, refusedAnswer } from "./protocol.ts";

/** After this long, ms, a board that has not told of the release will not tell any more. */
const RELEASE_PATIENCE = 1000;

type Gesture = Extract<Report, { kind: "gesture" }>;
type Ending = Exclude<Gesture, { gesture: "initialPress" | "longPress" }>;

/** Presses, waits, lets go and tells what came of it. When `gone` is aborted it lets go at once. */
export async function hold(
  host: Host,
  profile: Profile,
  clock: Clock,
  span: Millis,
  gone: AbortSignal,
): Promise<Answer> {
  if (host.snapshot.button === "down")
    return refusedAnswer("busy", "the button is down already: release it first");
  // An earlier release that is not confirmed yet would take this press for a bounce.
  if (host.snapshot.hold !== null) await sleep(clock, profile.timings.debounce.for, gone);
  const before = host.snapshot.lifecycle;
  const gestures: Gesture[] = [];
  let ended = (): void => {};
  const unlisten = host.onReport((report) => {
    if (report.kind !== "gesture") return;
    gestures.push(report);
    if (report.gesture === "shortRelease" || report.gesture === "longRelease") ended();
  });
  try {
    const pressed = host.command({ do: "press" });
    if (!pressed.ok) return pressed;
    await sleep(clock, span, gone);
    const ending = new Promise<void>((resolve) => {
      ended = resolve;
    });
    host.command({ do: "release" });
    if (gone.aborted) return refusedAnswer("interrupted", "the hold was interrupted: the button is up");
    await Promise.race([ending, sleep(clock, RELEASE_PATIENCE as Millis, gone)]);
  } finally {
    unlisten();
  }
  const { lifecycle, relay } = host.snapshot;
  const outlet = relay.closed ? "on" : "off";
  const confirms = gestures.length === 0 && lifecycle === "resetting" && before !== "resetting";
  const events = gestures.map(({ kind: _, ...gesture }) => gesture);
  return {
    ok: true,
    message: confirms ? "The press confirmed the reset." : story(gestures, profile, outlet),
    result: { gestures: events, lifecycle, outlet },
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

function story(gestures: readonly Gesture[], profile: Profile, outlet: string): string {
  const ending = gestures.findLast((gesture): gesture is Ending => "heldFor" in gesture);
  const reached = gestures.findLast((gesture) => gesture.gesture === "longPress");
  const atOnce = profile.rungs.find(({ name, reset }) => name === reached?.rung && reset?.when === "reached");
  if (atOnce?.reset) return `Held to ${spanText(atOnce.at)} (${atOnce.name}): ${atOnce.reset.name} reset.`;
  if (ending === undefined)
    return "The press did not count: the plug was without power, starting or resetting, or lost its board meanwhile.";
  const held = `Held for ${spanText(ending.heldFor)}`;
  if (ending.gesture === "shortRelease") return `${held}: a short press. The outlet is ${outlet}.`;
  const { rung: name, cancelled } = ending;
  const rung = profile.rungs.find((each) => each.name === name);
  if (rung === undefined) return `${held}: too long for a short press, too short for more. Nothing happens.`;
  if (!cancelled)
    return `${held}, past ${spanText(rung.at)} (${rung.name}). Let go: ${rung.reset?.name} reset${rung.reset?.when === "confirmed" ? ", once a press confirms it" : ""}.`;
  const next = profile.rungs.find((each) => each.reset !== null);
  const enough = (next?.at ?? 0) + (next?.guard?.for ?? 0);
  return `${held}, past ${spanText(rung.at)} (${rung.name}). Let go: nothing is reset, that takes ${spanText(enough)}.`;
}
