import type { BoardPort } from "../../../board/port.ts";
import { compile, type Profile } from "../../../firmware-sim/index.ts";
import { PROFILES } from "../../config/profiles.ts";
import type { Settings } from "../../config/settings.ts";
import { systemTimeZone } from "../../config/time-zone.ts";
import { answererFor } from "../../control/answer.ts";
import type { KeyOf } from "../../control/setup.ts";
import type { PlugIdentity } from "../../control/state.ts";
import { firmwarePort } from "../../firmware-image/firmware-port.ts";
import { firmwarePart } from "../../runtime/firmware/firmware-part.ts";
import { History } from "../../runtime/history.ts";
import { Host } from "../../runtime/host.ts";
import type { PlugTime } from "../../runtime/plug-time.ts";
import { scheduleAlarms } from "../../runtime/schedule/alarms.ts";
import { settled } from "../../runtime/settled.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import { UnderWay } from "../../runtime/under-way.ts";
import { calendarOf } from "../../schedule/calendar.ts";
import { keyOf } from "../../store/password-key.ts";
import { Feed } from "../../view/feed.ts";
import { controlAddress } from "../control/address.ts";
import { noteBroker, noteHost } from "../control/report-notes.ts";
import { answerReport } from "../control/report-text.ts";
import { serveControl } from "../control/server.ts";
import { Watchers } from "../control/watchers.ts";
import type { Io } from "../io.ts";
import { packageVersion } from "../package-version.ts";
import { stateRoot } from "../state-root.ts";
import { type BoardChoice, openingText } from "./open-board.ts";
import { openBroker, planBroker } from "./open-broker.ts";
import { openPage, planPage } from "./open-page.ts";
import { openingEntries, runningEntries } from "./opening-words.ts";
import { openState } from "./plug-state.ts";
import { ReadyFile } from "./ready-file.ts";
import { type Recorder, sentOf } from "./recorder.ts";
import { Running } from "./running.ts";
import { openScreen, type Screen, showOn } from "./screen.ts";
import type { StopRequest } from "./stop-request.ts";
import { wiringDesk } from "./wiring-desk.ts";

/** A broker that is there has taken all that a new plug says after this long, ms; one that is not is not waited for. */
const BROKER_PATIENCE = 2000;

export interface BenchRequest {
  readonly settings: Settings;
  readonly profile: Profile;
  readonly io: Io;
  readonly choice: BoardChoice;
  /** Being opened already. */
  readonly board: Promise<BoardPort>;
  readonly time: PlugTime;
  readonly stop: StopRequest;
  readonly record: Recorder | undefined;
}

/**
 * Puts a plug on a board and runs it until it is asked to stop.
 * @throws UsageError, StoreError, BoardError when it cannot start
 */
export async function bench(request: BenchRequest): Promise<void> {
  const { settings, io, stop, time } = request;
  const screen = await openScreen(settings, io, time.wall);
  const running = new Running(new ReadyFile(settings.readyFile));
  let fault: unknown;
  const onFault = (error: unknown): void => {
    fault ??= error;
    stop.ask("fault");
  };
  process.on("uncaughtException", onFault);
  // Whoever read our output is gone, or the terminal is.
  io.stdout.on("error", () => stop.ask("output closed"));
  try {
    await Promise.race([start(running, screen, request), stop.requested]);
    const reason = await stop.requested;
    screen.log({ level: "info", event: "stopping", text: `Stopping (${reason}).`, fields: { reason } });
  } finally {
    await running.close();
    process.off("uncaughtException", onFault);
  }
  if (fault !== undefined) throw fault;
}

