import * as v from "valibot";

const number = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const code = number(0, 255);
const messageId = number(1, 65_535);
const line = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/\s+/g, " ").trim().slice(0, 200)),
);

/** A property that came twice is an array for the library, and unsound here. */
const properties = v.object({
  receiveMaximum: v.optional(number(1, 65_535)),
  maximumPacketSize: v.optional(number(1, 0xffff_ffff)),
  serverKeepAlive: v.optional(number(0, 65_535)),
  serverReference: v.optional(line),
  reasonString: v.optional(line),
});
const said = v.optional(properties, {});

const content = {
  topic: v.pipe(v.string(), v.nonEmpty()),
  properties: v.optional(
    v.object({
      topicAlias: v.optional(v.never()),
      responseTopic: v.optional(v.string()),
      correlationData: v.optional(v.instance(Buffer)),
    }),
  ),
};

/** What a broker may send to a client that publishes and subscribes at QoS 1 and takes no topic alias. */
const packet = v.variant("cmd", [
  // MQTT 5 calls it a reason code, MQTT 3.1.1 a return code.
  v.object({ cmd: v.literal("connack"), reasonCode: code, properties: said }),
  v.object({ cmd: v.literal("connack"), returnCode: code, properties: said }),
  v.object({ cmd: v.literal("publish"), qos: v.literal(0), ...content }),
  v.object({ cmd: v.literal("publish"), qos: v.literal(1), messageId, ...content }),
  v.object({ cmd: v.literal("puback"), messageId }),
  v.object({ cmd: v.literal("suback"), messageId }),
  v.object({ cmd: v.literal("pingresp") }),
  v.object({ cmd: v.literal("disconnect"), reasonCode: code, properties: said }),
]);

export type Properties = v.InferOutput<typeof properties>;
export type BrokerPacket = v.InferOutput<typeof packet>;

/** @returns null when no broker should have sent this */
export function readPacket(parsed: { readonly cmd: string }): BrokerPacket | null {
  const result = v.safeParse(packet, parsed);
  return result.success ? result.output : null;
}
