import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { amazonSmartPlug, factoryRecord, type NvmRecord } from "../../firmware-sim/index.ts";
import { openState, type PlugState } from "../../src/cli/run/plug-state.ts";
import { ReadyFile } from "../../src/cli/run/ready-file.ts";
import { Running } from "../../src/cli/run/running.ts";
import { StopRequest } from "../../src/cli/run/stop-request.ts";
import { temporaryDirectory } from "./plug-process.ts";

const temporary = temporaryDirectory();
afterAll(temporary.remove);
const profile = amazonSmartPlug;

async function openAt(
  name: string,
  flags: { readonly provisioned?: boolean; readonly fresh?: boolean } = {},
) {
  const { provisioned = false, fresh = false } = flags;
  return openState({ root: join(temporary.path, name), id: "desk", fresh, provisioned, profile });
}

/** What is kept when the plug had saved `record` and is opened again. */
async function reopened(
  name: string,
  record: NvmRecord,
  flags: Parameters<typeof openAt>[1],
): Promise<PlugState> {
  const first = await openAt(name);
  await first.plugStore.save(record);
  await first.release();
  return openAt(name, flags);
}

describe("--provisioned", () => {
  it("sets a new plug up in the simulated home, whose account lists it, and that is kept", async () => {
    const state = await openAt("new", { provisioned: true });
    expect(state.record).toEqual({ ...factoryRecord("previous"), wifi: state.home.wifi, account: "home" });
    expect(state.home).toMatchObject({
      wifi: { ssid: "plugbench" },
      accounts: [{ name: "home", listsPlug: true }],
    });
    await state.release();
    const again = await openAt("new");
    expect([again.record, again.home]).toEqual([state.record, state.home]);
    await again.release();
  });

  it("keeps what else a plug knows that is not set up", async () => {
    const state = await reopened(
      "kept",
      { ...factoryRecord("on"), owedGoodbye: ["a"] },
      { provisioned: true },
    );
    expect(state.record).toMatchObject({ startUp: "on", owedGoodbye: ["a"], account: "home" });
    await state.release();
  });

  it("leaves alone a plug that is set up otherwise, or has a reset to finish", async () => {
    const elsewhere = { ...factoryRecord("off"), wifi: { ssid: "x", key: "0".repeat(64) }, account: "anna" };
    const resetting: NvmRecord = {
      ...factoryRecord("off"),
      intent: { kind: "factory", linkUp: false, goodbyeTopics: [] },
    };
    for (const record of [elsewhere, resetting]) {
      const state = await reopened("alone", record, { provisioned: true });
      expect(state.record).toEqual(record);
      expect(state.home.accounts).toEqual([{ name: "home", listsPlug: false }]);
      await state.release();
    }
  });
});

describe("the state of a plug", () => {
  it("is nobody else's until it is released", async () => {
    const state = await openAt("locked");
    await expect(openAt("locked")).rejects.toMatchObject({ name: "StoreError", code: "in-use" });
    await state.release();
    await (await openAt("locked")).release();
  });

  it("keeps the home's key, and no password", async () => {
    const state = await openAt("key");
    expect(state.home.wifi.key).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(state.home)).not.toContain("plugbench-home");
    await state.release();
  });
});

describe("Ctrl-C", () => {
  it("asks once and forces the second time; other signals only ask", () => {
    const handlers = new Map<unknown, (signal: string) => void>();
    const listen = vi.spyOn(process, "on").mockImplementation((signal, handler) => {
      handlers.set(signal, handler as (signal: string) => void);
      return process;
    });
    const exit = vi.spyOn(process, "exit").mockImplementation(() => undefined as never);
    try {
      const stop = new StopRequest();
      for (const signal of ["SIGTERM", "SIGHUP", "SIGTERM"]) handlers.get(signal)?.(signal);
      expect([stop.signal.aborted, exit.mock.calls]).toEqual([true, []]);
      handlers.get("SIGINT")?.("SIGINT");
      expect(exit).toHaveBeenCalledWith(130);
    } finally {
      listen.mockRestore();
      exit.mockRestore();
    }
  });
});

describe("the end of a run", () => {
  const running = (): Running => new Running(new ReadyFile(undefined));

  it("comes in order: screen, plug and board, broker, state, and only then the answer to who asked", async () => {
    const order: string[] = [];
    const step = (name: string) => async () => {
      order.push(name);
    };
    const ends = running();
    ends.endScreen = () => order.push("screen");
    ends.host = { close: step("host") } as unknown as NonNullable<Running["host"]>;
    ends.broker = { close: step("broker") } as unknown as NonNullable<Running["broker"]>;
    ends.state = { release: step("state") } as unknown as NonNullable<Running["state"]>;
    ends.control = { close: step("control") };
    ends.closed.then(step("answer"));
    await ends.close();
    expect(order.filter((name) => name !== "control")).toEqual([
      "screen",
      "host",
      "broker",
      "state",
      "answer",
    ]);
    expect(order).toContain("control");
  });

  it("comes within 3 s whatever hangs", async () => {
    vi.useFakeTimers();
    try {
      const ends = running();
      ends.host = { close: () => new Promise(() => {}) } as unknown as NonNullable<Running["host"]>;
      let closed = false;
      ends.close().then(() => {
        closed = true;
      });
      await vi.advanceTimersByTimeAsync(3000);
      expect(closed).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
