import { writeSync } from "node:fs";
import { join } from "node:path";
import { lockDirectory } from "../../src/store/lock.ts";
import { nodeFs } from "../../src/store/node-fs.ts";
import { lockBySocketFile } from "../../src/store/socket-file-lock.ts";
import { openPlug } from "../../src/store/state-directory.ts";
import { StoreError } from "../../src/store/store-error.ts";
import { numberedStore } from "./records.ts";
import { boot, reset } from "./reset-example.ts";

/** Unbuffered, so that what was said before a kill was really said. */
const say = (line: string) => writeSync(1, `${line}\n`);

const forEver = () => setInterval(() => {}, 1_000);

const ROLES: Record<string, (directory: string) => Promise<unknown>> = {
  /** Saves ever higher numbers and says each when it is acknowledged. */
  async "save-loop"(directory) {
    const store = numberedStore(nodeFs, directory);
    const { body, health } = await store.load();
    say(`boot ${body?.n ?? 0} ${health}`);
    for (let n = (body?.n ?? 0) + 1; ; n++) {
      await store.save({ n, filler: "x".repeat(4_000) });
      say(`ack ${n}`);
    }
  },
  async reset(directory) {
    const places = { plug: join(directory, "plug"), energy: join(directory, "energy") };
    await boot(nodeFs, places);
    await reset(nodeFs, places);
    say("done");
  },
  async lock(directory) {
    await lockDirectory(nodeFs, directory);
    say("held");
    forEver();
  },
  async "lock-by-socket-file"(directory) {
    await lockBySocketFile(nodeFs, directory, "plugbench-test");
    say("held");
    forEver();
  },
  /** Saves longer and longer records until the disk is full, then a short one. */
  async fill(directory) {
    const store = numberedStore(nodeFs, directory);
    for (let n = 1; n < 1_000; n++)
      try {
        await store.save({ n, filler: "x".repeat(n * 1_000) });
      } catch (error) {
        say((error as StoreError).code);
        say(`kept ${(await numberedStore(nodeFs, directory).load()).body?.n === n - 1}`);
        say(`draft ${(await nodeFs.list(directory)).includes("state.tmp")}`);
        say(`next ${await store.save({ n: 0 })}`);
        return;
      }
  },
  async "open-unprivileged"(root) {
    // Nothing is forbidden to root.
    if (process.getuid?.() === 0) process.setuid?.(65_534);
    await openPlug({ fs: nodeFs, lock: lockDirectory, root, fresh: false });
    say("opened");
  },
};

const [role = "", directory = ""] = process.argv.slice(2);
await ROLES[role]!(directory).catch((error: unknown) => {
  if (!(error instanceof StoreError)) throw error;
  say(`${error.code} ${error.message}`);
});
