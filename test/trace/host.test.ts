import fc from "fast-check";
import { expect, it } from "vitest";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import { amazonSmartPlug, compile } from "../../firmware-sim/index.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import type { Command } from "../../src/runtime/command.ts";
import { Host } from "../../src/runtime/host.ts";
import { replay } from "../../src/trace/replay.ts";
import { FakeLink } from "../support/fake-link.ts";
import { ManualClock, turn } from "../support/manual-clock.ts";
import { MemoryStore } from "../support/memory-store.ts";
import { listingHome, provisionedRecord } from "../support/world-rig.ts";
import { keptWriter, read, textOf, told } from "./recording.ts";

type Act =
  | { readonly do: "touch"; readonly down: boolean }
  | { readonly do: "advance" | "stall"; readonly ms: number }
  | { readonly do: "cable"; readonly in: boolean }
  | { readonly do: "command"; readonly command: Command };

const commands: readonly Command[] = [
  { do: "power", to: "off" },
  { do: "power", to: "on" },
  { do: "restart" },
  { do: "provision" },
  { do: "relay", to: "toggle", source: "mqtt" },
  { do: "wifi", to: "down", how: "cut" },
  { do: "wifi", to: "up", how: "cut" },
  { do: "removeFromAccount" },
  { do: "load", load: { name: "1500 W", kind: "steady", watts: 1500 } },
  { do: "profile", to: "kasa-plug" },
  { do: "profile", to: "generic-red-blink" },
];
const acts: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant("touch" as const), down: fc.boolean() }), weight: 4 },
  {
    arbitrary: fc.record({
      do: fc.constant("advance" as const),
      ms: fc.oneof(fc.nat(40), fc.nat(20_000)),
    }),
    weight: 4,
  },
  { arbitrary: fc.record({ do: fc.constant("stall" as const), ms: fc.nat(20_000) }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant("cable" as const), in: fc.boolean() }), weight: 1 },
  {
    arbitrary: fc.record({ do: fc.constant("command" as const), command: fc.constantFrom(...commands) }),
    weight: 4,
  },
);

it("what a host did is recorded as it was, stalls and lost boards and all", async () => {
  let stalled = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 20, maxLength: 80 }), async (story) => {
      const { writer, lines } = keptWriter();
      const clock = new ManualClock();
      const board = openVirtualBoard({ clock });
      const host = new Host({
        firmware: compile(amazonSmartPlug),
        makes: PROFILES,
        board,
        clock,
        plugStore: new MemoryStore(provisionedRecord()),
        homeStore: { save: async () => {} },
        home: listingHome(),
        deviceLink: new FakeLink(),
        trace: writer.trace,
        stimuli: writer.stimuli,
        effects: writer.effects,
      });
      await host.start();
      await clock.advance(5000);
      for (const act of story) {
        if (act.do === "touch") board.finger[act.down ? "press" : "release"]();
        else if (act.do === "advance") await clock.advance(act.ms);
        else if (act.do === "stall") clock.stall(act.ms);
        else if (act.do === "cable") board[act.in ? "comeBack" : "lose"]();
        else if (act.do === "command") host.command(act.command);
        if (act.do !== "stall") await turn();
      }
      writer.end(host.doneUntil);
      await host.close();
      stalled += told(lines, "plug").filter(({ kind }) => kind === "stalled").length;
      expect(replay(read(textOf(lines)))).toEqual(lines);
    }),
    { numRuns: 60 },
  );
  expect(stalled).toBeGreaterThan(10);
});
