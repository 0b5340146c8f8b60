import { fileURLToPath } from "node:url";
import type { ClassroomOptions } from "../../classroom/index.ts";
import type { Settings } from "../../config/settings.ts";
import type { Entry, Log } from "../../log.ts";
import { nodeFs } from "../../store/node-fs.ts";
import { loadPageToken } from "../../store/page-token.ts";
import { UsageError } from "../../usage-error.ts";
import type { Web, WebOptions } from "../../web/index.ts";
import type { Listen } from "../../web/listen.ts";
import type { PageFiles } from "../../web/page-files.ts";
import type { ServedPlug } from "../../web/plug-door.ts";

const DEFAULT: Listen = { host: "127.0.0.1", port: 8080, orNext: true };
const BUILT = new URL(
  import.meta.url.endsWith(".ts") ? "../../../dist/page" : "../../../page",
  import.meta.url,
);

/**
 * Where the page is to be served, null for nowhere.
 * @throws UsageError for settings that exclude each other
 */
export function planPage({ page, classroom = false }: Settings): Listen | null {
  if (page === null && classroom)
    throw new UsageError("--classroom needs the bench page, and it is off: leave out one of the two.");
  if (page === undefined) return classroom ? { ...DEFAULT, host: "0.0.0.0" } : DEFAULT;
  return page && { ...page, orNext: false };
}

interface PageRequest {
  readonly settings: Settings;
  readonly plan: Listen | null;
  /** The plug's own. */
  readonly directory: string;
  readonly plug: ServedPlug;
  /** Of the plugs of a class. */
  readonly room: ClassroomOptions;
  readonly log: Log;
}

export type OpenPage = Pick<Web, "url" | "address" | "close">;

/**
 * Serves the bench page, and says where. Its libraries are loaded only now, when the plug already runs.
 * @throws UsageError, StoreError when the user said where, and it cannot be served there; else the plug goes on without a page
 */
export async function openPage(request: PageRequest): Promise<OpenPage | undefined> {
  const { settings, plan, log } = request;
  if (plan === null) return undefined;
  try {
    return await (settings.classroom ? openWithClass(request, plan) : openAlone(request, plan));
  } catch (error) {
    if (settings.page !== undefined || settings.classroom) throw error;
    const text = `The plug runs without its bench page. ${(error as Error).message}`;
    log({ level: "warn", event: "page", text });
    return undefined;
  }
}

async function openAlone(request: PageRequest, listen: Listen): Promise<OpenPage> {
  const { withoutClass } = await import("../../classroom/files.ts");
  const web = await serve(request, listen, withoutClass);
  for (const entry of pageEntries(web, request.settings)) request.log(entry);
  return web;
}

async function openWithClass(request: PageRequest, listen: Listen): Promise<OpenPage> {
  const { openClassroom } = await import("../../classroom/index.ts");
  const room = openClassroom(request.room);
  try {
    const web = await serve(request, listen, (files) => files, room.more);
    const { host } = listen;
    const entries = [
      ...pageEntries(web, request.settings),
      ...room.opened({ host, port: web.port }, request.settings.log !== "json"),
    ];
    for (const entry of entries) request.log(entry);
    const close = async (): Promise<void> => {
      await Promise.all([web.close(), room.close()]);
    };
    return { url: web.url, address: web.address, close };
  } catch (error) {
    await room.close();
    throw error;
  }
}

async function serve(
  { directory, plug, log }: PageRequest,
  listen: Listen,
  choose: (files: PageFiles) => PageFiles,
  more?: WebOptions["more"],
): Promise<Web> {
  const [{ openWeb }, { readPageFiles }] = await Promise.all([
    import("../../web/index.ts"),
    import("../../web/page-files.ts"),
  ]);
  const [token, files] = await Promise.all([
    loadPageToken(nodeFs, directory),
    readPageFiles(fileURLToPath(BUILT)),
  ]);
  return openWeb({ ...plug, listen, token, files: choose(files), log, ...(more && { more }) });
}

/** Where the page is. A log of JSON goes to files and other machines: it is not told the token. */
function pageEntries({ url, address, isLocal }: Web, { log }: Settings): readonly Entry[] {
  const how = log === "json" ? `${url} (plugbench ctl page prints the address with its key)` : address;
  const where: Entry = { level: "info", event: "page", text: `Bench page: ${how}`, fields: { url } };
  if (isLocal) return [where];
  const text =
    "The bench page is open to the whole network, over plain HTTP: whoever has its address can use this plug, and who listens on that network can read along, passwords for set-up too. Without HOST in --page, and without --classroom, it is for this computer alone.";
  return [{ level: "warn", event: "page-on-network", text }, where];
}
