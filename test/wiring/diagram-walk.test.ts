import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadPinMap, type PinMap } from "../../board/pins.ts";
import { wokwiDiagram } from "../../scripts/wiring/wokwi.ts";
import { type Diagram, walk, wanted } from "./diagram-walk.ts";

const shipped: Diagram = JSON.parse(
  readFileSync(new URL("../../wiring/arduino-uno.diagram.json", import.meta.url), "utf8"),
);
const map = loadPinMap("arduino-uno");

const maps: readonly (readonly [string, PinMap])[] = (["cathode", "anode"] as const).flatMap((led) =>
  (["active-high", "active-low", "none"] as const).map(
    (relay) => [`a common ${led} and relay ${relay}`, loadPinMap("arduino-uno", { led, relay })] as const,
  ),
);

describe("the simulator's diagram, walked from the Uno's pins", () => {
  it("wires what the pin map says, in the file that comes along", () => {
    expect(walk(shipped)).toEqual(wanted(map));
    expect(walk(shipped)).toContain("led:R --220-- uno:9");
    expect(walk(shipped)).toContain("button:1.l uno:2");
  });

  it.each(maps)("wires it for %s", (_, one) => {
    expect(walk(JSON.parse(wokwiDiagram(one)))).toEqual(wanted(one));
  });

  it("tells one wiring from every other", () => {
    const walks = maps.map(([, one]) => walk(JSON.parse(wokwiDiagram(one))).join("\n"));
    // Active high or low is in the module, not in the wires.
    expect(new Set(walks).size).toBe(4);
  });
});

type Wires = Diagram["connections"];
const rewired = (change: (wires: Wires) => Wires): readonly string[] =>
  walk({ ...shipped, connections: change(shipped.connections) });
const TERMINALS = [...new Set(shipped.connections.flatMap((wire) => wire.slice(0, 2) as string[]))];
const SAME_METAL: Readonly<Record<string, string>> = { "uno:GND.1": "uno:GND.3", "button:1.l": "button:1.r" };

describe.each(shipped.connections.map(([from, to], index) => [`${from} to ${to}`, index] as const))(
  "without the wire from %s",
  (_, index) => {
    it("is another circuit", () => {
      expect(rewired((wires) => wires.filter((_, i) => i !== index))).not.toEqual(wanted(map));
    });

    it("is another circuit with the wire's end anywhere else", () => {
      const [from, to] = shipped.connections[index]!;
      for (const elsewhere of [...TERMINALS, "uno:7", "uno:3.3V"]) {
        if (elsewhere === to) continue;
        const moved = rewired((wires) => wires.with(index, [from, elsewhere]));
        // Two places of one net are the same place.
        const alike = walk(shipped).some(
          (net) => !net.includes("--") && [to, elsewhere].every((end) => net.split(" ").includes(end)),
        );
        if (!alike) expect(moved, `${from} to ${elsewhere}`).not.toEqual(wanted(map));
      }
    });
  },
);

describe("what makes no difference", () => {
  it("is another terminal of the same metal", () => {
    const changed = rewired((wires) =>
      wires.map(([from, to]) => [SAME_METAL[from] ?? from, SAME_METAL[to] ?? to]),
    );
    expect(changed).toEqual(wanted(map));
  });

  it("is a row of a breadboard between two ends, and is one when the rows are two", () => {
    const board = { type: "wokwi-breadboard-mini", id: "bb", attrs: {} };
    const by = (row: string) =>
      walk({
        parts: [...shipped.parts, board],
        connections: shipped.connections.flatMap(
          ([from, to]): Wires => [
            ...(from === "uno:9"
              ? ([
                  [from, "bb:4t.a"],
                  [`bb:${row}`, to],
                ] as const)
              : ([[from, to]] as const)),
          ],
        ),
      });
    expect(by("4t.e")).toEqual(wanted(map));
    expect(by("5t.e")).not.toEqual(wanted(map));
    expect(by("4b.e")).not.toEqual(wanted(map));
  });

  it("is a resistor turned round, but not one of another value", () => {
    const parts = shipped.parts.map((part) =>
      part.id === "r-red" ? { ...part, attrs: { value: "22" } } : part,
    );
    expect(walk({ ...shipped, parts })).not.toEqual(wanted(map));
    const turned = rewired((wires) =>
      wires.map(([from, to]) => {
        const turn = (end: string) => end.replace(/^(r-red):([12])$/, (_, id, n) => `${id}:${3 - Number(n)}`);
        return [turn(from), turn(to)];
      }),
    );
    expect(turned).toEqual(wanted(map));
  });
});
