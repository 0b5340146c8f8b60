import * as v from "valibot";
import { check } from "../commands/reader.ts";

/** A request frame (General/RPCProtocol of Shelly's API documentation). Nobody has to prove who they are: `auth` is ignored. */
export const requestFrame = v.strictObject({
  jsonrpc: v.optional(v.literal("2.0")),
  id: v.union([v.number(), v.pipe(v.string(), v.maxLength(128))]),
  src: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  dst: v.optional(v.string()),
  method: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  params: v.optional(v.unknown()),
  auth: v.optional(v.unknown()),
});
export type Request = v.InferOutput<typeof requestFrame>;

const EXPECTED = `{"id":number or text,"src":"…","method":"…","params":{…}}`;

/** @throws BadCommand. What is no request, an answer above all, is not answered: two plugs could do so for ever. */
export const requestOf = (given: unknown): Request => check(requestFrame, given, EXPECTED);