async function start(running: Running, screen: Screen, request: BenchRequest): Promise<void> {
  const { settings, profile, choice, stop, io, time } = request;
  const { clock, wall } = time;
  const { fresh = false, provisioned = false, id, allowVirtualButton = false } = settings;
  const opening = openingText(choice);
  if (opening !== undefined) screen.log({ level: "info", event: "opening", text: opening });
  const plan = await planBroker(settings, screen.log, io.env);
  const pagePlan = planPage(settings);
  const state = await openState({ root: stateRoot(settings, io.env), id, fresh, provisioned, profile });
  running.state = state;
  const { place } = state;
  for (const entry of openingEntries(state, profile)) screen.log(entry);

  const history = new History(clock, wall);
  const recording = request.record?.({ profile, wall, log: screen.log });
  const zone = settings.timezone ?? systemTimeZone();
  const calendar = calendarOf(zone);
  const underWay = new UnderWay();
  const key: KeyOf = (ssid, password) => underWay.watch(keyOf(ssid, password, place.factory.salt));
  const made = {
    id: place.id,
    serial: place.factory.serial,
    version: packageVersion(),
    board: choice.name,
  };
  let feed: Feed | undefined;
  const broker = await openBroker(plan, {
    identity: { ...made, started: wall().toISOString() },
    dialects: settings.dialect ?? [],
    keyOf: key,
    calendar,
    clock,
    wall,
    log: noteBroker(screen.log, history),
    onPublish: (message) => {
      recording?.sent(clock.now(), sentOf(message));
      feed?.published({ topic: message.topic, payload: message.value.text, retain: message.retain });
    },
  });
  running.broker = broker;
  const board = await request.board;
  running.board = board;
  // Asked to stop meanwhile: all is closed already but this.
  if (stop.signal.aborted) return board.close();

  time.virtual?.heed(() => underWay.busy);
  time.virtual?.heed(() => broker.busy);
  stop.signal.addEventListener("abort", () => time.virtual?.stop());
  const makes = PROFILES.includes(profile) ? PROFILES : [...PROFILES, profile];
  const host = new Host({
    firmware: compile(profile),
    makes,
    board,
    clock,
    wall,
    plugStore: underWay.plugStore(state.plugStore),
    homeStore: underWay.homeStore(state.homeStore),
    home: state.home,
    deviceLink: underWay.deviceLink(broker.deviceLink),
    allowVirtualButton,
    trace: (record) => {
      history.trace(record);
      recording?.trace(record);
    },
    ...(recording && { stimuli: recording.stimuli, effects: recording.effects }),
    parts: [scheduleAlarms(calendar), firmwarePart(firmwarePort(place.factory.makerKey, place.maker))],
  });
  running.host = host;
  running.endRecording = () => recording?.end(host.doneUntil);
  feed = new Feed({
    host,
    clock,
    card: {
      ...made,
      pins: choice.name === "virtual" ? null : choice.pins,
      broker: broker.broker,
      time: time.stands ? "stands" : "goes",
      mayPress: board.finger !== undefined || allowVirtualButton,
    },
  });
  const identity: PlugIdentity = {
    id: place.id,
    profile: profile.id,
    board: board.name,
    pid: process.pid,
    state: place.directory,
    broker: broker.broker,
  };
  for (const entry of runningEntries(identity, settings.mqttCa)) screen.log(entry);
  // A board that goes while the plug boots leaves nothing to show until it is back.
  const shows = new Promise<void>((resolve) => host.onChange(() => resolve()));
  running.endScreen = showOn(screen, { host, clock, feed, io, quit: () => stop.ask("q") });
  noteHost(host, history);
  broker.attach(host);
  await host.start();
  await shows;
  for (const command of settings.fault ?? []) {
    const outcome = host.command(command);
    if (outcome.ok) continue;
    const text = `--fault ${command.fault.kind} was not done: ${outcome.message}.`;
    screen.log({ level: "warn", event: "fault-refused", text });
  }

  const address = controlAddress(place.directory, io.env);
  const stopAndWait = (): Promise<void> => {
    stop.ask("plugbench ctl stop");
    return running.closed;
  };
  const forget = broker.forget.bind(broker);
  const { serial } = place.factory;
  const report = (form: "text" | "json") =>
    answerReport(form, { host, identity, serial, history, mqtt: broker });
  const wiring = wiringDesk(choice, board, { host, clock });
  const answererOf = (source: "ctl" | "page") =>
    answererFor({
      host,
      time,
      calendar,
      identity,
      keyOf: key,
      source,
      forget,
      report,
      page: () => running.page?.address,
      wiring,
      stop: stopAndWait,
    });
  running.control = await serveControl(address, answererOf("ctl"), new Watchers(feed, clock));
  const page = await openPage({
    settings,
    plan: pagePlan,
    directory: place.directory,
    plug: { feed, clock, answer: answererOf("page") },
    room: { clock: systemClock, wall: () => new Date(), zone, version: made.version, profile, makes },
    log: screen.log,
  });
  // Asked to stop meanwhile: all is closed already but this.
  if (stop.signal.aborted) return page?.close();
  if (page !== undefined) running.page = page;
  await settled(() => broker.busy, BROKER_PATIENCE);
  if (!stop.signal.aborted) running.ready.write({ ...identity, control: address, page: page?.url ?? null });
}
