import { amazonSmartPlug, genericRedBlink, type Millis, type Profile } from "../../../firmware-sim/index.ts";
import { judgeImage } from "../../../src/firmware-image/judge.ts";
import { releaseImage } from "../../../src/firmware-image/maker.ts";
import { newMakerKey, publicKeyOf } from "../../../src/firmware-image/maker-key.ts";
import type { Outcome } from "../../../src/runtime/command.ts";
import { firmwarePart } from "../../../src/runtime/firmware/firmware-part.ts";
import {
  type HouseholdFault,
  type HouseholdWish,
  householdFault,
  type Remedy,
} from "../../../src/runtime/household/kinds.ts";
import { onlineBench, type VirtualBench, virtualBench } from "../../support/host-bench.ts";

export const PROFILES = [amazonSmartPlug, genericRedBlink] as const;

const maker = newMakerKey();
const firmware = firmwarePart({
  release: (release) => releaseImage(release, maker),
  judge: (image, plug) => judgeImage(image, { publicKey: publicKeyOf(maker.public), ...plug }),
});

export const heater = { name: "heater", kind: "steady", watts: 1500 } as const;

/** A plug in a house where things go wrong. */
export class House {
  readonly bench: VirtualBench;

  constructor(bench: VirtualBench) {
    this.bench = bench;
  }

  raise = (kind: HouseholdWish, rest: Partial<HouseholdFault> = {}, span?: Millis): Outcome =>
    this.bench.host.command({
      do: "fault",
      fault: householdFault(kind, rest),
      ...(span === undefined ? {} : { for: span }),
    });

  clear = (kind: HouseholdWish | "all"): Outcome => this.bench.host.command({ do: "clearFault", kind });
  try = (name: Remedy): Outcome => this.bench.host.command({ do: "remedy", name });
  wait = (ms: number) => this.bench.clock.advance(ms);

  async hold(ms: number): Promise<void> {
    this.bench.host.command({ do: "press" });
    await this.wait(ms);
    this.bench.host.command({ do: "release" });
    await this.wait(100);
  }

  get now() {
    return this.bench.host.snapshot;
  }

  get wrong() {
    return this.now.household.faults;
  }
}

/** Set up long ago, online, its outlet on with a heater in it. */
export async function house(profile: Profile = amazonSmartPlug): Promise<House> {
  const bench = await onlineBench({ profile, parts: [firmware] });
  bench.host.command({ do: "load", load: heater });
  bench.host.command({ do: "relay", to: "on", source: "ctl" });
  await bench.clock.advance(1000);
  return new House(bench);
}

/** As from the factory. */
export const newHouse = async (): Promise<House> => new House(await virtualBench({ wait: 5000 }));
