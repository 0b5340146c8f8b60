import fc from "fast-check";
import type { Incoming } from "../../src/mqtt/connection/message.ts";
import { PlanesRig } from "../support/planes-rig.ts";
import { COMMANDS, type Command, long } from "./hostile-payloads.ts";

const { ROOT } = PlanesRig;

/** A message and what must come of it, known to whoever made it. */
export interface Hostile {
  readonly kind: string;
  readonly message: Incoming;
  /** The code of its refusal; `plug`: it is well-formed, and the plug itself decides; `any`: nobody can tell. */
  readonly fate: string;
}

const NAMES = COMMANDS.map(({ name }) => name);

const command = fc.constantFrom(...COMMANDS);
const correlation = fc.option(fc.uint8Array({ maxLength: 40 }), { nil: undefined });
const answerable = fc.constantFrom(
  "me",
  "me/answers",
  "plugbench/plug-test2/relay/set",
  "homeassistant/x",
  "é/ü",
);
const unanswerable = fc.oneof(
  fc.constantFrom("", "$SYS/x", "me/+/x", "#", "x/#", ROOT, `${ROOT}/error`, `${ROOT}/bench/power/set`),
  fc.constantFrom(...NAMES).map((name) => `${ROOT}/${name}`),
  fc.constant(long(257)),
);

const from = (
  kind: string,
  parts: fc.Arbitrary<{ name: string; payload: string | Uint8Array; fate: string }>,
  replies: fc.Arbitrary<string | undefined> = fc.option(answerable, { nil: undefined }),
): fc.Arbitrary<Hostile> =>
  fc.tuple(parts, replies, correlation).map(([{ name, payload, fate }, topic, data]) => {
    const reply = topic !== undefined && { topic, ...(data && { correlation: Buffer.from(data) }) };
    const message = {
      topic: `${ROOT}/${name}`,
      payload: Buffer.from(payload as string),
      ...(reply && { reply }),
    };
    return { kind, message, fate };
  });

/** Of text that is not what `takes` says, JSON or not. */
const refusalOf = ({ takes }: Command, text: string): string =>
  takes === "json" || (takes === "both" && text.startsWith("{")) ? "bad_json" : "bad_value";

const broken = (text: (command: Command) => fc.Arbitrary<string>) =>
  command.chain((each) =>
    text(each).map((payload) => ({ name: each.name, payload, fate: refusalOf(each, payload) })),
  );

const NOT_JSON = ['{"a":', '{"state":"on"', '{"a":1}}', "{'a':1}", '{"a":1,}', '{"a":NaN}', '{"a":1}\u0007x'];
const NOT_UTF8 = [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf0, 0x28, 0x8c, 0xbc], [0xe2, 0x82]];
const WRONG = [{}, [], [[1]], { a: 1 }];

/** Its keys that say what it must be; what others hold is nobody's business here. */
const typed = (text: string): [Record<string, unknown>, string[]] => {
  const value = JSON.parse(text) as Record<string, unknown>;
  return [value, Object.keys(value).filter((key) => key !== "params")];
};
const objects = COMMANDS.flatMap(({ name, good }) =>
  good.filter((text) => text.startsWith('{"')).map((text) => ({ name, text })),
);

export const hostile: fc.Arbitrary<Hostile> = fc.oneof(
  from(
    "well-formed",
    command.chain(({ name, good }) =>
      fc.constantFrom(...good).map((payload) => ({ name, payload, fate: "plug" })),
    ),
  ),
  from(
    "malformed JSON",
    broken(() => fc.constantFrom(...NOT_JSON)),
  ),
  from(
    "deep",
    broken(() => fc.integer({ min: 5, max: 300 }).map((n) => `${'{"x":'.repeat(n)}1${"}".repeat(n)}`)),
  ),
  from(
    "with NULs",
    broken(({ good }) => fc.constantFrom(...good).map((text) => `${text.slice(0, 3)}\0${text.slice(3)}`)),
  ),
  from(
    "oversized",
    fc
      .record({ name: fc.constantFrom(...NAMES), size: fc.integer({ min: 4097, max: 20_000 }) })
      .map(({ name, size }) => ({ name, payload: Buffer.alloc(size, "on "), fate: "too_large" })),
  ),
  from(
    "not UTF-8",
    command.chain(({ name, good }) =>
      fc.tuple(fc.constantFrom(...good), fc.constantFrom(...NOT_UTF8)).map(([text, bytes]) => ({
        name,
        payload: Buffer.concat([Buffer.from(text), Buffer.from(bytes)]),
        fate: "bad_value",
      })),
    ),
  ),
  from(
    "out of range",
    command.chain(({ name, outOfRange }) =>
      fc.constantFrom(...outOfRange).map((payload) => ({ name, payload, fate: "bad_value" })),
    ),
  ),
  from(
    "of the wrong type",
    fc.constantFrom(...objects).chain(({ name, text }) => {
      const [value, keys] = typed(text);
      return fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...WRONG)).map(([key, wrong]) => ({
        name,
        payload: JSON.stringify({ ...value, [key]: wrong }),
        fate: "bad_value",
      }));
    }),
  ),
  from(
    "no object at all",
    command.chain(({ name }) =>
      fc
        .constantFrom(...(name === "schedules/set" ? [] : ["[]"]), '["on"]', '"on"', "-0.5", "[{}]")
        .map((payload) => ({ name, payload, fate: "bad_value" })),
    ),
  ),
  from(
    "with an unknown key",
    fc.constantFrom(...objects).chain(({ name, text }) =>
      fc.constantFrom("zz", "toString", "State", "").map((key) => ({
        name,
        payload: JSON.stringify({ ...JSON.parse(text), [key]: "on" }),
        fate: "bad_value",
      })),
    ),
  ),
  from(
    "with a prototype for a key",
    fc.constantFrom(...objects).map(({ name, text }) => ({
      name,
      payload: `${text.slice(0, -1)},"__proto__":{"state":"on"}}`,
      fate: "bad_value",
    })),
  ),
  from(
    "to an unknown topic",
    fc
      .oneof(
        fc.constantFrom(
          "",
          "relay",
          "RELAY/SET",
          "relay/set/",
          "cmd/",
          "bench/relay/set",
          "power/set",
          "cmd/toString",
        ),
        fc.string({ unit: "grapheme-ascii", maxLength: 20 }).map((text) => `${text}/set`),
      )
      .filter((name) => !NAMES.includes(name))
      .map((name) => ({ name, payload: "on", fate: "unknown_command" })),
  ),
  from(
    "with a response topic that is not to be answered",
    command.chain(({ name, good }) =>
      fc.constantFrom(...good).map((payload) => ({ name, payload, fate: "bad_value" })),
    ),
    unanswerable,
  ),
  from(
    "a call whose answer would be a command",
    fc.constantFrom(ROOT, "$SYS", "a/#").map((src) => ({
      name: "rpc",
      payload: JSON.stringify({ id: 1, src, method: "Switch.Toggle", params: { id: 0 } }),
      fate: "forbidden",
    })),
    fc.constant(undefined),
  ),
  from(
    "noise",
    fc.record({
      name: fc.constantFrom(...NAMES),
      payload: fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json()),
      fate: fc.constant("any"),
    }),
  ),
);
