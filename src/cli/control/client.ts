import { connect, type Socket } from "node:net";
import { type Answer, LONGEST_ANSWER, type Request, readAnswer } from "../../control/protocol.ts";
import { Unreachable } from "../failure.ts";
import { readLine } from "./line.ts";

/** Who is not there answers with one of these. */
const NOBODY = ["ENOENT", "ECONNREFUSED", "ENOTDIR", "EINVAL"];

/** A connection to a running plug; undefined when none listens there. Rejects with the system's error. */
export function visit(address: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once("connect", () => resolve(socket));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      NOBODY.includes(error.code ?? "") ? resolve(undefined) : reject(error),
    );
  });
}

/**
 * Asks a running plug, and waits at most `patience` ms for its answer.
 * @throws Unreachable when the plug ends or stays silent
 */
export async function ask(socket: Socket, request: Request, patience: number): Promise<Answer> {
  socket.on("error", () => {});
  socket.write(`${JSON.stringify(request)}\n`);
  const read = await readLine(socket, LONGEST_ANSWER, patience);
  socket.destroy();
  const answer = "line" in read ? readAnswer(read.line) : undefined;
  if (answer !== undefined) return answer;
  const why = "failed" in read && read.failed === "closed" ? "ended before it answered" : "gave no answer";
  throw new Unreachable(
    `The plug ${why}: look at what "plugbench run" says, and start it again if it has ended.`,
  );
}
