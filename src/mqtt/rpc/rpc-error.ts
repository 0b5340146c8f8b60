import type { ErrorCode, Outcome } from "../../runtime/command.ts";

/** Shelly's numbers for what went wrong (General/CommonErrors of its API documentation). */
export const RPC_ERRORS = {
  invalidArgument: -103,
  notFound: -105,
  resourceExhausted: -108,
  failedPrecondition: -109,
  unavailable: -114,
  /** Of no kind that the documentation names. */
  noHandler: 404,
} as const;

/** A request that is not done; told to whoever asked, and nobody else. */
export class RpcError extends Error {
  override readonly name = "RpcError";
  readonly code: number;

  constructor(kind: keyof typeof RPC_ERRORS, message: string) {
    super(message);
    this.code = RPC_ERRORS[kind];
  }
}

const KINDS: Partial<Record<ErrorCode, keyof typeof RPC_ERRORS>> = {
  bad_value: "invalidArgument",
  board_offline: "unavailable",
  no_power: "unavailable",
  rate_limited: "resourceExhausted",
};

/** @throws RpcError when the plug did not do it */
export function mustBeDone(outcome: Outcome): void {
  if (!outcome.ok) throw new RpcError(KINDS[outcome.code] ?? "failedPrecondition", outcome.message);
}
