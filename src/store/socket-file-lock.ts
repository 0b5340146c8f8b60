import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errnoOf, type FsPort } from "./fs-port.ts";
import { closeServer, holdAddress, inUse, LONGEST_SOCKET_PATH, type Lock } from "./held-address.ts";
import { removeFile } from "./replace-file.ts";
import { refusal } from "./store-error.ts";

const ENDING = ".sock";
/** What a socket is called until it listens. */
const UNFINISHED = ".new";

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const visit = connect(path);
    visit.once("connect", () => {
      visit.destroy();
      resolve(true);
    });
    visit.once("error", (error) => resolve(!["ECONNREFUSED", "ENOENT"].includes(errnoOf(error) ?? "")));
  });
}

/** Where the sockets of a directory's lock are, and how their names begin. */
function placeOf(directory: string, name: string): { readonly place: string; readonly prefix: string } {
  const longest = Buffer.byteLength(join(directory, `lock-${"0".repeat(12)}${ENDING}${UNFINISHED}`));
  return longest <= LONGEST_SOCKET_PATH
    ? { place: directory, prefix: "lock-" }
    : { place: tmpdir(), prefix: `${name.slice(0, 26)}-` };
}

/**
 * The lock of systems without abstract sockets: a socket file in the directory (or, where that path is too long for a socket,
 * in the user's temporary directory) that nobody else answers beside.
 *
 * Every contender puts up a socket under a name that was never used before, which it gets only once it listens, and then looks for
 * others. A name that does not answer is therefore dead for ever and may be removed; and of two contenders the later one always
 * sees the earlier, so there are never two holders. Two that start in the same instant may both be refused.
 *
 * @param name a file name that stands for the directory
 * @throws StoreError `in-use`
 */
export async function lockBySocketFile(fs: FsPort, directory: string, name: string): Promise<Lock> {
  const { place, prefix } = placeOf(directory, name);
  const own = `${prefix}${randomBytes(6).toString("hex")}${ENDING}`;
  const path = join(place, own);
  const failed = (error: unknown) => {
    throw refusal("write", path, error);
  };
  const server = await holdAddress(path + UNFINISHED).catch(failed);
  const lock: Lock = {
    async release() {
      await removeFile(fs, path);
      await closeServer(server);
    },
  };
  try {
    await fs.rename(path + UNFINISHED, path).catch(failed);
    for (const other of await fs.list(place).catch(failed)) {
      if (other === own || !other.startsWith(prefix) || !other.endsWith(ENDING)) continue;
      if (await isAnswered(join(place, other))) throw inUse(directory);
      await removeFile(fs, join(place, other));
    }
    return lock;
  } catch (error) {
    await lock.release();
    throw error;
  }
}
