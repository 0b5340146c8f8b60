import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FreshCopy } from "./fresh-copy.ts";

/** What a step is, and what stands behind its word. */
type Step = readonly [word: string, rest: string];

function stepsOf(text: string): Step[] {
  const lines = text.replaceAll(/\\\n/g, " ").split("\n");
  const steps = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  return steps.map((line) => [/^\w+/.exec(line)![0], line.replace(/^\w+\s+/, "")]);
}

/** A folder that stands for the root of an image: what a Dockerfile calls /x is below it. */
class Stage {
  readonly root: string;
  readonly env: Record<string, string>;
  #directory = "/";

  constructor(root: string) {
    this.root = root;
    for (const folder of ["usr/local/bin", "tools"]) mkdirSync(join(root, folder), { recursive: true });
    // The image's user is not on this machine.
    writeFileSync(join(root, "tools/chown"), "#!/bin/sh\n", { mode: 0o755 });
    const path = [join(root, "usr/local/bin"), join(root, "tools"), process.env["PATH"]].join(delimiter);
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith("PLUGBENCH_"));
    this.env = { ...(Object.fromEntries(own) as Record<string, string>), PATH: path };
  }

  at = (path: string): string => join(this.root, path.startsWith("/") ? path : join(this.#directory, path));

  enter(directory: string): void {
    this.#directory = directory;
    mkdirSync(this.at(""), { recursive: true });
  }

  set(assignments: string): void {
    for (const [, name, value] of assignments.matchAll(/(\w+)=(\S+)/g))
      this.env[name!] = value!.startsWith("/") ? this.at(value!) : value!;
  }

  run(line: string): void {
    const here = line.replaceAll(/(?<=^|\s)\/(?=\w)/g, `${this.root}/`);
    const { status, stdout, stderr } = spawnSync("sh", ["-c", here], {
      cwd: this.at(""),
      env: this.env,
      encoding: "utf8",
    });
    expect(status, `${line}: ${stdout}${stderr}`).toBe(0);
  }
}

const context = new FreshCopy();
const parent = mkdtempSync(join(tmpdir(), "plugbench-dockerfile-"));
const file = (name: string) => readFileSync(join(context.folder, name), "utf8");
const ignored = file(".dockerignore").split("\n").filter(Boolean);

/** Copies files, or what is in one folder, as COPY does. */
function copy(
  from: (path: string) => string,
  to: Stage,
  paths: readonly string[],
  ignore: readonly string[],
): void {
  const target = paths.at(-1)!;
  for (const path of paths.slice(0, -1)) {
    const source = from(path);
    const filter = (each: string) => !ignore.includes(relative(source, each).split("/")[0]!);
    const into = statSync(source).isDirectory() ? to.at(target) : join(to.at(target), basename(path));
    cpSync(source, into, { recursive: true, filter });
  }
}

/** Does what the image is built by, in folders. Answers the last stage, and its steps that say how it runs. */
function build(): { readonly stage: Stage; readonly runs: Readonly<Record<string, string>> } {
  const stages = new Map<string, Stage>();
  let stage = new Stage(parent);
  let runs: Record<string, string> = {};
  for (const [word, rest] of stepsOf(file("Dockerfile"))) {
    if (word === "FROM") {
      const name = / AS (\w+)$/.exec(rest)?.[1] ?? "last";
      stage = new Stage(join(parent, name));
      stages.set(name, stage);
      runs = {};
    } else if (word === "WORKDIR") stage.enter(rest);
    else if (word === "RUN") stage.run(rest);
    else if (word === "ENV") stage.set(rest);
    else if (word === "COPY") {
      const [, name, paths] = /^(?:--from=(\w+) )?(.*)$/.exec(rest)!;
      if (name === undefined) copy((path) => join(context.folder, path), stage, paths!.split(" "), ignored);
      else copy(stages.get(name)!.at, stage, paths!.split(" "), []);
    } else runs[word] = rest;
  }
  return { stage, runs };
}

const words = (text: string | undefined): string[] => JSON.parse(/\[.*\]/.exec(text ?? "[]")![0]);

// Docker itself is asked nothing: this shows that the steps do what they should, not that an image comes of them.
describe.skipIf(process.platform === "win32")("the steps of the Dockerfile, done in folders", () => {
  let built: ReturnType<typeof build>;
  beforeAll(() => {
    built = build();
  });
  afterAll(() => {
    context.remove();
    rmSync(parent, { recursive: true, force: true });
  });

  it("make a plug that starts, is healthy while it runs, and ends with code 0 at `docker stop`", async () => {
    const { stage, runs } = built;
    const [health, ...args] = words(runs["HEALTHCHECK"]);
    const healthy = () => spawnSync(health!, args, { env: stage.env, encoding: "utf8" });
    expect(healthy().status).toBe(3);
    const [program, ...given] = [...words(runs["ENTRYPOINT"]), ...words(runs["CMD"])];
    const plug = spawn(program!, given, { env: stage.env, cwd: stage.at("") });
    let said = "";
    for (const stream of [plug.stdout, plug.stderr]) stream.on("data", (data) => (said += data));
    const ended = new Promise<number | null>((resolve) => plug.on("close", resolve));
    for (const end = Date.now() + 20_000; healthy().status !== 0; )
      if (Date.now() > end) throw new Error(`never healthy: ${said}`);
    expect(healthy().stdout).toMatch(/^plug +plug-\w+ .* on virtual/);
    plug.kill("SIGTERM");
    expect(await ended, said).toBe(0);
  });

  it("leave out what only the build needs, and run as a user without rights", () => {
    const { stage, runs } = built;
    for (const name of ["typescript", "vitest", "esbuild"])
      expect(() => readFileSync(stage.at(`node_modules/${name}/package.json`))).toThrow("ENOENT");
    expect(runs["USER"]).toBe("node");
  });
});
