import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openVirtualBoard } from "../../board/virtual/index.ts";
import { amazonSmartPlug, compile } from "../../firmware-sim/index.ts";
import { controlAddress } from "../../src/cli/control/address.ts";
import { noteBroker, noteHost } from "../../src/cli/control/report-notes.ts";
import { answerReport } from "../../src/cli/control/report-text.ts";
import { serveControl } from "../../src/cli/control/server.ts";
import { openState } from "../../src/cli/run/plug-state.ts";
import { answererFor } from "../../src/control/answer.ts";
import type { Log } from "../../src/log.ts";
import { done } from "../../src/runtime/command.ts";
import { History } from "../../src/runtime/history.ts";
import { Host } from "../../src/runtime/host.ts";
import { noDeviceLink } from "../../src/runtime/ports.ts";
import { UnderWay } from "../../src/runtime/under-way.ts";
import { VirtualClock } from "../../src/runtime/virtual-clock.ts";
import { calendarOf } from "../../src/schedule/calendar.ts";
import { keyOf } from "../../src/store/password-key.ts";
import { MemoryStore } from "../support/memory-store.ts";
import { runs } from "./in-process.ts";

/** A plug in virtual time that `ctl` reaches, with a board, a store and a broker that the test makes fail. */
export async function reportRig(root: string) {
  const state = await openState({
    root,
    id: "desk",
    fresh: false,
    provisioned: false,
    profile: amazonSmartPlug,
  });
  const { place } = state;
  const clock = new VirtualClock();
  const wall = () => clock.wall();
  const history = new History(clock, wall);
  const underWay = new UnderWay();
  clock.heed(() => underWay.busy);
  const board = openVirtualBoard({ clock });
  const store = new MemoryStore();
  const host = new Host({
    firmware: compile(amazonSmartPlug),
    board,
    clock,
    wall,
    plugStore: store,
    homeStore: state.homeStore,
    home: state.home,
    deviceLink: noDeviceLink,
    trace: history.trace,
  });
  noteHost(host, history);
  await host.start();
  const identity = {
    id: "desk",
    profile: amazonSmartPlug.id,
    board: "virtual",
    pid: process.pid,
    state: place.directory,
    broker: "mqtt://broker.test:1883",
  };
  const mqtt: { busy: boolean; loss: string | null } = { busy: false, loss: null };
  const { serial } = place.factory;
  const answerer = answererFor({
    host,
    time: { clock, wall, virtual: clock, stands: true },
    calendar: calendarOf("UTC"),
    source: "ctl",
    identity,
    keyOf: (ssid, password) => underWay.watch(keyOf(ssid, password, place.factory.salt)),
    forget: async () => done,
    report: (form) => answerReport(form, { host, identity, serial, history, mqtt }),
    stop: async () => {},
  });
  const server = await serveControl(controlAddress(place.directory, {}), answerer);
  const said: string[] = [];
  const log: Log = noteBroker(({ event, text }) => {
    said.push(event);
    if (event === "broker-lost") mqtt.loss = text;
    if (event === "broker-back") mqtt.loss = null;
  }, history);
  const ctl = (line: string) => runs(["ctl", ...line.split(" ")], { PLUGBENCH_STATE: root });
  return {
    ...{ board, store, host, mqtt, serial, ctl, log, said },
    homeKey: state.home.wifi.key,
    /** The key that stands for a password of the home's Wi-Fi. */
    keyFor: (password: string) => keyOf(state.home.wifi.ssid, password, place.factory.salt),
    /** A file in the state directory. */
    write(name: string, content: object): string {
      writeFileSync(join(root, name), JSON.stringify(content));
      return join(root, name);
    },
    report: async () => JSON.parse((await ctl("report --json")).out),
    text: async () => (await ctl("report")).out,
    async close() {
      await server.close();
      await host.close();
      await state.release();
    },
  };
}
