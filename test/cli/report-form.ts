import * as v from "valibot";

const instantMs = v.pipe(v.number(), v.integer(), v.minValue(0));
const date = v.pipe(v.string(), v.isoTimestamp());
const moment = { at: instantMs, wall: date };
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The promised form of `ctl report --json`. */
export const reportForm = v.strictObject({
  ok: v.literal(true),
  format: v.literal(1),
  made: v.strictObject(moment),
  model: v.strictObject({ id: v.string(), name: v.string(), maker: v.string() }),
  serial: v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/)),
  lamp: v.string(),
  wrong: v.array(v.string()),
  program: v.strictObject({ version: v.string(), node: v.string(), os: v.string() }),
  began: v.strictObject(moment),
  uptimeMs: count,
  boots: count,
  broker: v.nullable(
    v.strictObject({
      address: v.string(),
      contact: v.picklist(["yes", "lost", "unknown"]),
      told: v.nullable(v.string()),
    }),
  ),
  now: v.looseObject({ lifecycle: v.string(), nvm: v.string(), home: v.looseObject({ ssid: v.string() }) }),
  notes: v.array(
    v.strictObject({
      ...moment,
      topic: v.string(),
      text: v.string(),
      details: v.record(v.string(), v.unknown()),
    }),
  ),
  counts: v.record(v.string(), count),
  trace: v.strictObject({
    zero: date,
    total: count,
    lines: v.pipe(v.array(v.pipe(v.string(), v.regex(/^\d+ [a-zA-Z]+ \{.*\}$/))), v.maxLength(200)),
  }),
});
