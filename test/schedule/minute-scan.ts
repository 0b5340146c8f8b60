import type { Schedule, Weekday } from "../../firmware-sim/index.ts";

const MINUTE = 60_000;
/** So long before, min, the scan begins: it has seen a whole day then, however the clocks were put. */
const WARM_UP = 26 * 60;

/** What the clocks of a zone show: "2027-03-28", "sun", and minutes since midnight. */
interface Shown {
  readonly date: string;
  readonly day: Weekday;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
let lately: { readonly key: string; readonly quarter: Shown } | undefined;

/** Asked of Intl once a quarter of an hour: no zone changes its clocks within one. */
function shownIn(zone: string, at: number): Shown {
  const past = Math.floor(at / MINUTE) % 15;
  const key = `${zone} ${Math.floor(at / MINUTE) - past}`;
  if (lately?.key !== key) lately = { key, quarter: quarterIn(zone, at - past * MINUTE) };
  const { quarter } = lately;
  return { ...quarter, minute: quarter.minute + past };
}

function quarterIn(zone: string, at: number): Shown {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      weekday: "short",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(zone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    date: `${part["year"]}-${part["month"]}-${part["day"]}`,
    day: part["weekday"]!.toLowerCase() as Weekday,
    minute: Number(part["hour"]) * 60 + Number(part["minute"]),
  };
}

/**
 * Every minute from `from` to before `to`, ms, at which a schedule fires, by looking at the clocks minute by minute: as they
 * come to show its time, or have jumped over it on the same day; never twice on one date.
 */
export function scan(when: Pick<Schedule, "at" | "days">, zone: string, from: number, to: number): number[] {
  const [time, date] = when.at.split("T").reverse();
  const [hour = 0, minute = 0] = time!.split(":").map(Number);
  const wanted = hour * 60 + minute;
  const dates = new Set<string>();
  const fired: number[] = [];
  const start = Math.ceil(from / MINUTE) * MINUTE - WARM_UP * MINUTE;
  let before = shownIn(zone, start - MINUTE);
  for (let at = start; at < to; at += MINUTE) {
    const now = shownIn(zone, at);
    const reached = now.date === before.date ? before.minute : -1;
    const jumpedOver = reached < wanted && wanted < now.minute;
    before = now;
    const onDay = date === undefined ? (when.days?.includes(now.day) ?? true) : now.date === date;
    if (!onDay || dates.has(now.date) || !(now.minute === wanted || jumpedOver)) continue;
    dates.add(now.date);
    if (at >= from) fired.push(at);
  }
  return fired;
}
