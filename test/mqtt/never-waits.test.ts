import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { PlugProcess, temporaryDirectory } from "../cli/plug-process.ts";
import { startMosquitto } from "../support/mosquitto.ts";
import { ID, MqttRig } from "../support/mqtt-rig.ts";
import { packet, ScriptedBroker, text } from "../support/scripted-broker.ts";
import { TcpProxy } from "../support/tcp-proxy.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";

/** Opens a broker and spoils it; returns its port, and what spoils it once the plug is connected. */
type Bad = () => Promise<{ readonly port: number; readonly spoil?: () => void }>;

async function spoiled(spoil: (proxy: TcpProxy) => unknown): ReturnType<Bad> {
  const mosquitto = await startMosquitto();
  const proxy = await TcpProxy.open(mosquitto.port);
  onTestFinished(async () => {
    await proxy.close();
    await mosquitto.remove();
  });
  return { port: proxy.port, spoil: () => void spoil(proxy) };
}

async function scripted(script: ScriptedBroker["script"]): ReturnType<Bad> {
  const server = await ScriptedBroker.open(script);
  onTestFinished(() => server.close());
  return { port: server.port };
}

const flood = Buffer.concat(
  Array(500).fill(packet(0x30, [...text(`plugbench/${ID}/cmd/identify`), 0, ...Buffer.from("{broken")])),
);
const BAD: Readonly<Record<string, Bad>> = {
  "hangs while it is connected": () => spoiled((proxy) => proxy.hang()),
  "reads a byte a second": () => spoiled((proxy) => proxy.drip()),
  "goes away": () => spoiled((proxy) => proxy.refuse()),
  "never answers": () => scripted({ onConnect: () => {} }),
  "never acknowledges": () => scripted({ onPublish: () => {} }),
  "sends without end": () =>
    scripted({
      onConnect: (peer) => {
        peer.connack(0);
        const pour = (): void => {
          if (!peer.socket.destroyed && !peer.socket.write(flood)) peer.socket.once("drain", pour);
          else if (!peer.socket.destroyed) setImmediate(pour);
        };
        pour();
      },
    }),
};

/** Every move of outlet and lamp, by the plug's clock, of the same story: taps, a hold through all rungs, a reset. */
async function story({ port, spoil }: Awaited<ReturnType<Bad>>): Promise<readonly unknown[]> {
  const rig = await MqttRig.start(port);
  onTestFinished(() => rig.close());
  if (spoil) {
    await until("it is connected", () => !rig.mqtt.busy);
    spoil();
  }
  const moves: unknown[] = [];
  const { board, clock } = rig;
  const note = (what: "setLed" | "setRelay") => {
    const set = board[what].bind(board) as (value: unknown) => void;
    board[what] = (value: unknown) => {
      moves.push([clock.now(), what, value]);
      set(value);
    };
  };
  note("setLed");
  note("setRelay");
  for (const held of [80, 80, 4000, 80, 12_300]) await rig.hold(held);
  return moves;
}

describe.skipIf(!requireTool("mosquitto"))("button and lamp", () => {
  it.each(Object.entries(BAD))("never wait for a broker that %s", async (_, bad) => {
    const good = await startMosquitto();
    onTestFinished(() => good.remove());
    const expected = await story({ port: good.port });
    expect(expected.length).toBeGreaterThan(20);
    expect(await story(await bad())).toEqual(expected);
  });
});

describe.skipIf(!requireTool("mosquitto"))("the program", () => {
  const state = temporaryDirectory();
  const running: PlugProcess[] = [];
  afterEach(async () => {
    for (const { child } of running) child.kill("SIGKILL");
    state.remove();
  });

  // The others are left as these are.
  const few = [
    "hangs while it is connected",
    "reads a byte a second",
    "never acknowledges",
    "sends without end",
  ];
  it.each(few.map((name) => [name, BAD[name]!] as const))(
    "stops in time with a broker that %s",
    async (_, bad) => {
      const { port, spoil } = await bad();
      const broker = ["--mqtt", `mqtt://127.0.0.1:${port}`, "--id", ID];
      const plug = new PlugProcess([
        "run",
        "--board",
        "virtual",
        "--provisioned",
        "--state",
        state.path,
        ...broker,
      ]);
      running.push(plug);
      await plug.says("Plug: online");
      spoil?.();
      const asked = performance.now();
      const { code } = await plug.stop();
      expect(performance.now() - asked).toBeLessThan(5000);
      expect(code).toBe(0);
    },
  );
});
