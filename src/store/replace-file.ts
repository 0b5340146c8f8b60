import { join } from "node:path";
import { errnoOf, type FsPort, type OpenFile } from "./fs-port.ts";
import { refusal } from "./store-error.ts";

async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const taken = await file.write(bytes.subarray(done));
    if (taken === 0) throw Object.assign(new Error("the disk took no byte"), { code: "ENOSPC" });
    done += taken;
  }
}

async function writeDurably(fs: FsPort, path: string, bytes: Uint8Array): Promise<void> {
  const file = await fs.create(path);
  try {
    await writeAll(file, bytes);
    await file.sync();
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
  await file.close();
}

/** Removes a file that may be absent. */
export async function removeFile(fs: FsPort, path: string): Promise<void> {
  await fs.unlink(path).catch((error) => {
    if (errnoOf(error) !== "ENOENT") throw refusal("write", path, error);
  });
}

/**
 * Replaces `directory/name` whole: after any cut it is the old file or the new one, and when this resolves it is the new one for
 * good. `temporary` is the name the bytes carry until they are whole; one left by a cut is used again.
 * @throws StoreError; the old file stays, except that after a failed directory sync the new one may already be in its place
 */
export async function replaceFile(
  fs: FsPort,
  directory: string,
  name: string,
  temporary: string,
  bytes: Uint8Array,
): Promise<void> {
  const draft = join(directory, temporary);
  try {
    await writeDurably(fs, draft, bytes);
    await fs.rename(draft, join(directory, name));
    await fs.syncDirectory(directory);
  } catch (error) {
    await fs.unlink(draft).catch(() => {});
    throw refusal("write", join(directory, name), error);
  }
}
