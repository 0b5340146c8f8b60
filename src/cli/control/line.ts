import type { Socket } from "node:net";

/** What was read up to the first line break; why not, if there was none. */
export type LineRead = { readonly line: string } | { readonly failed: "too_long" | "timeout" | "closed" };

/** Reads one line of at most `longest` bytes; it must be whole within `patience` ms. Never rejects. */
export function readLine(socket: Socket, longest: number, patience: number): Promise<LineRead> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(() => end({ failed: "timeout" }), patience);
    const closed = (): void => end({ failed: "closed" });
    const take = (piece: Buffer): void => {
      const stop = piece.indexOf(10);
      pieces.push(stop < 0 ? piece : piece.subarray(0, stop));
      length += pieces.at(-1)!.length;
      if (length > longest) end({ failed: "too_long" });
      else if (stop >= 0) end({ line: Buffer.concat(pieces).toString("utf8") });
    };
    const end = (result: LineRead): void => {
      clearTimeout(timer);
      socket.off("data", take);
      socket.off("close", closed);
      socket.off("end", closed);
      resolve(result);
    };
    socket.on("data", take);
    socket.on("close", closed);
    socket.on("end", closed);
  });
}
