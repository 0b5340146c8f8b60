import { spawnSync } from "node:child_process";
import { expect, vi } from "vitest";

const ENVIRONMENT = { LC_ALL: "C.UTF-8", TERM: "xterm-256color" };

/** A shell on a real pseudo terminal that can be typed on, resized and read as it looks. Each has a server of its own, at `socket`. */
export class Tmux {
  readonly #socket: string;

  constructor(socket: string, columns: number, rows: number, env: Readonly<Record<string, string>> = {}) {
    this.#socket = socket;
    const set = Object.entries({ ...ENVIRONMENT, ...env }).flatMap(([key, value]) => [
      "-e",
      `${key}=${value}`,
    ]);
    const size = ["-x", `${columns}`, "-y", `${rows}`];
    this.#run(
      "-f",
      "/dev/null",
      "new-session",
      "-d",
      ...size,
      ...set,
      "env PS1='$ ' bash --norc --noprofile",
    );
    this.#run("set", "-g", "status", "off");
    this.resize(columns, rows);
  }

  /** Types a line and ends it. */
  enters(line: string): void {
    this.#run("send-keys", "-l", line);
    this.#run("send-keys", "Enter");
  }

  /** Keys by tmux's names: "h", "Space", "C-z". */
  presses(...keys: readonly string[]): void {
    this.#run("send-keys", ...keys);
  }

  resize(columns: number, rows: number): void {
    this.#run("resize-window", "-x", `${columns}`, "-y", `${rows}`);
  }

  /** The rows as somebody sees them; `colors`: with the sequences that colour them. */
  look(colors = false): string {
    return this.#run("capture-pane", "-p", ...(colors ? ["-e"] : []));
  }

  /** Whether the second screen is shown, and whether the cursor is. */
  get modes(): { readonly second: boolean; readonly cursor: boolean } {
    const [second, cursor] = this.#run("display", "-p", "#{alternate_on} #{cursor_flag}").trim().split(" ");
    return { second: second === "1", cursor: cursor === "1" };
  }

  shows(text: string | RegExp): Promise<unknown> {
    const seen = (): void =>
      typeof text === "string" ? expect(this.look()).toContain(text) : expect(this.look()).toMatch(text);
    return vi.waitFor(seen, { timeout: 30_000, interval: 200 });
  }

  end(): void {
    this.#run("kill-server");
  }

  #run(...args: readonly string[]): string {
    const env = { ...process.env, ...ENVIRONMENT };
    return spawnSync("tmux", ["-u", "-S", this.#socket, ...args], { env, encoding: "utf8" }).stdout;
  }
}
