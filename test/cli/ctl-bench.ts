import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { runs } from "./in-process.ts";
import { PlugProcess, temporaryDirectory } from "./plug-process.ts";

/** A place for benches, and the plugs that run on them. */
export function benches() {
  const temporary = temporaryDirectory();
  const started: PlugProcess[] = [];
  return {
    path: temporary.path,
    bench: (name: string): CtlBench => new CtlBench(join(temporary.path, name), started),
    remove: async (): Promise<void> => {
      await Promise.all(started.map((plug) => plug.stop()));
      temporary.remove();
    },
  };
}

/** A state directory with plugs that run in it, and `ctl` for them. */
export class CtlBench {
  readonly state: string;
  readonly #started: PlugProcess[];

  constructor(state: string, started: PlugProcess[]) {
    this.state = state;
    this.#started = started;
  }

  /** A plug on the virtual board, by default without a broker, that has come as far as to say `said`. */
  async run(flags: readonly string[], said: string): Promise<PlugProcess> {
    const own = ["--board", "virtual", "--mqtt", "off", "--log", "json", "--state", this.state];
    const plug = new PlugProcess(["run", ...own, ...flags]);
    this.#started.push(plug);
    await plug.says(said);
    return plug;
  }

  start = (id: string): Promise<PlugProcess> => this.run(["--id", id], "The plug can be set up now");

  /** In virtual time: at its very start, and ready for `ctl`. */
  async stands(...flags: string[]): Promise<PlugProcess> {
    const ready = join(this.state, "ready.json");
    const plug = await this.run(
      ["--time", "virtual", "--id", "desk", "--ready-file", ready, ...flags],
      "boot",
    );
    await vi.waitFor(() => expect(this.ready()).toMatchObject({ id: "desk" }), { timeout: 10_000 });
    return plug;
  }

  /** What the ready file says. */
  ready = () => JSON.parse(readFileSync(join(this.state, "ready.json"), "utf8"));

  ctl = (...args: string[]) => runs(["ctl", ...args], { PLUGBENCH_STATE: this.state });

  ctlJson = async (...args: string[]) => {
    const { code: exit, out } = await this.ctl(...args, "--json");
    return { exit, ...JSON.parse(out) };
  };

  /** Asks for the state until it is as wanted; fails after 5 s. */
  async comesTo(wanted: object): Promise<void> {
    const look = async () => expect(await this.ctlJson("state")).toMatchObject(wanted);
    await vi.waitFor(look, { timeout: 5000, interval: 20 });
  }
}
