import type { Socket } from "node:net";
import * as v from "valibot";
import { type Answer, readAnswer } from "../../control/protocol.ts";
import type { Batch } from "../../view/batch.ts";
import { Unreachable } from "../failure.ts";

/** 500 messages of the longest payload, every character of it escaped, are 6 MB. */
const LONGEST_LINE = 8 * 1024 * 1024;
/** A plug that runs says something every 5 s, ms. */
const PATIENCE = 15_000;

const DATA = "data: ";
const count = v.pipe(v.number(), v.finite());
const event = v.looseObject({ at: count, kind: v.string() });
/** What tells another program from this one; the same version's plug says the rest as it is declared. */
const batch = v.object({
  at: count,
  hello: v.optional(
    v.looseObject({
      card: v.looseObject({ id: v.string(), version: v.string(), time: v.picklist(["goes", "stands"]) }),
      profile: v.looseObject({ name: v.string(), rungs: v.array(v.looseObject({ at: count })) }),
      snapshot: v.looseObject({ lifecycle: v.string(), led: v.looseObject({ since: count }) }),
      states: v.record(v.string(), v.string()),
      events: v.array(event),
    }),
  ),
  change: v.optional(v.looseObject({ events: v.array(event) })),
});

/**
 * What a plug tells who watches it, until it ends; an answer is why it does not.
 * @throws Unreachable when it falls silent, or says what no plug says
 */
export async function* batchesOf(socket: Socket): AsyncGenerator<Batch | Answer, void> {
  socket.setTimeout(PATIENCE, () =>
    socket.destroy(new Unreachable("The plug has said nothing for 15 s: is its program stopped?")),
  );
  for await (const line of linesOf(socket)) {
    const said = line.startsWith(DATA) ? readBatch(line.slice(DATA.length)) : readAnswer(line);
    if (said !== undefined) yield said;
    // Server-sent events have numbers, too, and end in an empty line.
    else if (line !== "" && !line.startsWith("id: ")) throw strange();
  }
}

const strange = (): Unreachable =>
  new Unreachable(
    "What listens there speaks another language than plugbench: end it, and start the plug again.",
  );

function readBatch(json: string): Batch | undefined {
  try {
    return v.parse(batch, JSON.parse(json)) as unknown as Batch;
  } catch {
    return undefined;
  }
}

async function* linesOf(socket: Socket): AsyncGenerator<string, void> {
  let pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    let rest = chunk;
    for (let stop = rest.indexOf(10); stop >= 0; stop = rest.indexOf(10)) {
      yield Buffer.concat([...pieces, rest.subarray(0, stop)]).toString("utf8");
      [pieces, length] = [[], 0];
      rest = rest.subarray(stop + 1);
    }
    pieces.push(rest);
    length += rest.length;
    if (length > LONGEST_LINE) throw strange();
  }
}
