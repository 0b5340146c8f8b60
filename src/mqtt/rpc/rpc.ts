import type { Snapshot } from "../../runtime/snapshot.ts";
import { BadCommand, jsonOf, textOf } from "../commands/payload.ts";
import { isReplyTopic } from "../commands/reply-topic.ts";
import type { Incoming, Message } from "../connection/message.ts";
import { has } from "../make.ts";
import { deviceMethods } from "./device-methods.ts";
import { type Method, telling } from "./method.ts";
import { requestOf } from "./request.ts";
import { RpcError } from "./rpc-error.ts";
import { RpcPlug, type RpcPlugOptions } from "./rpc-plug.ts";
import { switchMethods } from "./switch-methods.ts";

export interface RpcOptions extends RpcPlugOptions {
  /** No answer goes to one of these topics or below it. */
  readonly own: readonly string[];
}

export type RpcAnswer =
  | { readonly result: object | null }
  | { readonly error: { readonly code: number; readonly message: string } };

/** By name. */
export const METHODS: Readonly<Record<string, Method>> = {
  ...deviceMethods,
  "Shelly.ListMethods": telling((plug) => ({
    methods: Object.keys(METHODS).filter((name) => knows(plug, METHODS[name])),
  })),
  ...switchMethods,
};

/** Whether the make of the plug that is in place has it. */
const knows = ({ now }: RpcPlug, method: Method | undefined): method is Method =>
  method !== undefined && has(now.profile, method.needs);

/** Shelly's devices take a method's name in any case. */
const BY_NAME = new Map(Object.entries(METHODS).map(([name, found]) => [name.toLowerCase(), found]));

/** The plug's methods, called by frames: the same for every connection that offers them. */
export class Rpc {
  readonly plug: RpcPlug;
  readonly #own: readonly string[];

  constructor(options: RpcOptions) {
    this.plug = new RpcPlug(options);
    this.#own = options.own;
  }

  follow(now: Snapshot, before: Snapshot): void {
    this.plug.follow(now, before);
  }

  close(): void {
    this.plug.close();
  }

  /**
   * Does what a frame asks. The answer goes to the response topic where MQTT 5 names one, else to `<src>/rpc`.
   *
   * @throws BadCommand when the payload is no request or its answer would go where none may; nothing was done then
   */
  answer({ payload, reply }: Incoming): Message {
    const { id, src, method, params } = requestOf(jsonOf(textOf(payload)));
    const usual = `${src}/rpc`;
    const topic = reply?.topic ?? usual;
    if (![usual, topic].every((each) => isReplyTopic(each, this.#own))) {
      throw new BadCommand("forbidden", "the answer would go to a topic that the plug does not answer to");
    }
    const frame = { id, src: this.plug.device.id, dst: src, ...this.call(method, params, src) };
    const { correlation } = reply ?? {};
    const value = { text: JSON.stringify(frame), json: true, ...(correlation && { correlation }) };
    return { topic, value, retain: false };
  }

  call(name: string, params: unknown, source: string): RpcAnswer {
    try {
      const method = BY_NAME.get(name.toLowerCase());
      if (!knows(this.plug, method)) {
        throw new RpcError("noHandler", "no such method; Shelly.ListMethods names those there are");
      }
      return { result: method.call(this.plug, params, source) };
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      return { error: { code: error.code, message: error.message } };
    }
  }
}
