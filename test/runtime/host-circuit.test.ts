import { describe, expect, it } from "vitest";
import { celsiusAt, echo, genericRedBlink, type Load, millis } from "../../firmware-sim/index.ts";
import type { Host } from "../../src/runtime/host.ts";
import { type HouseholdKind, householdFault } from "../../src/runtime/household/kinds.ts";
import { onlineBench } from "../support/host-bench.ts";
import { type ManualClock, turn } from "../support/manual-clock.ts";
import { provisionedRecord } from "../support/world-rig.ts";

const LAMP: Load = { name: "lamp", kind: "steady", watts: 60 };

async function circuitBench(options: Parameters<typeof onlineBench>[0] = {}) {
  const bench = await onlineBench({ profile: genericRedBlink, ...options });
  const { host } = bench;
  const raise = (kind: HouseholdKind) => host.command({ do: "fault", fault: householdFault(kind) });
  const clear = (kind: HouseholdKind) => host.command({ do: "clearFault", kind });
  const on = () => host.command({ do: "relay", to: "on", source: "ctl" });
  return Object.assign(bench, { raise, clear, on });
}

/** Until a dip has taken the plug's power. */
async function untilDark(host: Host, clock: ManualClock): Promise<void> {
  for (let i = 0; i < 10_000 && host.snapshot.lifecycle !== "off"; i++) await clock.advance(50);
}

describe("the host, with something plugged into the outlet", () => {
  it("shows what flows as it changes, without being asked", async () => {
    const { host, clock, on } = await circuitBench();
    const load: Load = {
      name: "kettle",
      kind: "steps",
      steps: [{ watts: 1500, for: millis(5000) }],
      repeats: false,
    };
    expect(host.command({ do: "load", load })).toEqual({ ok: true });
    const seen: (string | number | null)[][] = [];
    host.onChange(({ circuit }) => seen.push([circuit.load, circuit.watts, circuit.contact]));
    on();
    await clock.advance(10_000);
    expect(seen).toContainEqual(["kettle", 1500, "closed"]);
    expect(seen.at(-1)).toEqual(["kettle", 0, "closed"]);
    expect(host.command({ do: "load", load: null })).toEqual({ ok: true });
    expect(host.snapshot.circuit.load).toBeNull();
  });

  it("tells the energy that the plug has counted, over a restart", async () => {
    const { host, clock, on } = await circuitBench();
    host.command({ do: "load", load: LAMP });
    on();
    await clock.advance(600_000);
    expect(host.snapshot.meter).toMatchObject({ watts: 60, volts: 120 });
    host.command({ do: "restart" });
    await clock.advance(5000);
    expect(host.snapshot.meter?.wh).toBeCloseTo(10, 3);
    host.command({ do: "resetEnergy" });
    expect(host.snapshot.meter?.wh).toBe(0);
  });

  it("shows the heat as a line that can be followed, and lets air at it", async () => {
    const { host, clock } = await circuitBench();
    host.command({ do: "air", to: "confined" });
    await clock.advance(86_400_000);
    const { air, heat } = host.snapshot.circuit;
    expect([air, celsiusAt(heat, clock.now())]).toEqual(["confined", expect.closeTo(45, 6)]);
  });

  it("refuses a load where the make has no outlet", async () => {
    const { host } = await circuitBench({ profile: echo });
    expect(host.command({ do: "load", load: LAMP })).toMatchObject({ ok: false, code: "no_effect" });
  });

  it("tells who asks that the outlet is off for protection", async () => {
    const { host, board, raise, on, said } = await circuitBench();
    on();
    raise("overheat");
    expect([board.relayClosed, host.snapshot.troubles]).toEqual([false, ["overheat"]]);
    expect(on()).toMatchObject({ ok: false, code: "tripped", message: /too hot inside/ });
    expect(said()).toEqual(["tripped", "relaySet tripped"]);
    expect(host.snapshot.relay).toMatchObject({ closed: false, source: "protection" });
  });
});

describe("a board with a loose plug on it", () => {
  it("chatters, and comes back after each dip that takes the power", async () => {
    const { host, board, clock, raise, clear, on, writes, patterns } = await circuitBench();
    host.command({ do: "load", load: LAMP });
    on();
    writes.length = 0;
    patterns.length = 0;
    raise("loose-connection");
    let [dark, heldByPlug] = [0, 0];
    for (let s = 0; s < 600; s++) {
      await clock.advance(100);
      if (host.snapshot.lifecycle === "off") dark++;
      else if (host.snapshot.relay.closed && !board.relayClosed) heldByPlug++;
    }
    const relay = writes.flatMap(({ relay }) => relay ?? []);
    expect(relay.length).toBeGreaterThan(10);
    expect(relay.every((closed, i) => closed === (i % 2 === 1))).toBe(true);
    expect([dark, heldByPlug].map((times) => times > 3)).toEqual([true, true]);
    expect(patterns).toEqual(expect.arrayContaining(["boot", "trouble"]));
    clear("loose-connection");
    await clock.advance(30_000);
    expect([host.snapshot.lifecycle, board.relayClosed]).toEqual(["online", true]);
  });

  it("is cured by pulling it out, in a dip that took the power too, and stays off until it is plugged in", async () => {
    const { host, clock, raise, board } = await circuitBench();
    raise("loose-connection");
    await untilDark(host, clock);
    expect(host.snapshot.power).toBe("on");
    host.command({ do: "power", to: "off" });
    await clock.advance(60_000);
    expect([host.snapshot.lifecycle, board.lamp, host.snapshot.circuit.faults]).toEqual(["off", "off", []]);
    host.command({ do: "power", to: "on" });
    await clock.advance(60_000);
    expect(host.snapshot.lifecycle).toBe("online");
  });

  it("boots once when the board comes back in such a dip, and not before mains does", async () => {
    const { host, clock, raise, clear, board } = await circuitBench();
    raise("loose-connection");
    await untilDark(host, clock);
    board.lose();
    board.comeBack();
    await turn();
    expect(host.snapshot.lifecycle).toBe("off");
    clear("loose-connection");
    await clock.advance(30_000);
    expect(host.snapshot.lifecycle).toBe("online");
  });
});

describe("a board with a welded relay on it", () => {
  it("keeps its contact closed, and closes it again after the board was lost", async () => {
    const { host, board, raise } = await circuitBench();
    raise("welded-relay");
    host.command({ do: "load", load: LAMP });
    host.command({ do: "relay", to: "off", source: "ctl" });
    expect([board.relayClosed, host.snapshot.relay.closed]).toEqual([true, false]);
    expect(host.snapshot).toMatchObject({ troubles: ["welded-relay"], circuit: { contact: "closed" } });
    board.lose();
    expect(board.relayClosed).toBe(false);
    board.comeBack();
    expect(board.relayClosed).toBe(true);
  });

  it("is another board's once another plug is in its place", async () => {
    const { host, clock, board, raise } = await circuitBench({ makes: [genericRedBlink, echo] });
    raise("welded-relay");
    host.command({ do: "profile", to: echo.id });
    await clock.advance(5000);
    expect([board.relayClosed, host.snapshot.circuit.faults]).toEqual([false, []]);
  });
});

it("a plug that is hot starts with its outlet off, and says why", async () => {
  const nvm = { ...provisionedRecord(), startUp: "on" as const };
  const { host, board, clock, raise, on } = await circuitBench({ nvm });
  raise("overheat");
  host.command({ do: "restart" });
  await clock.advance(2000);
  expect([board.relayClosed, host.snapshot.troubles]).toEqual([false, ["overheat"]]);
  expect(on()).toMatchObject({ ok: false, code: "tripped" });
});
