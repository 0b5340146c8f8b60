import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { environment, temporaryDirectory } from "../cli/plug-process.ts";
import { freePort } from "./mosquitto.ts";
import { until } from "./until.ts";

/** The emulated Uno has to answer within 8 s, which a machine that runs all tests at once may miss. */
const TRIES = 3;
const PROGRAM = join(import.meta.dirname, "../../dist/src/main.js");

/** The built program with a plug and its page, on a state and a port of their own. */
export class PagePlug {
  readonly #args: readonly string[];
  readonly #state: ReturnType<typeof temporaryDirectory>;
  #child?: ChildProcess;
  #said = "";

  private constructor(args: readonly string[], state: ReturnType<typeof temporaryDirectory>) {
    this.#args = args;
    this.#state = state;
  }

  /** Resolves when the page is served; `flags` are added to those of a run without a broker. */
  static async start(...flags: readonly string[]): Promise<PagePlug> {
    const state = temporaryDirectory();
    const page = ["--page", String(await freePort())];
    const mqtt = flags.includes("--mqtt") ? [] : ["--mqtt", "off"];
    const plug = new PagePlug(["run", ...page, ...mqtt, "--state", state.path, ...flags], state);
    await plug.start();
    return plug;
  }

  /** Again, with the same state and port, after it ended. */
  async start(): Promise<void> {
    this.#said = "";
    for (let i = 0; i < TRIES && this.#address === undefined; i++) await this.#try();
    if (this.#address === undefined)
      throw new Error(`the page has no address; the program said:\n${this.#said}`);
  }

  async #try(): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM, ...this.#args], {
      env: environment({ NO_COLOR: "1" }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (this.#said += data));
    const ended = () => child.exitCode !== null;
    await until(
      "the page has an address",
      () => this.#address !== undefined || ended(),
      () => this.#said,
      30_000,
    );
  }

  /** The page with the token, as it was printed. */
  get address(): string {
    return this.#address ?? "";
  }

  get #address(): string | undefined {
    return this.#said.match(/http:\/\/127\.0\.0\.1:\d+\/#[\w-]+/)?.[0];
  }

  /** `plugbench ctl` of this plug. @throws Error when it fails */
  async ctl(...words: readonly string[]): Promise<string> {
    const args = [PROGRAM, "ctl", "--state", this.#state.path, ...words];
    return (await promisify(execFile)(process.execPath, args, { env: environment() })).stdout;
  }

  async end(signal: NodeJS.Signals = "SIGINT"): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  }

  /** Also ends it. */
  async remove(): Promise<void> {
    await this.end("SIGKILL");
    this.#state.remove();
  }
}
