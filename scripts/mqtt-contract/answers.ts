import * as v from "valibot";
import { error, lifecycle, onOff } from "./parts.ts";
import { json } from "./topic.ts";

const note = v.optional(v.pipe(v.string(), v.description("what came of it, for people")));

/** What comes to a response topic: it was obeyed, and how the plug is now; or it was not, and why. */
export const answer = json(
  v.union([
    v.strictObject({ ok: v.literal(true), note, relay: onOff }),
    v.strictObject({ ok: v.literal(true), note, lifecycle }),
    v.strictObject({ error: v.strictObject(error) }),
  ]),
  { ok: true, relay: "on" },
  { ok: true, lifecycle: "joining" },
  { error: { code: "bad_value", message: "expected off, on or previous" } },
);

const frame = { id: v.union([v.number(), v.string()]), src: v.string(), dst: v.string() };

/** What comes back of `rpc`: a number of Shelly's says what went wrong. */
export const rpcAnswer = json(
  v.union([
    v.strictObject({ ...frame, result: v.nullable(v.looseObject({})) }),
    v.strictObject({
      ...frame,
      error: v.strictObject({ code: v.pipe(v.number(), v.integer()), message: v.string() }),
    }),
    v.strictObject({ error: v.strictObject(error) }),
  ]),
  { id: 1, src: "plug-1a2b3c", dst: "me", result: { was_on: false } },
  { id: 1, src: "plug-1a2b3c", dst: "me", error: { code: -105, message: "there is no switch 1" } },
);
