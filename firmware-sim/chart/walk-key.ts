import type { NvmRecord } from "../nvm/record.ts";
import type { Climb } from "../plug.ts";
import type { Rung } from "../profiles/profile.ts";
import { nextDeadline } from "../step.ts";
import { NEVER } from "../time.ts";
import type { Firmware } from "./compile.ts";
import type { Node } from "./walk-node.ts";

/** Everything that decides what can happen next, without the instants themselves. */
export function keyOf(firmware: Firmware, { plug, stored, pending }: Node): string {
  const { timings, rungs, combination } = firmware.profile;
  const { contact } = plug;
  const next = nextDeadline(plug) ?? NEVER;
  // What is about to happen may find the plug in a state that it left later than usual.
  const imminent = next - plug.now <= 1 ? plug.deadlines.indexOf(next) : -1;
  const isTap = plug.now - plug.pressedAt <= timings.tapMax.for;
  const letGoAt = contact.burstUpAt === NEVER ? plug.now : contact.burstUpAt;
  const wasSeen = (climb: Climb, ladder: readonly Rung[]): boolean =>
    letGoAt - climb.rungShownAt >= (ladder[climb.nextRung - 1]?.guard?.for ?? 0);
  const waits = plug.resetWaits ? plug.resetKind : "";
  let key = `${imminent} ${plug.nextRung} ${plug.combo.nextRung} ${plug.farewells} ${plug.taps} ${plug.dips} ${waits} ${plug.othersDown} `;
  for (const state of plug.states) key += state;
  key += bits([
    ...plug.deadlines.map((at) => at !== NEVER),
    contact.down,
    contact.raw,
    isTap,
    wasSeen(plug, rungs),
    wasSeen(plug.combo, combination?.rungs ?? []),
    plug.now - plug.othersSince <= (combination?.skew.for ?? 0),
    plug.awaited === 0,
    plug.removal,
    plug.removed,
    plug.cleared,
    plug.joiningAs === null,
    plug.joiningAs?.before.wifi != null,
    plug.offered === null,
    plug.offered?.required === true,
    plug.meter.watts > 0,
    plug.meter.wh > plug.nvm.energy,
  ]);
  key += recordKey(plug.nvm) + recordKey(stored);
  for (const { asked, ticket, record } of pending) {
    key += bits([asked === "stage", ticket === plug.ticket, ticket >= plug.awaited]) + recordKey(record);
  }
  return key;
}

function bits(flags: readonly boolean[]): string {
  let packed = 0;
  for (const flag of flags) packed = packed * 2 + (flag ? 1 : 0);
  return ` ${packed}`;
}

function recordKey(record: NvmRecord | null): string {
  if (record === null) return " -";
  const { wifi, account, startUp, relayClosed, intent, owedGoodbye, schedules, shortBoots } = record;
  const { trying } = record.firmware;
  const owing = (intent?.goodbyeTopics.length ?? 0) > 0;
  const flags = [
    wifi !== null,
    account !== null,
    relayClosed,
    intent !== null,
    intent?.linkUp === true,
    owing,
    trying !== null,
    trying?.booted === true,
    record.personal,
    record.energy > 0,
  ];
  const waiting = schedules.map(({ id, since }) => id + since).join();
  return bits([...flags, owedGoodbye.length > 0]) + startUp + waiting + shortBoots;
}
