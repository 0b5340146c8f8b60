import { describe, expect, it } from "vitest";
import { loadPinMap, type PinMap } from "../../board/pins.ts";
import { wokwiDiagram } from "../../scripts/wiring/wokwi.ts";
import { Nets, wantedNets } from "./netlist.ts";

interface Diagram {
  readonly parts: readonly {
    readonly type: string;
    readonly id: string;
    readonly attrs: Record<string, string>;
  }[];
  readonly connections: readonly (readonly [string, string, string, readonly string[]])[];
}

/** Terminals of the simulator's parts (docs.wokwi.com, the reference page of each). */
const TERMINALS: Readonly<Record<string, string>> = {
  "wokwi-arduino-uno": "0 1 2 3 4 5 6 7 8 9 10 11 12 13 A0 A1 A2 A3 A4 A5 GND.1 GND.2 GND.3 5V 3.3V VIN",
  "wokwi-rgb-led": "R G B COM",
  "wokwi-pushbutton": "1.l 1.r 2.l 2.r",
  "wokwi-resistor": "1 2",
  "wokwi-relay-module": "VCC GND IN NC COM NO",
  "wokwi-led": "A C",
};

/** The simulator's names in our words. */
const OURS: Readonly<Record<string, string>> = {
  "uno:GND.1": "uno:GND",
  "led:R": "led:red",
  "led:G": "led:green",
  "led:B": "led:blue",
  "led:COM": "led:common",
  "button:1.l": "button:1",
  "button:2.l": "button:2",
};

const LOAD = ["relay:COM", "relay:NO", "lamp:A", "lamp:C", "r-lamp:1", "r-lamp:2"];

function nets(diagram: Diagram): Nets {
  const found = new Nets();
  for (const [from, to] of diagram.connections) found.join(OURS[from] ?? from, OURS[to] ?? to);
  return found;
}

const shipped = loadPinMap("arduino-uno");
const maps: readonly (readonly [string, PinMap])[] = [
  ["the pin map that comes along", shipped],
  ["a common anode", loadPinMap("arduino-uno", { led: "anode" })],
  ["an active-low relay", loadPinMap("arduino-uno", { relay: "active-low" })],
  ["no relay", loadPinMap("arduino-uno", { relay: "none" })],
  [
    "other pins",
    {
      ...shipped,
      button: { pin: 12 },
      led: { ...shipped.led, red: 6, green: 3, blue: 5 },
      relay: { ...shipped.relay, pin: 17 },
    },
  ],
];

describe.each(maps)("the simulator's diagram of %s", (_, map) => {
  const diagram: Diagram = JSON.parse(wokwiDiagram(map));
  const part = (id: string) => diagram.parts.find((other) => other.id === id);

  it("joins what the pin map says, and nothing else", () => {
    const ours = (terminal: string) => !LOAD.includes(terminal);
    expect(nets(diagram).among(ours)).toEqual(wantedNets(map));
  });

  it("names only terminals that its parts have", () => {
    for (const end of diagram.connections.flatMap((wire) => wire.slice(0, 2) as string[])) {
      const [id = "", name = ""] = end.split(":");
      expect(TERMINALS[part(id)?.type ?? ""]?.split(" "), end).toContain(name);
    }
  });

  it("has every part once, each LED colour behind 220 Ω, and the LED of the right kind", () => {
    expect(new Set(diagram.parts.map(({ id }) => id)).size).toBe(diagram.parts.length);
    for (const color of ["red", "green", "blue"]) expect(part(`r-${color}`)?.attrs["value"]).toBe("220");
    expect(part("led")?.attrs["common"]).toBe(map.led.common);
  });

  it("has the relay's transistor for its active level and feeds its lamp from 5V through a resistor", () => {
    if (!map.relay.fitted) {
      expect(part("relay")).toBeUndefined();
      expect(part("lamp")).toBeUndefined();
      return;
    }
    expect(part("relay")?.attrs["transistor"]).toBe(map.relay.active === "high" ? "npn" : "pnp");
    const found = nets(diagram);
    expect(found.of("relay:COM")).toContain("uno:5V");
    expect(found.of("relay:NO")).toEqual(["r-lamp:1", "relay:NO"]);
    expect(found.of("lamp:A")).toEqual(["lamp:A", "r-lamp:2"]);
    expect(found.of("lamp:C")).toContain("uno:GND");
  });
});
