import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer, rpcAnswer } from "../../scripts/mqtt-contract/answers.ts";
import { asyncApi } from "../../scripts/mqtt-contract/asyncapi.ts";
import { mqttFiles } from "../../scripts/mqtt-contract/files.ts";
import { TOPICS } from "../../scripts/mqtt-contract/topics.ts";
import type { Incoming } from "../../src/mqtt/connection/message.ts";
import { ownRpc } from "../../src/mqtt/rpc/own-rpc.ts";
import { done } from "../../src/runtime/command.ts";
import { gateRig, READERS } from "../support/gate-rig.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { IDENTITY } from "../support/mqtt-rig.ts";
import { fits, fitsTopic } from "../support/payload-schema.ts";

const DOCS = new URL("../../docs/", import.meta.url);
const COMMANDS = TOPICS.filter(({ direction }) => direction === "in");
const require = createRequire(import.meta.url);
const specification = require("@asyncapi/specs/schemas/3.0.0-without-$id.json");

describe("the description of the topics", () => {
  it.each([...mqttFiles()])("finds docs/%s as the schemas say", (name, text) => {
    const kept = readFileSync(new URL(name, DOCS), "utf8").replaceAll("\r\n", "\n");
    expect(kept === text, "stale: run npm run describe").toBe(true);
  });

  it("is AsyncAPI 3.0.0, as its own specification checks it", () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const validate = ajv.compile(specification);
    expect(validate(asyncApi()), JSON.stringify(validate.errors?.[0])).toBe(true);
    const { asyncapi: _, ...rest } = asyncApi();
    expect(validate(rest)).toBe(false);
    expect(validate({ ...asyncApi(), operations: { x: { action: "shout" } } })).toBe(false);
  });

  it("points at nothing that is not there", () => {
    const document = JSON.parse(JSON.stringify(asyncApi()));
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    expect(refs.length).toBeGreaterThan(TOPICS.length);
    for (const path of new Set(refs)) {
      const found = path.split("/").reduce((part, key) => part?.[key], document);
      expect(found, path).toBeDefined();
    }
  });

  it("names every command that is read, and no other", () => {
    expect(COMMANDS.map(({ name }) => name).sort()).toEqual([...READERS.keys(), "rpc"].sort());
  });

  it("gives examples that are what it says they are", () => {
    for (const { name, shapes } of TOPICS) {
      for (const shape of shapes) {
        expect(shape.examples.length, name).toBeGreaterThan(0);
        for (const example of shape.examples) expect(fits(shape, example), `${name} ${example}`).toBe(true);
      }
    }
    for (const shape of [answer, rpcAnswer])
      for (const example of shape.examples) expect(fits(shape, example), example).toBe(true);
  });
});

/** The code with which the real reader refuses; null when it does not. */
async function refusal(name: string, payload: string): Promise<string | null> {
  const rpc = ownRpc(
    { identity: { base: "plugbench", ...IDENTITY }, clock: new ManualClock(), wall: () => new Date(0) },
    () => done,
  );
  const calls = new Map([["rpc", (message: Incoming) => rpc.answer(message)]]);
  const { take, obeyed, said, refused } = gateRig({ calls });
  await take(name, payload);
  expect(obeyed.length + said.length + refused.length).toBe(1);
  return refused[0]?.code ?? null;
}

describe.each(COMMANDS.map((topic) => [topic.name, topic] as const))("the command %s", (name, topic) => {
  it("is obeyed in each of the forms that are told", async () => {
    for (const example of topic.shapes.flatMap(({ examples }) => examples))
      expect(await refusal(name, ` ${example}\n`), example).toBeNull();
  });

  it("is refused with the code that is told", async () => {
    for (const [payload, code] of topic.refused) {
      expect(await refusal(name, payload), payload).toBe(code);
      expect(fitsTopic(topic, payload), payload).toBe(false);
    }
  });

  it("takes exactly what its JSON Schema allows", async () => {
    await fc.assert(
      fc.asyncProperty(payloads, async (payload) => {
        const code = await refusal(name, payload);
        // Of the right shape, and where its answer would go is another matter.
        expect(code === null || code === "forbidden", payload).toBe(fitsTopic(topic, payload.trim()));
      }),
      { numRuns: 500 },
    );
  });
});

/** Letters, digits and signs of one code unit and one byte each, which every way of counting counts alike. */
const plain = fc.string({ unit: "grapheme-ascii", maxLength: 70 });
const examples = COMMANDS.flatMap(({ shapes, refused }) => [
  ...shapes.flatMap((shape) => shape.examples),
  ...refused.map(([payload]) => payload),
]);
const objects = examples
  .filter((payload) => /^\{.*\}$/.test(payload))
  .map((payload) => JSON.parse(payload) as Record<string, unknown>);
const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
const values = fc.oneof(
  fc.constantFrom(...objects.flatMap((object) => Object.values(object))),
  fc.constantFrom(0, 1, -1, 0.5, 86_400, 86_400.5, 60_000, 60_001, 2 ** 32 - 1, 2 ** 32, 1.5, 99, 100),
  fc.boolean(),
  fc.constant(null),
  plain,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const payloads = fc.oneof(
  fc.constantFrom(...examples),
  plain,
  fc
    .tuple(fc.constantFrom(...objects), fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 2 }))
    .map(([object, others]) => JSON.stringify({ ...object, ...others })),
  fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.stringify(value)),
);
