import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { loadPinMap } from "../../../board/pins.ts";
import { hand } from "../../pi/hand.ts";

/** How late each edge was heard of, ns, by who listened. */
export type EdgeLateness = Readonly<Record<"ours" | "floor", readonly number[]>>;

/** Of a button that somebody presses as fast as they can. */
const BETWEEN = 20;

const { button } = loadPinMap("raspberry-pi");
const [ours = "", reader = "", turns = "", presses = ""] = process.argv.slice(2);
const listeners = {
  floor: { program: reader, args: ["/dev/gpiochip0", String(button.pin)] },
  ours: { program: process.execPath, args: [ours] },
};
const late: Record<keyof typeof listeners, number[]> = { ours: [], floor: [] };

for (let turn = 0; turn < Number(turns); turn++)
  for (const who of ["floor", "ours"] as const) late[who].push(...(await listen(listeners[who])));
console.log(JSON.stringify(late satisfies EdgeLateness));

/** In the guest: `program` has the button's line alone while it is pressed and let go. */
async function listen({ program, args }: (typeof listeners)["ours"]): Promise<readonly number[]> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  const heard: number[] = [];
  const lines = createInterface(child.stdout);
  const ready = once(lines, "line");
  await Promise.race([ready, ended.then(() => Promise.reject(new Error(`${program} ended too soon`)))]);
  lines.on("line", (line) => heard.push(Number(line)));
  for (let press = 0; press < Number(presses); press++) {
    for (const to of ["down", "up"] as const) {
      await sleep(BETWEEN);
      hand.pull(button.pin, to);
    }
  }
  await sleep(10 * BETWEEN);
  child.kill();
  await ended;
  return heard;
}
