import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Background } from "./fresh-copy.ts";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/testing.md"), "utf8");
const blocksOf = (kind: string) =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, body]) => body!);

/** As a clone has them: the tarball at its top, the example two folders below. */
const folder = mkdtempSync(join(tmpdir(), "plugbench-integration-example-"));
const example = join(folder, "examples/integration-tests");
let tarball: string;

async function run(line: string, cwd: string) {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|PLUGBENCH_|NODE_ENV|TEST)/.test(name),
  );
  const started = new Background(line, cwd, { ...Object.fromEntries(own), NO_COLOR: "1" });
  const timer = setTimeout(() => started.kill(), 200_000);
  const status = await started.ended;
  clearTimeout(timer);
  return { status, said: started.said };
}

beforeAll(() => {
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: ROOT,
    encoding: "utf8",
  });
  tarball = join(folder, packed.trim().split("\n").at(-1)!);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("examples/integration-tests", () => {
  beforeAll(async () => {
    cpSync(join(ROOT, "examples/integration-tests"), example, {
      recursive: true,
      filter: (file) => !file.includes("node_modules"),
    });
    const { status, said } = await run("npm install", example);
    expect(status, said).toBe(0);
  });

  it("compiles, and passes with vitest and with jest", async () => {
    const { status, said } = await run("npm test", example);
    expect(status, said).toBe(0);
    expect(said).toMatch(/Tests +7 passed \(7\)/);
    expect(said).toMatch(/Tests: +3 passed, 3 total/);
    expect(said).not.toContain("did not exit");
  });

  it("finds an integration that shows an unplugged plug as on", async () => {
    const file = join(example, "src/plugs.ts");
    const right = readFileSync(file, "utf8");
    const wrong = right.replace("this.#available.get(id) !== true", "!this.#available.has(id)");
    expect(wrong).not.toBe(right);
    writeFileSync(file, wrong);
    const { status, said } = await run("npx vitest run test/plugs.test.ts", example);
    writeFileSync(file, right);
    expect(status, said).toBe(1);
    expect(said).toMatch(/× does not show a plug as on that was unplugged/);
    expect(said).toMatch(/✓ learns of a press on the button/);
  });

  it("finds matchers that are used with the wrong types", async () => {
    const file = join(example, "test/wrong.test.ts");
    const head = `import { bench } from "plugbench/testing";\nimport "plugbench/vitest";\nimport { expect } from "vitest";\n`;
    writeFileSync(
      file,
      `${head}await expect(await bench()).toShow("solid bleu");\nexpect(5).toShow("red");\n`,
    );
    const { status, said } = await run("npx tsc", example);
    rmSync(file);
    expect(status, said).not.toBe(0);
    expect(said.match(/wrong\.test\.ts\(\d/g)).toEqual(["wrong.test.ts(4", "wrong.test.ts(5"]);
  });
});

describe("docs/testing.md", () => {
  const project = join(folder, "empty");
  const [install, vitest, jest, ...others] = blocksOf("sh").map((line) => line.trim());
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

  it("brings a stranger to the first test by its lines", async () => {
    mkdirSync(project);
    const versions = install!
      .replace("plugbench", tarball)
      .replace("vitest", `vitest@${devDependencies.vitest}`);
    const installed = await run(versions, project);
    expect(installed.status, installed.said).toBe(0);
    for (const [i, block] of blocksOf("ts").entries())
      writeFileSync(join(project, `plug-${i}.test.ts`), block);
    const { status, said } = await run(vitest!, project);
    expect(status, said).toBe(0);
    expect(said).toMatch(/Tests +4 passed \(4\)/);
  });

  it("has a test for jest that passes", async () => {
    const { devDependencies: of } = JSON.parse(readFileSync(join(example, "package.json"), "utf8"));
    const installed = await run(`npm install --save-dev jest@${of.jest}`, project);
    expect(installed.status, installed.said).toBe(0);
    const [test, ...rest] = blocksOf("js");
    expect([rest, others]).toEqual([[], []]);
    writeFileSync(join(project, "plug.test.mjs"), test!);
    const { status, said } = await run(jest!, project);
    expect(status, said).toBe(0);
    expect(said).toMatch(/Tests: +1 passed, 1 total/);
  });
});
