import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, describe, expect, it, vi } from "vitest";
import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { MOST_WATCHERS } from "../../src/cli/control/watchers.ts";
import { packageVersion } from "../../src/cli/package-version.ts";
import { benches } from "./ctl-bench.ts";
import { card } from "./mirrors.ts";
import { PlugProcess } from "./plug-process.ts";
import { snapshot } from "./snapshots.ts";

const { bench, remove } = benches();
const open: { destroy(): void }[] = [];
afterAll(async () => {
  for (const each of open) each.destroy();
  await remove();
});

const watching = (state: string, ...flags: string[]): PlugProcess => {
  const process = new PlugProcess(["ctl", "watch", ...flags], { PLUGBENCH_STATE: state });
  open.push({ destroy: () => process.child.kill("SIGKILL") });
  return process;
};
const eventsOf = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("ctl watch", () => {
  it("tells what changes until the plug ends, as lines or as JSON", async () => {
    const desk = bench("told");
    await desk.start("desk");
    const lines = watching(desk.state);
    const json = watching(desk.state, "--json");
    await lines.says("Plug: set-up.");
    await desk.ctl("setup");
    await json.says('"state":"online"');
    await lines.says("Plug: online.");
    await desk.ctl("on");
    await lines.says("Outlet on (ctl).");
    await desk.ctl("unplug");
    await lines.says("Unplugged.");
    await desk.ctl("stop");
    const [told, events] = [await lines.ended, await json.ended];
    expect([told.code, events.code, told.err, events.err]).toEqual([0, 0, "", ""]);
    expect(told.out).toMatch(/^\d\d:\d\d:\d\d {2}Plug: set-up\.\n/);
    expect(told.out).toContain("Set-up done.");
    expect(told.out.endsWith("The plug has ended.\n")).toBe(true);
    const list = eventsOf(events.out);
    expect(list).toContainEqual(expect.objectContaining({ kind: "outlet", on: true, source: "ctl" }));
    expect(list.at(-1)).toMatchObject({ kind: "ended" });
    const times = list.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("ends with Ctrl-C, which the plug does not notice", async () => {
    const desk = bench("interrupted");
    await desk.start("desk");
    const lines = watching(desk.state);
    await lines.says("Plug: set-up.");
    expect((await lines.stop()).code).toBe(0);
    expect((await desk.ctlJson("state")).exit).toBe(0);
  });

  it("says so where no plug runs", async () => {
    const { code, err } = await bench("nobody").ctl("watch");
    expect([code, err]).toEqual([3, expect.stringContaining("No plug is running")]);
  });

  it(`is for ${MOST_WATCHERS} at once, and a reader that never reads costs the plug nothing`, async () => {
    const desk = bench("crowd");
    await desk.stands();
    const { control } = desk.ready();
    const crowd = Array.from({ length: MOST_WATCHERS }, () => connect(control));
    open.push(...crowd);
    for (const socket of crowd) socket.pause().write('{"do":"watch"}\n');
    await vi.waitFor(
      async () => expect((await desk.ctl("watch")).err).toContain("8 watch this plug already"),
      {
        timeout: 10_000,
      },
    );
    expect((await desk.ctl("watch")).code).toBe(1);
    expect((await desk.ctlJson("advance", "1h")).ok).toBe(true);
    for (const socket of crowd) socket.destroy();
    const late = watching(desk.state);
    await late.says("LED:");
  });

  it("begins with everything there is", async () => {
    const desk = bench("raw");
    await desk.stands();
    const socket = connect(desk.ready().control);
    open.push(socket);
    socket.write('{"do":"watch"}\n');
    let text = "";
    socket.on("data", (data) => {
      text += String(data);
    });
    await vi.waitFor(() => expect(text).toContain("\n\n"), { timeout: 10_000 });
    const first = JSON.parse(/^data: (.*)$/m.exec(text)![1]!);
    expect(first.hello).toMatchObject({ card: { id: "desk", time: "stands" }, snapshot: { power: "on" } });
    await desk.ctl("unplug");
    await vi.waitFor(() => expect(text).toContain('"kind":"power","on":false'), { timeout: 10_000 });
  });
});

describe("what is no plug of this version", () => {
  /** `ctl watch` where a plug was, and now someone else listens who says `said` to whoever comes. */
  async function met(name: string, said: (socket: Socket, server: Server) => void) {
    const desk = bench(name);
    await desk.stands();
    const { control } = desk.ready();
    await desk.ctl("stop");
    const server = createServer((socket) => {
      socket.on("error", () => {});
      said(socket, server);
    });
    await new Promise<void>((resolve) => server.listen(control, resolve));
    try {
      return await desk.ctl("watch");
    } finally {
      server.close();
    }
  }
  const hello = (version: string) => ({
    at: 0,
    hello: {
      card: { ...card, version },
      profile: amazonSmartPlug,
      snapshot: snapshot(),
      states: {},
      events: [],
    },
  });
  const said = (batch: object): string => `data: ${JSON.stringify(batch)}\n\n`;

  it("is told from one", async () => {
    const other = await met("older", (socket) => socket.write(said(hello("0.0.1-older"))));
    expect(other).toMatchObject({
      code: 3,
      err: expect.stringContaining("runs plugbench 0.0.1-older, and this is"),
    });
  });

  it.each([
    ["not JSON", "data: {\n"],
    ["no batch", 'data: {"at":"now"}\n'],
    ["another protocol", "HTTP/1.1 400 Bad Request\n"],
  ])("is left when it says %s", async (name, line) => {
    const { code, err } = await met(name.replaceAll(" ", "-"), (socket) => socket.write(line));
    expect([code, err]).toEqual([3, expect.stringContaining("speaks another language than plugbench")]);
  });

  it("is left when it says one line without end", async () => {
    const piece = Buffer.alloc(64 * 1024, "x");
    const { code, err } = await met("endless", (socket) => {
      const pour = (): void => {
        while (!socket.destroyed && socket.write(piece));
      };
      socket.on("drain", pour);
      pour();
    });
    expect([code, err]).toEqual([3, expect.stringContaining("speaks another language")]);
  });

  it("is watched to its end when it says only what a plug may say", async () => {
    const { code, out } = await met("right", (socket, server) => {
      server.close();
      socket.end(said(hello(packageVersion())));
    });
    expect(code).toBe(0);
    expect(out).toContain("The plug has ended.");
  });

  it("is not said to have ended when it only lets go of whoever watches", async () => {
    const { code, err } = await met("let-go", (socket) => socket.end(said(hello(packageVersion()))));
    expect([code, err]).toEqual([3, expect.stringContaining("The plug let go of this terminal")]);
  });
});
