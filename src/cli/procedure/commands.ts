import { type Command, Option } from "commander";
import { BENCH_BOARDS } from "../../testing/bench-port.ts";
import { STARTS } from "../../testing/start.ts";
import { addCommand, type Ended } from "../command.ts";
import type { Io } from "../io.ts";
import type { Given } from "./options.ts";

const ARTICLE = "examples/articles/factory-reset.md";

export function addProcedure(program: Command, io: Io, ended: Ended): void {
  const procedure = addCommand(
    program,
    "procedure",
    "Do what a support article says, and see whether the plug does what it says.",
    `plugbench procedure check ${ARTICLE}`,
  );
  addCheck(procedure, io, ended);
  addRender(procedure, io, ended);
  addNew(procedure, io);
}

function addCheck(procedure: Command, io: Io, ended: Ended): void {
  const does = "Check articles in Markdown: exit code 1 when one is not right.";
  const examples = [
    ARTICLE,
    `${ARTICLE} --board emulated-uno --report report`,
    "docs/*.md --profile ./my-plug.json",
    `${ARTICLE} --observe --operator Ada --model HS-1 --serial 0001 --firmware 1.2 --report run-1`,
  ];
  withChoices(
    addCommand(
      procedure,
      "check <FILE...>",
      does,
      ...examples.map((each) => `plugbench procedure check ${each}`),
    ),
  )
    .option("--sweep", "say how far each assumed number may move before the verdict is another")
    .option("--require-basis <BASIS>", "fail what rests on less: documented, third-party or measured")
    .option("--compare <BOARDS>", `do it on these boards, separated by commas, and tell what differs`)
    .option("--report <DIR>", "write reports there: JSON, JUnit XML, HTML, and pictures")
    .option("--json", "print the report as JSON")
    .option("--observe", "on a real plug: be told what to do, and tell by keys what its light does")
    .option("--operator <NAME>", "who looks")
    .option("--model <NAME>", "what stands on the plug")
    .option("--serial <NUMBER>", "its serial number")
    .option("--firmware <VERSION>", "its firmware, as its app tells")
    .option("--reaction <TIME>", "how late a key may be (default 300ms, assumed)")
    .action(async (files: string[], given: Given) => {
      ended(await (await import("./check.ts")).check(files, given, io));
    });
}

function addRender(procedure: Command, io: Io, ended: Ended): void {
  const does = "Print an article with a picture of the light, and when it did what, after each step.";
  const examples = [ARTICLE, `${ARTICLE} --output article.md`];
  withChoices(
    addCommand(
      procedure,
      "render <FILE>",
      does,
      ...examples.map((each) => `plugbench procedure render ${each}`),
    ),
  )
    .option("--output <FILE>", "write it there, and the pictures beside it")
    .action(async (file: string, given: Given & { output?: string }) => {
      ended(await (await import("./render.ts")).render(file, given, io));
    });
}

function addNew(procedure: Command, io: Io): void {
  const does = "Print an article that is right for a make, to write your own from.";
  addCommand(procedure, "new", does, "plugbench procedure new --profile kasa-plug > article.md")
    .addOption(profileOption("make of plug"))
    .action(async (given: Given) => {
      await (await import("./new.ts")).newProcedure(given, io);
    });
}

const profileOption = (what: string): Option => new Option("--profile <NAME|FILE>", what);

/** What both of them ask. The environment is not asked: a verdict depends on the article and on what is here. */
const withChoices = (command: Command): Command =>
  command
    .addOption(profileOption("make of plug (default as the article says, else amazon-smart-plug)"))
    .option("--start <START>", `how the plug is at first (default as the article says): ${STARTS.join(", ")}`)
    .option("--board <NAME>", `what the plug runs on (default virtual): ${BENCH_BOARDS.join(", ")}`)
    .option("--port <PATH>", "serial port of the Arduino (default the only one found)")
    .option("--procedure <HEADING>", "only the procedure under this heading, or part of it");
