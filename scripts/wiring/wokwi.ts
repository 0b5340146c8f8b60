import type { PinMap } from "../../board/pins/pin-map.ts";
import { COLORS, unoCircuit, WIRE_COLOR, type Wire } from "../../src/wiring-drawing/circuit.ts";

/** Names of terminals where the simulator's parts have others than ours. */
const WOKWI_NAME: ReadonlyMap<string, string> = new Map([
  ["uno:GND", "uno:GND.1"],
  ["led:red", "led:R"],
  ["led:green", "led:G"],
  ["led:blue", "led:B"],
  ["led:common", "led:COM"],
  ["button:1", "button:1.l"],
  ["button:2", "button:2.l"],
]);

/**
 * The circuit as a `diagram.json` of the Wokwi simulator (docs.wokwi.com, "diagram.json" and the parts'
 * references). The simulator has no battery: its lamp is an LED with a resistor of its own at 5 V.
 */
export function wokwiDiagram(map: PinMap): string {
  const wires = [...unoCircuit(map), ...(map.relay.fitted ? simulatedLoad() : [])];
  const diagram = {
    version: 1,
    author: "plugbench",
    editor: "wokwi",
    parts: [
      part("wokwi-arduino-uno", "uno", 200, 0),
      part("wokwi-rgb-led", "led", -60, 60, { common: map.led.common }),
      ...COLORS.map((color, i) => resistor(`r-${color}`, 60 + 30 * i, 40)),
      part("wokwi-pushbutton", "button", 60, 330, { color: "black", label: "Action" }),
      ...(map.relay.fitted
        ? [
            // npn is the simulator's word for a module that closes on high, pnp for one that closes on low.
            part("wokwi-relay-module", "relay", -60, 330, {
              transistor: map.relay.active === "high" ? "npn" : "pnp",
            }),
            resistor("r-lamp", -40, 500),
            part("wokwi-led", "lamp", -100, 580, { color: "white" }),
          ]
        : []),
    ],
    connections: [],
    dependencies: {},
  };
  // One line for each wire, as the simulator's own editor writes them.
  const connections = wires.map(
    ({ from, to, color }) => `    ["${wokwiName(from)}", "${wokwiName(to)}", "${color}", []]`,
  );
  return `${JSON.stringify(diagram, null, 2)}\n`.replace(
    '"connections": []',
    `"connections": [\n${connections.join(",\n")}\n  ]`,
  );
}

function part(type: string, id: string, top: number, left: number, attrs: Record<string, string> = {}) {
  return { type, id, top, left, attrs };
}

function resistor(id: string, top: number, left: number) {
  return part("wokwi-resistor", id, top, left, { value: "220" });
}

function wokwiName(terminal: string): string {
  return WOKWI_NAME.get(terminal) ?? terminal;
}

function simulatedLoad(): readonly Wire[] {
  const color = WIRE_COLOR.load;
  return [
    { from: "uno:5V", to: "relay:COM", color },
    { from: "relay:NO", to: "r-lamp:1", color },
    { from: "r-lamp:2", to: "lamp:A", color },
    { from: "uno:GND", to: "lamp:C", color },
  ];
}
