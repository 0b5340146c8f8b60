import { expect } from "vitest";
import { patternWords } from "../../firmware-sim/index.ts";
import { ID, type MqttRig } from "./mqtt-rig.ts";
import { retainedBelow } from "./mqtt-watcher.ts";

const DEVICE = `plugbench/${ID}`;

/** What the broker must tell a newcomer of a plug that is on its network, by its topics below the plug's. */
function truth({ host: { snapshot } }: MqttRig): Record<string, unknown> {
  const relay = snapshot.relay.closed ? "on" : "off";
  const { source, changed } = snapshot.relay;
  return {
    availability: "online",
    info: expect.objectContaining({ profile: snapshot.profile.id }),
    relay,
    "start-up": snapshot.startUp,
    schedules: snapshot.schedules.map(({ since: _, ...schedule }) => schedule),
    fault: snapshot.troubles[0] ?? "none",
    firmware: expect.objectContaining({ installed_version: snapshot.firmware.version }),
    state: expect.objectContaining({ relay, source, changed, start_up: snapshot.startUp }),
    "bench/availability": "online",
    "bench/board": snapshot.board,
    "bench/power": snapshot.power,
    "bench/button": snapshot.button,
    "bench/lifecycle": snapshot.lifecycle,
    "bench/profile": snapshot.profile.id,
    "bench/faults": { active: [], plan: null },
    "bench/load": expect.objectContaining({ watts: snapshot.circuit.watts }),
    "bench/home": expect.objectContaining({ wifi: snapshot.home.wifi, cloud: snapshot.home.cloud }),
    "bench/led": expect.objectContaining({
      name: snapshot.led.name,
      words: patternWords(snapshot.led.pattern),
    }),
    "bench/state": expect.objectContaining({
      lifecycle: snapshot.lifecycle,
      relay: { outlet: relay, source, changed },
    }),
  };
}

/** How long a plug may take to come back, ms. */
const PATIENCE = 8000;

/** All that a newcomer sees of the plug is what the plug is, and nothing else is kept; within 8 s. */
export async function everythingIsRight(port: number, version: 4 | 5, rig: MqttRig): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const kept = Object.entries(await retainedBelow(port, version, DEVICE));
    const seen = Object.fromEntries(kept.map(([topic, text]) => [topic, parsed(text)]));
    try {
      expect(seen).toEqual(truth(rig));
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

const parsed = (text: string): unknown => (/^[[{]/.test(text) ? JSON.parse(text) : text);
