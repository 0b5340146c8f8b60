import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Background, FreshCopy } from "./fresh-copy.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** The lines of the sh blocks, and what stands between backticks and begins with npx. */
function commandsOf(file: string): string[] {
  const text = read(file);
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, body]) => body!.trim().split("\n"));
  const inline = [...text.matchAll(/`(npx [^`\n]+)`/g)].map(([, line]) => line!);
  return [...new Set([...blocks, ...inline])];
}

const copy = new FreshCopy();
const executed = new Set<string>();
const run = (line: string) => {
  executed.add(line);
  return copy.run(line);
};

let plug: Background;

beforeAll(async () => {
  const { status, said } = await copy.run("npm ci");
  expect(status, said).toBe(0);
});

afterAll(() => copy.remove());

describe("README.md", () => {
  it("brings a plug on the emulated Uno to life by `npm start`, its build included", async () => {
    executed.add("npm ci && npm start");
    plug = copy.start("npm start");
    await plug.says(/Running on emulated-uno/, 60_000);
    await plug.says(/can be set up now/, 10_000);
  });

  it("has commands for mosquitto_sub that show the plug", async () => {
    const port = /127\.0\.0\.1:(\d+)/.exec(plug.said)![1]!;
    const line = "mosquitto_sub -h 127.0.0.1 -t 'plugbench/#' -v";
    executed.add(line);
    // The embedded broker takes the next free port when the usual one is taken on this machine.
    const watcher = copy.start(`${line} -p ${port}`);
    await watcher.says(/bench\/lifecycle setup/, 10_000);
    watcher.kill();
  });

  it("has a page, as docs/page.md tells it, and a view from another terminal", async () => {
    const [page, watch, ...more] = commandsOf("docs/page.md");
    expect(more).toEqual([]);
    const { status, said } = await run(page!);
    expect(status, said).toBe(0);
    const address = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(said)![0];
    expect(plug.said).toContain(address);
    const served = await fetch(address);
    expect(await served.text()).toContain("<title>");
    const watcher = copy.start(watch!);
    await watcher.says(/blinking blue/, 10_000);
    watcher.kill();
  });

  it("has a finger, an app and a wall socket in its order", async () => {
    const said: string[] = [];
    const lines = commandsOf("README.md").filter(
      (line) => line.startsWith("npx plugbench ctl") && !line.includes("--id "),
    );
    const inOrder = [
      ...lines.filter((line) => !line.endsWith("stop")),
      ...lines.filter((line) => line.endsWith("stop")),
    ];
    for (const line of inOrder) {
      if (line.endsWith("hold 13s")) await copy.run("sleep 3");
      const { status, said: words } = await run(line);
      expect(status, `${line}: ${words}`).toBe(0);
      said.push(words);
    }
    expect(said.join("\n")).toContain("emulated-uno");
    expect(await plug.ended).toBe(0);
    expect(plug.said).toContain("Factory reset begun");
  });

  it.each([
    ["house", ["The fault is overheat", "Try cool-down or ventilate", "firmware    1.1.0"]],
    ["ci", ["Let go: factory reset.", "15 min have passed. Now: not set up"]],
  ])("has a plug live in virtual time: %s", async (id, words) => {
    const blocks = [...read("README.md").matchAll(/```sh\n([^`]*--time virtual[^`]*)```/g)];
    const block = blocks.map(([, lines]) => lines!.trim()).find((lines) => lines.includes(`--id ${id} `))!;
    for (const line of block.split("\n")) executed.add(line);
    const { status, said } = await copy.run(`set -e\n${block}`);
    expect(status, said).toBe(0);
    for (const each of words) expect(said).toContain(each);
  });

  it("checks a support article", async () => {
    const said: string[] = [];
    for (const line of commandsOf("README.md").filter((each) => each.startsWith("npx plugbench procedure"))) {
      const { status, said: words } = await run(line);
      expect(status, `${line}: ${words}`).toBe(0);
      said.push(words);
    }
    for (const words of ["PASSED", "mocked-firmata", "# "]) expect(said.join("\n")).toContain(words);
    expect(readdirSync(join(copy.folder, "my-report")).map((name) => extname(name))).toEqual(
      expect.arrayContaining([".json", ".xml", ".html", ".png"]),
    );
    expect(readFileSync(join(copy.folder, "my-article.md"), "utf8")).toContain(".svg");
  });

  it("shows profiles", async () => {
    for (const line of commandsOf("README.md").filter((each) => each.startsWith("npx plugbench profile"))) {
      const { status, said } = await run(line);
      expect(status, said).toBe(0);
      expect(said.length).toBeGreaterThan(500);
    }
  });

  it("tells a machine without an Arduino, and one that is no Raspberry Pi, so: exit code 3", async () => {
    for (const line of [
      "npx plugbench flash",
      "npx plugbench run --board arduino",
      "npx plugbench wiring check --board arduino",
      "npx plugbench run --board raspberry-pi",
      "npx plugbench doctor",
    ]) {
      const { status, said } = await run(line);
      expect(said).toMatch(/Arduino|serial port|Raspberry Pi/);
      expect([0, 3], said).toContain(status);
    }
  });

  it("names no command that this file did not run", () => {
    // `npm test` is run by .ci/run itself.
    expect(read(".ci/run")).toMatch(/^npm ci\n[\s\S]*^npm test$/m);
    executed.add("npm ci && npm test");
    expect(commandsOf("README.md").filter((line) => !executed.has(line))).toEqual([]);
  });
});

describe("wiring/README.md", () => {
  it("has commands that are understood on a machine without an Arduino", async () => {
    writeFileSync(join(copy.folder, "my-pins.json"), read("wiring/arduino-uno.json"));
    for (const line of commandsOf("wiring/README.md")) {
      const { status, said } = await run(line);
      expect([0, 3], `${line}: ${said}`).toContain(status);
    }
  });
});

describe("docs/", () => {
  it("has no page with commands that no test runs", () => {
    const tests = [
      "test/system/add-a-plug",
      "test/system/integration-example",
      "test/cli/trace-docs",
      "test/docs/procedures",
      "test/docs/raspberry-pi",
      "test/system/raspberry-pi",
      "test/system/documents",
    ];
    const run = tests.map((name) => read(`${name}.test.ts`)).join("\n");
    const pages = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
    const withCommands = pages.filter((name) => commandsOf(`docs/${name}`).length > 0);
    expect(withCommands.filter((name) => !run.includes(`docs/${name}`))).toEqual([]);
  });
});
