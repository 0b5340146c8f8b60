import { API_VERSION } from "../../src/mqtt/connection/message.ts";
import { answer } from "./answers.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import type { Shape, Topic } from "./topic.ts";
import { TOPICS } from "./topics.ts";

const MQTT_BINDING = "0.2.0";
/** The topics that commands name for their answers: one of any command, one of each that has its own. */
const ANY_ANSWER = "answer";
const answersOf = (topic: Topic): string => (topic.answer ? `${identifier(topic.name)}Answer` : ANY_ANSWER);

const PARAMETERS = {
  base: { description: "The first level of every topic.", default: "plugbench" },
  id: { description: "The plug's id: 1 to 48 of a-z, 0-9 and -.", examples: ["plug-1a2b3c"] },
};

/** `bench/fault/set` is benchFaultSet. */
const identifier = (name: string): string =>
  name.replace(/[^a-z0-9]+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const ref = (...path: readonly string[]) => ({ $ref: `#/${path.join("/")}` });

const message = ({ as, schema, examples }: Shape, command: boolean) => ({
  contentType: as === "json" ? "application/json" : "text/plain",
  payload: {
    schemaFormat: "application/schema+json;version=draft-07",
    schema: jsonSchemaOf(schema),
  },
  ...(command && { correlationId: { location: "$message.header#/correlationData" } }),
  bindings: { mqtt: { payloadFormatIndicator: 1, bindingVersion: MQTT_BINDING } },
  examples: examples.map((example) => ({ payload: as === "json" ? JSON.parse(example) : example })),
});

const messagesOf = ({ name, shapes, direction }: Topic) =>
  Object.fromEntries(
    shapes.map((shape) => [
      shapes.length === 1 ? identifier(name) : `${identifier(name)}${shape.as === "json" ? "Json" : "Text"}`,
      message(shape, direction === "in"),
    ]),
  );

const channel = (topic: Topic) => ({
  address: `{base}/{id}/${topic.name}`,
  summary: topic.summary,
  parameters: { base: ref("components", "parameters", "base"), id: ref("components", "parameters", "id") },
  messages: messagesOf(topic),
});

const reply = (topic: Topic) => {
  const own = answersOf(topic);
  return {
    address: {
      location: "$message.header#/responseTopic",
      description: "MQTT 5: the response topic that the command named.",
    },
    channel: ref("channels", own),
    messages: [ref("channels", own, "messages", own)],
  };
};

const answerChannel = (name: string, summary: string, shape: Shape) => ({
  [name]: { address: null, summary, messages: { [name]: message(shape, true) } },
});

const operation = (topic: Topic) => {
  const { name, direction, qos, retain, summary } = topic;
  const own = identifier(name);
  return {
    action: direction === "out" ? "send" : "receive",
    channel: ref("channels", own),
    summary,
    messages: Object.keys(messagesOf(topic)).map((each) => ref("channels", own, "messages", each)),
    bindings: { mqtt: { qos, retain, bindingVersion: MQTT_BINDING } },
    ...(direction === "in" && { reply: reply(topic) }),
  };
};

/** All topics of a plug, from the plug's own side, as AsyncAPI 3.0.0. */
export const asyncApi = () => ({
  asyncapi: "3.0.0",
  info: {
    title: "plugbench",
    version: String(API_VERSION),
    description:
      "The MQTT topics of one plug and of its bench, from the plug's side: `send` is what it publishes, `receive` what it obeys. " +
      "Plain text is trimmed and read in capitals or not. A command has at most 4096 bytes, is not retained, and is answered by " +
      "the new state; a refusal comes on `error` of its plane. Ten commands a second are taken, twenty at once.",
    license: { name: "MIT" },
  },
  defaultContentType: "application/json",
  servers: {
    broker: {
      host: "localhost:1883",
      protocol: "mqtt",
      protocolVersion: "5.0",
      description: "The broker that the plug connects to; MQTT 3.1.1 where it knows no other.",
    },
  },
  channels: {
    ...Object.fromEntries(TOPICS.map((topic) => [identifier(topic.name), channel(topic)])),
    ...answerChannel(ANY_ANSWER, "the answer to one command, on the response topic that it named", answer),
    ...Object.assign(
      {},
      ...TOPICS.map((topic) =>
        topic.answer
          ? answerChannel(answersOf(topic), `the answer to one \`${topic.name}\``, topic.answer)
          : {},
      ),
    ),
  },
  operations: Object.fromEntries(TOPICS.map((topic) => [identifier(topic.name), operation(topic)])),
  components: { parameters: PARAMETERS },
});
