import { describe, expect, it } from "vitest";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import { millis } from "../../firmware-sim/index.ts";
import { answererFor } from "../../src/control/answer.ts";
import type { Request } from "../../src/control/protocol.ts";
import type { PlugTime } from "../../src/runtime/plug-time.ts";
import { systemClock } from "../../src/runtime/system-clock.ts";
import { VirtualClock } from "../../src/runtime/virtual-clock.ts";
import { calendarOf } from "../../src/schedule/calendar.ts";
import { HostBench } from "../support/host-bench.ts";

const here = new AbortController().signal;
const identity = {
  id: "desk",
  profile: "p",
  board: "virtual",
  pid: 1,
  state: "/nowhere",
  broker: null,
} as const;

/** What answers `ctl` for a plug with this time; `work`: it is busy as long as that says so. */
async function answering(time: PlugTime, work: () => boolean = () => false) {
  time.virtual?.heed(work);
  const { host } = new HostBench(openVirtualBoard({ clock: time.clock }), time.clock);
  await host.start();
  const none = async () => ({ ok: true }) as const;
  const answer = answererFor({
    host,
    time,
    calendar: calendarOf("UTC"),
    identity,
    keyOf: async () => "",
    source: "ctl",
    forget: none,
    report: () => Promise.reject(new Error("nobody asks for it here")),
    stop: async () => {},
  });
  return { host, ask: (request: Request, gone = here) => answer(request, gone) };
}

const standing = (clock = new VirtualClock()): PlugTime & { readonly virtual: VirtualClock } => ({
  clock,
  wall: () => clock.wall(),
  virtual: clock,
  stands: true,
});

const REQUESTS: readonly Request[] = [
  { do: "advance", ms: millis(1000) },
  { do: "hold", ms: millis(1000) },
  { do: "wait", for: { what: "outlet", is: "on" }, ms: millis(1000) },
  { do: "setup" },
];

describe("letting time pass", () => {
  it("is one command's at a time: a second one is refused, and the first is not disturbed", async () => {
    let working = true;
    const time = standing();
    const { ask } = await answering(time, () => working);
    const first = ask({ do: "advance", ms: millis(60_000) });
    for (const request of REQUESTS) expect(await ask(request)).toMatchObject({ ok: false, code: "busy" });
    working = false;
    expect(await first).toMatchObject({ ok: true });
    expect(time.clock.now()).toBe(60_000);
  });

  it("leaves every other command its turn, at the instant that has been reached", async () => {
    let working = true;
    const time = standing();
    const { host, ask } = await answering(time, () => working);
    const first = ask({ do: "advance", ms: millis(60_000) });
    expect(await ask({ do: "relay", to: "on" })).toMatchObject({ ok: false });
    expect(await ask({ do: "power", to: "off" })).toMatchObject({ ok: true });
    working = false;
    await first;
    expect(host.snapshot).toMatchObject({ power: "off", lifecycle: "off" });
  });

  it("ends when who asked for it has gone: the button is up, and no time passes any more", async () => {
    const time = standing();
    const { host, ask } = await answering(time);
    await ask({ do: "advance", ms: millis(5000) });
    const gone = new AbortController();
    host.onChange(({ hold }) => {
      if (hold?.rung === "mixed") gone.abort();
    });
    expect(await ask({ do: "hold", ms: millis(13_000) }, gone.signal)).toMatchObject({ code: "interrupted" });
    expect([host.snapshot.button, time.clock.now()]).toEqual(["up", 8000]);
    const left = new AbortController();
    left.abort();
    expect(await ask({ do: "advance", ms: millis(1000) }, left.signal)).toMatchObject({
      ok: false,
      code: "interrupted",
    });
    expect(time.clock.now()).toBe(8000);
  });

  it("is refused to a real board", async () => {
    const time: PlugTime = { clock: systemClock, wall: () => new Date(), virtual: null, stands: false };
    const { host, ask } = await answering(time);
    expect(await ask({ do: "advance", ms: millis(1000) })).toEqual({
      ok: false,
      code: "forbidden",
      message: "only the virtual board's time can be advanced: start with --board virtual",
    });
    await host.close();
  });
});
