import { answer } from "./answers.ts";
import { CODES } from "./parts.ts";
import type { Topic } from "./topic.ts";
import { PLANES } from "./topics.ts";

const code = (text: string): string => (text === "" ? "*(empty)*" : `\`${text}\``);
/** A pipe would end the cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|");

function payloadOf({ shapes }: Topic): string {
  const words = shapes.filter(({ as }) => as === "text").flatMap(({ examples }) => examples.map(code));
  const json = shapes.some(({ as }) => as === "json") ? ["JSON"] : [];
  return [...words, ...json].join(" ");
}

const row = (topic: Topic): string => {
  const { name, direction, retain, qos, summary } = topic;
  const cells = [
    `\`${name}\``,
    direction,
    retain ? "yes" : direction === "out" ? "no" : "–",
    qos,
    payloadOf(topic),
    summary,
  ];
  return `| ${cells.map((each) => cell(String(each))).join(" | ")} |`;
};

const table = (topics: readonly Topic[]): string[] => [
  "| topic | | retained | QoS | payload, by example | |",
  "|---|---|---|---|---|---|",
  ...topics.map(row),
];

const block = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, "", "```json", ...lines, "```", ""];

const examples = ({ name, shapes, answer: own }: Topic): string[] => [
  ...block(
    `\`${name}\``,
    shapes.filter(({ as }) => as === "json").flatMap((shape) => shape.examples),
  ),
  ...block(`the answer to \`${name}\``, own?.examples ?? []),
];

/** The same as the AsyncAPI document, for people. */
export const markdown = (): string =>
  [
    "# The MQTT topics of a plug",
    "",
    "<!-- Written by scripts/describe-mqtt.ts: change scripts/mqtt-contract/ instead. -->",
    "",
    "Every topic is below `plugbench/<id>/`. *out*: the plug publishes it; *in*: the plug obeys it.",
    "[mqtt.asyncapi.json](mqtt.asyncapi.json) says the same to programs, with a JSON Schema of every payload.",
    "",
    ...PLANES.flatMap(({ title, what, topics }) => [`## ${title}`, "", what, "", ...table(topics), ""]),
    "## Answers",
    "",
    "A command is answered by the new state. Where MQTT 5 named a response topic, an answer comes there too, with the",
    "correlation data, after the state:",
    "",
    "```json",
    ...answer.examples,
    "```",
    "",
    "A refused command is told on `error` of its plane as well. A response topic has at most 256 bytes and no wildcard, does",
    "not begin with `$` and is not below `plugbench/<id>`: with another one the command is refused, and only `error` tells.",
    "",
    "| code | |",
    "|---|---|",
    ...Object.entries(CODES).map(([name, meaning]) => `| \`${name}\` | ${cell(meaning)} |`),
    "",
    "A command has at most 4096 bytes. Ten are taken a second, twenty at once. One that is retained is never obeyed.",
    "",
    "## JSON by example",
    "",
    ...PLANES.flatMap(({ topics }) => topics.flatMap(examples)),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
