import { type Line, type Skipped, table } from "./table.ts";

/** By the names of the targets; each is loaded when its turn comes. */
const BENCHES: Readonly<Record<string, () => Promise<readonly (Line | Skipped)[]>>> = {
  P1: async () => (await import("./p1-led-drift.ts")).ledDrift(),
  P3: async () => (await import("./p3-core-speed.ts")).coreSpeed(),
  P5: async () => (await import("./p5-press-to-led.ts")).pressToLed(),
  P6: async () => (await import("./p6-press-to-mqtt.ts")).pressToMqtt(),
  P7: async () => (await import("./p7-color-change.ts")).colorChange(),
  P8: async () => (await import("./p8-start.ts")).start(),
  P10: async () => (await import("./p10-page-cost.ts")).pageCost(),
  P11: async () => (await import("./p11-scenario-speed.ts")).scenarioSpeed(),
  P12: async () => (await import("./p12-command-to-state.ts")).commandToState(),
  P13: async () => (await import("./p13-procedure-check.ts")).procedureCheck(),
  P14: async () => (await import("./p14-page-lag.ts")).pageLag(),
  P15: async () => (await import("./p15-page-load.ts")).pageLoad(),
  P16: async () => (await import("./p16-gpio-edge.ts")).gpioEdge(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(", ")}: there are ${Object.keys(BENCHES).join(", ")}`);
  process.exit(2);
}

const lines: (Line | Skipped)[] = [];
let failed = false;
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`${name} …`);
  try {
    lines.push(...(await bench()));
  } catch (error) {
    failed = true;
    lines.push({ id: name, skipped: `it failed: ${(error as Error).message}` });
  }
}
console.log(table(lines));
const missed = lines.filter((line) => "gate" in line && !line.gate.met);
process.exitCode = failed || missed.length > 0 ? 1 : 0;
