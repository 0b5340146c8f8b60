import {
  advanceHome,
  type Home,
  type HomeChange,
  type HomeEffect,
  type HomeInput,
  type HomeRecord,
  homeRecord,
  instant,
  newHome,
  type PlugInput,
  stepHome,
} from "../../firmware-sim/index.ts";
import { HOME_WIFI } from "./world-rig.ts";

/** Something that keeps the plug from its network or from the cloud, and its end. */
export type Mishap = readonly [begins: HomeChange, ends: HomeChange];
const upAndDown = (kind: "setDhcp" | "setDns" | "setCloud"): Mishap => [
  { kind, to: "down" },
  { kind, to: "up" },
];
export const DHCP = upAndDown("setDhcp");
export const DNS = upAndDown("setDns");
export const CLOUD = upAndDown("setCloud");
export const KEY: Mishap = [
  { kind: "setKey", to: "bb22" },
  { kind: "setKey", to: null },
];
export const FIREWALL: Mishap = [
  { kind: "setFirewall", to: "blocks" },
  { kind: "setFirewall", to: "open" },
];
export const WIFI: Mishap = [
  { kind: "setWifi", to: "down", how: "cut" },
  { kind: "setWifi", to: "up", how: "cut" },
];

/** A home in virtual time, without a plug: what a plug would ask, the test asks. */
export class Neighbourhood {
  readonly home: Home;
  readonly effects: HomeEffect[] = [];
  #now = 0;

  constructor(record: HomeRecord = homeRecord(HOME_WIFI, "home")) {
    this.home = newHome(record, instant(0));
  }

  /** An input, and then `wait` ms. */
  do(input: HomeInput, wait = 0): this {
    stepHome(this.home, input, instant(this.#now), (effect) => this.effects.push(effect));
    return this.wait(wait);
  }

  wait(ms: number): this {
    this.#now += ms;
    advanceHome(this.home, instant(this.#now), (effect) => this.effects.push(effect));
    return this;
  }

  /** A plug that was set up long ago comes, and is on its network. */
  connect = (wait = 3000) => this.do({ kind: "connect", ...HOME_WIFI }, wait);

  /** A plug is set up for this account, and goes. */
  join(account: string | null): this {
    return this.do({ kind: "removeFromAccount" })
      .do({ kind: "join", ...HOME_WIFI, account }, 3000)
      .do({ kind: "leave" });
  }

  /** What the plug was told since this was last asked, a reason after its word. */
  heard(): string[] {
    return this.effects
      .splice(0)
      .flatMap((effect) => (effect.kind === "tell" ? [wordsOf(effect.input)] : []));
  }

  get names(): string[] {
    return this.home.record.accounts.map(({ name }) => name);
  }
}

const wordsOf = (input: PlugInput): string =>
  "reason" in input ? `${input.kind} ${input.reason}` : input.kind;
