import type { ServerResponse } from "node:http";

const STREAM = {
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
};

/** Sends the head of a stream of server-sent events, whose end is the connection's: so a batch is the same bytes for every reader. */
export function openStream(outgoing: ServerResponse): void {
  outgoing.useChunkedEncodingByDefault = false;
  outgoing.shouldKeepAlive = false;
  outgoing.socket?.setKeepAlive(true, 30_000);
  outgoing.writeHead(200, STREAM);
  outgoing.flushHeaders();
}
