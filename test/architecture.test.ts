import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name).replaceAll("\\", "/"));
}

const rooms = ["firmware-sim", "board", "src"];
const files = rooms.flatMap(filesOf);
const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");
const codeOf = (file: string) => textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  return [
    ...codeOf(file).matchAll(/(import|export)\s+(type\s+)?[^"';]*?from\s+"([^"]+)"|import\("([^"]+)"\)/g),
  ].map(([, , type, named, lazy]) => {
    const target = named ?? lazy ?? "";
    const to = target.startsWith(".") ? normalize(join(dirname(file), target)).replaceAll("\\", "/") : target;
    return { from: file, to, typeOnly: type !== undefined };
  });
}

const imports = files.flatMap(importsOf);
const within = (folder: string) => imports.filter(({ from }) => from.startsWith(`${folder}/`));
const offending = (list: readonly Import[]) => list.map(({ from, to }) => `${from} imports ${to}`);

describe("the rooms of the house", () => {
  it("firmware-sim imports nothing outside itself", () => {
    expect(offending(within("firmware-sim").filter(({ to }) => !to.startsWith("firmware-sim/")))).toEqual([]);
  });

  it("everyone else comes to the core by its one door", () => {
    const past = imports.filter(
      ({ from, to }) =>
        !from.startsWith("firmware-sim/") && to.startsWith("firmware-sim/") && to !== "firmware-sim/index.ts",
    );
    expect(offending(past)).toEqual([]);
  });

  it("board knows neither the program nor, outside its own folder, johnny-five", () => {
    const wrong = within("board").filter(
      ({ from, to }) =>
        to.startsWith("src/") || (to === "johnny-five" && !from.startsWith("board/johnny-five/")),
    );
    expect(offending(wrong)).toEqual([]);
  });

  it("the GPIO plugin knows nothing of the rest, and is known by its one door; the only one who calls C", () => {
    const room = "board/gpiochip-io";
    const out = within(room).filter(({ to }) => !to.startsWith(`${room}/`) && !to.startsWith("node:"));
    expect(offending(out.filter(({ to }) => to !== "koffi"))).toEqual([]);
    const past = imports.filter(
      ({ from, to }) =>
        !from.startsWith(`${room}/`) &&
        ((to.startsWith(`${room}/`) && to !== `${room}/index.ts`) || to === "koffi"),
    );
    expect(offending(past)).toEqual([]);
  });

  it("the runtime knows boards only by their port", () => {
    const wrong = within("src/runtime").filter(
      ({ to }) => !/^(firmware-sim\/|src\/runtime\/|board\/port\.ts$|node:)/.test(to),
    );
    expect(offending(wrong)).toEqual([]);
  });

  it("mqtt and store know neither each other nor any board nor the command line", () => {
    const wrong = [
      ...within("src/mqtt").filter(({ to }) => /^(board|src\/(store|cli|config))\//.test(to)),
      ...within("src/store").filter(({ to }) => /^(board|src\/(mqtt|cli|config))\//.test(to)),
    ];
    expect(offending(wrong)).toEqual([]);
  });

  it("what is seen of a lamp is told by the core's words alone", () => {
    const wrong = within("src/seen").filter(({ to }) => !/^(firmware-sim\/|src\/seen\/|fast-png$)/.test(to));
    expect(offending(wrong)).toEqual([]);
  });

  it("procedures and traces know no board, no broker and no disk of a plug", () => {
    const wrong = ["src/procedure", "src/trace"]
      .flatMap(within)
      .filter(({ to }) => /^(board|src\/(mqtt|store|schedule|firmware-image))\//.test(to));
    expect(offending(wrong)).toEqual([]);
  });

  it("what people look at, and what they ask, know no wire, no disk and nothing of Node", () => {
    const wrong = ["src/view", "src/control", "src/page"]
      .flatMap(within)
      .filter(({ to }) => /^(node:|src\/(cli|mqtt|store|web|firmware-image)\/)/.test(to));
    expect(offending(wrong)).toEqual([]);
  });

  it("nobody but the page itself comes to what runs in a browser", () => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith("src/page/") && !from.startsWith("src/page/"),
    );
    expect(offending(wrong)).toEqual([]);
  });

  it("the server of the page knows no board, no broker, no disk of a plug and no command line", () => {
    const wrong = within("src/web").filter(({ to }) =>
      /^(board\/(?!port\.ts$|pins\/pin-map\.ts$)|src\/(mqtt|store|cli|page)\/)/.test(to),
    );
    expect(offending(wrong)).toEqual([]);
  });

  it("a plug in memory needs nothing but the plug, and a class only such plugs", () => {
    const wrong = [
      ...within("src/memory").filter(
        ({ to }) =>
          !/^(firmware-sim\/|board\/virtual\/|src\/(memory|runtime|view|control|schedule)\/)/.test(to),
      ),
      ...within("src/classroom").filter(({ to }) => /^(board|src\/(cli|page|mqtt|store|config))\//.test(to)),
    ];
    expect(offending(wrong)).toEqual([]);
  });

  it("nobody but the program's entry comes to the command line", () => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith("src/cli/") && !/^src\/(cli\/|main\.ts$)/.test(from),
    );
    expect(offending(wrong)).toEqual([]);
  });

  it("has no cycle of imports that are needed at run time", () => {
    const graph = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports) {
      if (!typeOnly && files.includes(to)) graph.set(from, [...(graph.get(from) ?? []), to]);
    }
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string[] => {
      if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(" > ")];
      if (done.has(file)) return [];
      const found = (graph.get(file) ?? []).flatMap((next) => visit(next, [...path, file]));
      done.add(file);
      return found;
    };
    expect(files.flatMap((file) => visit(file, []))).toEqual([]);
  });
});

describe("the core", () => {
  it("reads no clock and no chance, and starts no timer", () => {
    const words =
      /\b(Date|Math\.random|setTimeout|setInterval|setImmediate|performance|process|console|crypto)\b/;
    expect(filesOf("firmware-sim").filter((file) => words.test(codeOf(file)))).toEqual([]);
  });
});

describe("every file", () => {
  it("has at most 300 lines", () => {
    const long = [...files, ...filesOf("test"), ...filesOf("scripts")].filter(
      (file) => textOf(file).split("\n").length > 300,
    );
    expect(long).toEqual([]);
  });

  it("is found by this test at all", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(imports.length).toBeGreaterThan(files.length);
    for (const folder of rooms)
      expect(statSync(join(ROOT, folder)).isDirectory(), relative(ROOT, folder)).toBe(true);
  });
});
