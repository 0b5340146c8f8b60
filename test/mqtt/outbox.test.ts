import { describe, expect, it } from "vitest";
import type { Message, Value } from "../../src/mqtt/connection/message.ts";
import { Outbox } from "../../src/mqtt/connection/outbox.ts";

const event = (text: string): Message => ({ topic: "e", value: value(text), retain: false });
const value = (text: string): Value => ({ text, json: false });

function outbox(limit?: number) {
  const retained = new Map<string, Value>();
  const sent: { message: Message; done: (error?: Error) => void }[] = [];
  const send = (message: Message, done: (error?: Error) => void) => sent.push({ message, done });
  const box = new Outbox(retained, send, limit === undefined ? undefined : () => limit);
  const texts = () => sent.map(({ message }) => `${message.topic}=${message.value.text}`);
  return { retained, sent, box, texts };
}

describe("an outbox", () => {
  it("keeps at most 20 messages in flight, or as many as the broker takes", () => {
    for (const [limit, bound] of [
      [undefined, 20],
      [1000, 20],
      [3, 3],
      [0, 1],
    ] as const) {
      const { box, sent } = outbox(limit);
      for (let i = 0; i < 50; i++) box.say(event(String(i)));
      expect(sent).toHaveLength(bound);
      sent[0]!.done();
      expect(sent).toHaveLength(bound + 1);
    }
  });

  it("sends of a retained topic that waits only the latest value, in the order of the first change", () => {
    const { box, sent, retained, texts } = outbox(1);
    const set = (topic: string, text: string) => {
      retained.set(topic, value(text));
      box.changed(topic);
    };
    set("a", "1");
    set("b", "1");
    set("a", "2");
    set("b", "2");
    set("a", "3");
    sent[0]!.done();
    sent[1]!.done();
    expect(texts()).toEqual(["a=1", "b=2", "a=3"]);
  });

  it("keeps a bounded number of events for a slow broker", () => {
    const { box, sent } = outbox(1);
    for (let i = 0; i < 10_000; i++) box.say(event(String(i)));
    for (let i = 0; i < sent.length; i++) sent[i]!.done();
    expect(sent.length).toBeLessThan(200);
  });

  it("says the last words after what waited, or in its place, and takes nothing more", async () => {
    for (const drop of [false, true]) {
      const { box, sent, texts } = outbox(1);
      box.say(event("in flight"));
      box.say(event("waiting"));
      const finished = box.finish([{ topic: "last", value: value("word"), retain: true }], drop);
      box.say(event("too late"));
      box.changed("e");
      for (let i = 0; i < sent.length; i++) sent[i]!.done();
      expect(await finished).toBe(true);
      expect(texts()).toEqual(["e=in flight", ...(drop ? [] : ["e=waiting"]), "last=word"]);
    }
  });

  it("tells when a last word did not arrive, whatever came of those before", async () => {
    for (const failing of [0, 1]) {
      const { box, sent } = outbox();
      box.say(event("in flight"));
      const finished = box.finish([{ topic: "last", value: value("word"), retain: true }], true);
      for (const [i, { done }] of sent.entries())
        done(i === failing ? new Error("not authorized") : undefined);
      expect(await finished).toBe(failing === 0);
    }
  });
});
