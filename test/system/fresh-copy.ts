import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** What a clone of the project would hold, with a home folder of its own for whatever is started in it. */
export class FreshCopy {
  readonly #parent = mkdtempSync(join(tmpdir(), "plugbench-copy-"));
  readonly folder = join(this.#parent, "plugbench");
  readonly #running = new Set<Background>();

  constructor() {
    const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    // What was removed and not yet committed is still listed.
    const files = listed.split("\n").filter((file) => file !== "" && existsSync(join(ROOT, file)));
    for (const file of files) {
      const target = join(this.folder, file);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(ROOT, file), target);
    }
  }

  get #environment(): NodeJS.ProcessEnv {
    const state = join(this.#parent, "state");
    return { ...process.env, XDG_STATE_HOME: state, LOCALAPPDATA: state, NO_COLOR: "1" };
  }

  /** Runs a line as a user would type it. */
  async run(
    line: string,
    within = 120_000,
  ): Promise<{ readonly status: number | null; readonly said: string }> {
    const started = this.start(line);
    const timer = setTimeout(() => started.kill(), within);
    const status = await started.ended;
    clearTimeout(timer);
    return { status, said: started.said };
  }

  start(line: string): Background {
    const started = new Background(line, this.folder, this.#environment);
    this.#running.add(started);
    void started.ended.then(() => this.#running.delete(started));
    return started;
  }

  remove(): void {
    for (const started of this.#running) started.kill();
    rmSync(this.#parent, { recursive: true, force: true });
  }
}

/** A line that goes on until it ends or is killed with all it started. */
export class Background {
  said = "";
  readonly ended: Promise<number | null>;
  readonly #pid: number;

  constructor(line: string, cwd: string, env: NodeJS.ProcessEnv) {
    const child = spawn(line, { cwd, env, shell: true, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    this.#pid = child.pid!;
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (this.said += data));
    this.ended = new Promise((resolve) => child.on("close", resolve));
  }

  async says(words: RegExp, within: number): Promise<void> {
    for (const end = Date.now() + within; !words.test(this.said); ) {
      if (Date.now() > end) throw new Error(`${within} ms went by without ${words}; it said:\n${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  kill(): void {
    try {
      process.kill(-this.#pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
