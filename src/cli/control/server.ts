import { rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { Answerer } from "../../control/answer.ts";
import {
  type Answer,
  asksToWatch,
  LONGEST_REQUEST,
  readRequest,
  refusedAnswer,
} from "../../control/protocol.ts";
import { readLine } from "./line.ts";
import { MOST_WATCHERS, type Watchers } from "./watchers.ts";

export interface ControlServer {
  /** Takes no more requests; resolves when the answers given are on their way, at the latest after 300 ms. */
  close(): Promise<void>;
}

const PATIENCE = 5000;
const MOST_VISITORS = 32;
const LAST_ANSWERS = 300;
const TOO_MANY = refusedAnswer("busy", `${MOST_WATCHERS} watch this plug already: end one of them first`);

/**
 * Listens for `ctl`. Call it only while holding the plug's lock: a socket that is still there is a dead process's.
 * `watchers` absent: nobody can watch.
 * Rejects with the system's error.
 */
export function serveControl(address: string, answer: Answerer, watchers?: Watchers): Promise<ControlServer> {
  const server = createServer((socket) => void serve(socket, answer, watchers));
  server.maxConnections = MOST_VISITORS;
  if (process.platform !== "win32") rmSync(address, { force: true });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, () => resolve({ close: () => closeServer(server, watchers) }));
  });
}

function closeServer(server: Server, watchers: Watchers | undefined): Promise<void> {
  watchers?.close();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LAST_ANSWERS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function serve(socket: Socket, answer: Answerer, watchers: Watchers | undefined): Promise<void> {
  // A visitor may vanish at any moment; there is nobody left to tell.
  socket.on("error", () => {});
  const read = await readLine(socket, LONGEST_REQUEST, PATIENCE);
  const asksWatchers = "line" in read && asksToWatch(read.line) ? watchers : undefined;
  if (asksWatchers?.take(socket)) return;
  const reply = asksWatchers === undefined ? await replyTo(socket, read, answer) : TOO_MANY;
  socket.end(`${JSON.stringify(reply)}\n`, () => socket.destroySoon());
}

async function replyTo(
  socket: Socket,
  read: Awaited<ReturnType<typeof readLine>>,
  answer: Answerer,
): Promise<Answer> {
  if ("failed" in read) {
    const what =
      read.failed === "too_long" ? `a request is at most ${LONGEST_REQUEST} bytes` : "no request came";
    return refusedAnswer(read.failed === "too_long" ? "too_large" : "bad_json", what);
  }
  const request = readRequest(read.line);
  if ("ok" in request) return request;
  const gone = new AbortController();
  socket.once("close", () => gone.abort());
  socket.once("end", () => gone.abort());
  socket.resume();
  try {
    return await answer(request, gone.signal);
  } catch (error) {
    return refusedAnswer("failed", (error as Error).message);
  }
}
