import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { FreshCopy } from "./fresh-copy.ts";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface Step {
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

const copy = new FreshCopy();
const action: Action = parse(readFileSync(join(copy.folder, "action.yml"), "utf8"));
/** The repository that uses the action. */
const workspace = mkdtempSync(join(tmpdir(), "plugbench-action-"));
const summary = join(workspace, "summary.md");

const RIGHT =
  "# Power cycle\n\n1. Plug it in. The light blinks red several times and goes off.\n2. Unplug it.\n";
const WRONG = RIGHT.replace("red", "orange");

function put(name: string, text: string): void {
  mkdirSync(dirname(join(workspace, name)), { recursive: true });
  writeFileSync(join(workspace, name), text);
}

/** Does a step as a runner does: values in the place of expressions, then bash, ending at the first that fails. */
function run({ run: script = "", env = {}, ...step }: Step, inputs: Readonly<Record<string, string>>) {
  const value = (expression: string): string => {
    if (expression === "github.action_path") return copy.folder;
    const name = /^inputs\.([\w-]+)$/.exec(expression)?.[1] ?? expression;
    const input = action.inputs[name];
    if (input === undefined) throw new Error(`what is ${expression}?`);
    return inputs[name] ?? input.default ?? "";
  };
  const filled = (text: string) =>
    text.replaceAll(/\$\{\{ *(.*?) *\}\}/g, (_, found: string) => value(found));
  expect(script, "values come by the environment").not.toContain("${{");
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("PLUGBENCH_"));
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
    {
      cwd: step["working-directory"] === undefined ? workspace : filled(step["working-directory"]),
      env: {
        ...Object.fromEntries(own),
        RUNNER_TEMP: workspace,
        GITHUB_STEP_SUMMARY: summary,
        ...Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text)])),
      },
      encoding: "utf8",
    },
  );
  return { status, said: stdout + stderr };
}

const [node, build, check] = action.runs.steps;

function checked(inputs: Readonly<Record<string, string>>) {
  rmSync(summary, { force: true });
  return { ...run(check!, inputs), summary: () => readFileSync(summary, "utf8") };
}

// GitHub itself is asked nothing: this shows that the steps do what they should, not that a runner takes them.
describe.skipIf(process.platform === "win32")("the steps of action.yml, done here", () => {
  beforeAll(() => {
    const { status, said } = run(build!, {});
    expect(status, said).toBe(0);
    put("docs/right.md", RIGHT);
    put("docs/more/also right.md", RIGHT);
    put("wrong.md", WRONG);
  });
  afterAll(() => {
    copy.remove();
    rmSync(workspace, { recursive: true, force: true });
  });

  it("are those of a composite action, which brings its own Node", () => {
    expect(action.runs.using).toBe("composite");
    expect(action.runs.steps).toHaveLength(3);
    expect(node!.uses).toMatch(/^actions\/setup-node@v\d+$/);
    for (const step of [build, check]) expect(step!.shell).toBe("bash");
    expect(Object.keys(action.inputs)).toEqual([
      "files",
      "profile",
      "start",
      "board",
      "require-basis",
      "report",
    ]);
  });

  it("pass when every article is right, and leave reports and a summary", () => {
    const { status, said, summary } = checked({ files: "docs/**/*.md" });
    expect(status, said).toBe(0);
    expect(said).toContain("2 of 2 procedures passed.");
    for (const name of ["right.html", "right.junit.xml", "also-right.json"])
      expect(existsSync(join(workspace, "plugbench-report", name)), name).toBe(true);
    expect(summary()).toMatch(/^## Support articles\n\n {4}docs\/.*right\.md: Power cycle\n/);
    expect(
      summary()
        .split("\n")
        .slice(2, -1)
        .every((line) => line.startsWith("    ")),
    ).toBe(true);
  });

  it("fail when one is wrong, and the summary says where", () => {
    const { status, summary } = checked({ files: "docs/right.md\nwrong.md", report: "out" });
    expect(status).toBe(1);
    expect(summary()).toMatch(/✗ line 3: The light blinks orange/);
    expect(existsSync(join(workspace, "out/wrong.html"))).toBe(true);
  });

  it.each([
    ["a pattern that fits nothing", { files: "articles/*.md" }, "no such file"],
    ["no article at all", { files: "" }, "missing required argument"],
    ["a make that there is not", { files: "wrong.md", profile: "; touch touched" }, "--profile: "],
    ["a start that there is not", { files: "wrong.md", start: "$(touch touched)" }, "--start: "],
    [
      "a basis that there is not",
      { files: "wrong.md", "require-basis": "`touch touched`" },
      "--require-basis: ",
    ],
    ["a board that there is not", { files: "wrong.md", board: "x" }, "--board: "],
    ["a name that looks like a flag", { files: "--help" }, "no such file"],
  ])("fail on %s", (_, inputs, words) => {
    const { status, said, summary } = checked(inputs);
    expect(status, said).toBe(2);
    expect(said).toContain(words);
    expect(summary()).toContain(words);
    expect(existsSync(join(workspace, "touched"))).toBe(false);
  });

  it("take what an article says for no command of theirs", () => {
    put("commands.md", WRONG.replace("# Power cycle", "# ::error::not ours"));
    const { said } = checked({ files: "commands.md" });
    const [, token] = /^::stop-commands::(\S+)\n/.exec(said)!;
    expect(said.endsWith(`\n::${token}::\n`)).toBe(true);
    expect(said.match(new RegExp(token!, "g"))).toHaveLength(2);
  });
});
