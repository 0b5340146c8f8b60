import type { Profile } from "../../../firmware-sim/index.ts";
import type { Log } from "../../log.ts";
import type { Message } from "../../mqtt/connection/message.ts";
import type { TraceWriter } from "../../trace/writer.ts";

/** Makes what a run is written down by, as soon as its plug is known. */
export type Recorder = (plug: {
  readonly profile: Profile;
  readonly wall: () => Date;
  readonly log: Log;
}) => TraceWriter;

/** As a trace tells it. */
export const sentOf = ({ topic, value, retain }: Message): Parameters<TraceWriter["sent"]>[1] => ({
  topic,
  payload: value.text,
  retain,
  qos: value.lasts === undefined ? 1 : 0,
});
