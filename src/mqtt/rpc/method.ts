import * as v from "valibot";
import type { Need } from "../make.ts";
import { RpcError } from "./rpc-error.ts";
import type { RpcPlug } from "./rpc-plug.ts";

/** Something that can be asked of the plug. */
export interface Method {
  readonly params: v.GenericSchema;
  readonly needs?: Need;
  /** `source`: the name that the sender gave itself. The result, or throws RpcError. */
  readonly call: (plug: RpcPlug, params: unknown, source: string) => object | null;
}

/** `expects`: the shape of `params` for people, told when they have another. */
export function method<const S extends v.GenericSchema>(
  params: S,
  expects: string,
  run: (plug: RpcPlug, params: v.InferOutput<S>, source: string) => object | null,
): Method {
  return {
    params,
    call: (plug, given, source) => {
      const read = v.safeParse(params, given ?? {}, { abortEarly: true });
      if (!read.success) throw new RpcError("invalidArgument", `params: expected ${expects}`);
      return run(plug, read.output, source);
    },
  };
}

/** A method that only tells. */
export const telling = (tell: (plug: RpcPlug) => object): Method => method(v.strictObject({}), "{}", tell);
