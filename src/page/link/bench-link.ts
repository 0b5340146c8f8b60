import type { Cancel, Instant } from "../../../firmware-sim/index.ts";
import type { Answer, Request } from "../../control/protocol.ts";
import type { Mirror } from "../../view/mirror.ts";

/**
 * `live`: what is shown is so now. `lost`: it was so; the contact is tried again by itself. `refused`: whoever looks has no
 * right to, and has to do something.
 */
export type Contact =
  | { readonly is: "live" }
  | { readonly is: "lost"; readonly why: string }
  | { readonly is: "refused"; readonly why: string };

/** A plug as the page has it, wherever it runs: behind a server, or in the page itself. */
export interface BenchLink {
  /** Replaced by nobody: it is kept up to date. */
  readonly mirror: Mirror;
  readonly contact: Contact;
  /** The plug's now, as well as it can be told; while the contact is lost, or time stands, as it was last told. */
  now(): Instant;
  /** Called after each change of mirror or contact. */
  onUpdate(listener: () => void): Cancel;
  /** Never rejects: what could not be asked is answered with `ok: false`. */
  ask(request: Request): Promise<Answer>;
}
