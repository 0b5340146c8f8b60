import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { refusedAnswer } from "../control/protocol.ts";

export type WebEnv = { Bindings: HttpBindings };
export type WebContext = Context<WebEnv>;

/** A refusal in the form of every answer; the message repeats nothing of what came. */
export const refuse = (c: WebContext, status: ContentfulStatusCode, code: string, message: string) =>
  c.json(refusedAnswer(code, message), status);
