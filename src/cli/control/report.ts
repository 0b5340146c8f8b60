import { release, type } from "node:os";
import { faultWords } from "../../control/fault.ts";
import { lampText, type PlugIdentity, stateResult } from "../../control/state.ts";
import type { Mqtt } from "../../mqtt/mqtt.ts";
import type { History, Moment, Note } from "../../runtime/history.ts";
import type { Host } from "../../runtime/host.ts";
import { HOUSEHOLD_FAULTS } from "../../runtime/household/faults.ts";
import { settled } from "../../runtime/settled.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { troublesText } from "../../view/words/trouble-words.ts";
import { packageVersion } from "../package-version.ts";

/** What is being said to the broker is over after this, ms; else nobody knows whether it listens. */
const BROKER_PATIENCE = 500;

/** What a report tells of. */
export interface Reported {
  readonly host: Host;
  readonly identity: PlugIdentity;
  /** The factory's number of the plug, 12 hex digits. */
  readonly serial: string;
  readonly history: History;
  readonly mqtt: Pick<Mqtt, "busy" | "loss">;
}

/**
 * What the maker of a plug would ask for. This is what `ctl report --json` prints, beside `ok`; within `format` 1, keys are
 * added and none is changed. Moments are in the plug's time, ms, and on the wall, ISO 8601. It holds no password, no key and
 * no credentials of the broker; it names Wi-Fi networks, accounts and the state directory.
 */
export interface DiagnosticReport {
  readonly format: 1;
  readonly made: Moment;
  readonly model: { readonly id: string; readonly name: string; readonly maker: string };
  readonly serial: string;
  /** What the lamp shows, for people. */
  readonly lamp: string;
  /** All that the plug itself knows to be not as usual, one sentence each, for people. */
  readonly wrong: readonly string[];
  readonly program: { readonly version: string; readonly node: string; readonly os: string };
  /** When the program was started; uptime in the plug's time. */
  readonly began: Moment;
  readonly uptimeMs: number;
  /** Of the plug, since then. */
  readonly boots: number;
  /** null: runs without a broker. `unknown`: it has not answered yet. `told`: what was said of the loss. */
  readonly broker: {
    readonly address: string;
    readonly contact: "yes" | "lost" | "unknown";
    readonly told: string | null;
  } | null;
  /** As `ctl state --json` prints it. */
  readonly now: ReturnType<typeof stateResult>;
  /**
   * What happened, oldest first: the last 50 of each topic, and the counts of all there were. Topics: boot, power, board, reset,
   * setup, button, refused, fault, save, plug, wifi, cloud, account, profile, broker.
   */
  readonly notes: readonly Note[];
  readonly counts: Readonly<Record<string, number>>;
  /** The core's last 200 records, "instant kind json", secrets replaced by ***. `zero`: the plug's instant 0 on the wall. */
  readonly trace: { readonly zero: string; readonly total: number; readonly lines: readonly string[] };
}

export async function diagnosticReport(of: Reported): Promise<DiagnosticReport> {
  const broker = await brokerOf(of);
  const { host, history, identity, serial } = of;
  const { snapshot } = host;
  const { id, name, maker } = host.profile;
  const made = history.now();
  const counts = history.counts();
  return {
    format: 1,
    made,
    model: { id, name, maker },
    serial,
    lamp: lampText(snapshot),
    wrong: wrongWith(snapshot, broker),
    program: {
      version: packageVersion(),
      node: process.version,
      os: `${type()} ${release()} ${process.arch}`,
    },
    began: history.began,
    uptimeMs: made.at - history.began.at,
    boots: counts["boot"] ?? 0,
    broker,
    now: stateResult(identity, snapshot, made.at),
    notes: history.notes(),
    counts,
    trace: {
      zero: new Date(Date.parse(made.wall) - made.at).toISOString(),
      total: history.traced,
      lines: history.lines(),
    },
  };
}

async function brokerOf({ identity, mqtt }: Reported): Promise<DiagnosticReport["broker"]> {
  const { broker: address } = identity;
  if (address === null) return null;
  const quiet = await settled(() => mqtt.busy, BROKER_PATIENCE);
  const { loss: told } = mqtt;
  return { address, contact: told !== null ? "lost" : quiet ? "yes" : "unknown", told };
}

function wrongWith(now: Snapshot, broker: DiagnosticReport["broker"]): readonly string[] {
  return [
    now.power === "off" ? ["It is unplugged."] : [],
    now.board === "offline" ? ["Its board is gone."] : [],
    now.troubles.length === 0 ? [] : [`Trouble: ${troublesText(now)}.`],
    now.nvm === "ok" || now.nvm === "failing" ? [] : [`Its memory: ${now.nvm}.`],
    now.faults.length === 0 ? [] : [`Faults on the wire: ${now.faults.map(faultWords).join("; ")}.`],
    now.provisioned ? [] : ["It is not set up."],
    now.household.faults.map((kind) => HOUSEHOLD_FAULTS[kind].is),
    now.home.cloud === "down" ? ["The simulated cloud is down."] : [],
    broker?.told === null || broker === null ? [] : [broker.told],
  ].flat();
}
