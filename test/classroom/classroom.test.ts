import { afterEach, describe, expect, it } from "vitest";
import { amazonSmartPlug, millis } from "../../firmware-sim/index.ts";
import { withoutClass } from "../../src/classroom/files.ts";
import { Guesses } from "../../src/classroom/guesses.ts";
import { LONGEST_ABSENCE, MOST_SEATS, Seats } from "../../src/classroom/seats.ts";
import type { Told, ToldSeat } from "../../src/classroom/told.ts";
import { VirtualClock } from "../../src/runtime/virtual-clock.ts";
import { pageFile } from "../../src/web/page-files.ts";
import { ClassRig } from "./rig.ts";

const rigs: ClassRig[] = [];
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.close()));
});

async function open(clock?: VirtualClock): Promise<ClassRig> {
  const rig = await ClassRig.open(clock);
  rigs.push(rig);
  return rig;
}

const pass = (clock: VirtualClock, span: number) => clock.advance(millis(span), new AbortController().signal);

/** All plugs, as whoever looks at the overview has them by now. */
function seatsOf(told: readonly Told[]): readonly ToldSeat[] {
  const seats = new Map<string, ToldSeat>();
  for (const { all, seats: different = [], gone = [] } of told) {
    for (const seat of [...(all?.seats ?? []), ...different]) seats.set(seat.id, seat);
    for (const id of gone) seats.delete(id);
  }
  return [...seats.values()];
}

/** A wrong code. */
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

describe("a class", () => {
  it("gives twenty pupils a plug of their own, and shows them on one overview", async () => {
    const rig = await open();
    const overview = await rig.overview();
    const pupils = await Promise.all(Array.from({ length: 20 }, (_, i) => rig.join(`Pupil ${i + 1}`)));
    expect(pupils.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 204));
    expect(new Set(pupils.map(({ cookie }) => cookie)).size).toBe(20);
    await overview.until("all are shown", (told) => seatsOf(told).length === 20);
    expect(new Set(seatsOf(overview.told).map(({ id }) => id)).size).toBe(20);
    expect(overview.told[0]?.all?.class.code).toBe(rig.classroom.code);

    await rig.ask(pupils[6]!, { do: "power", to: "off" });
    await overview.until("the seventh has no power", (told) =>
      seatsOf(told).some(({ name, lamp }) => name === "Pupil 7" && lamp === null),
    );
    expect(seatsOf(overview.told).filter(({ lamp }) => lamp === null)).toHaveLength(1);
  });

  it("lets nobody act on another's plug, nor look at it", async () => {
    const rig = await open();
    const [ada, bob] = [await rig.join("Ada"), await rig.join("Bob")];
    const [hers, his] = [await rig.look(ada), await rig.look(bob)];
    await hers.until("Ada's plug is told", (told) => told.length > 0);
    await his.until("Bob's plug is told", (told) => told.length > 0);
    const idOf = (stream: typeof hers) => stream.told[0]?.hello?.card.id;
    expect(idOf(hers)).not.toBe(idOf(his));
    expect((await rig.ask(ada, { do: "power", to: "off" })).status).toBe(200);
    await hers.until("Ada's plug is off", (told) =>
      told.some(({ change }) => change?.snapshot?.power === "off"),
    );
    expect(his.told.some(({ change }) => change?.snapshot?.power === "off")).toBe(false);
    for (const cookie of ["", "plugbench-class=guessed", `plugbench-class=${idOf(hers)}`])
      expect((await rig.ask({ status: 0, cookie }, { do: "press" })).status).toBe(401);
  });

  it("is another class than one at another port of this computer, for a browser that is in both", async () => {
    const [one, two] = [await open(), await open()];
    const [ada, bob] = [await one.join("Ada"), await two.join("Bob")];
    const both = { status: 0, cookie: `${ada.cookie}; ${bob.cookie}` };
    expect((await one.ask(both, { do: "state" })).status).toBe(200);
    expect((await two.ask(both, { do: "state" })).status).toBe(200);
  });

  it("does not let a pupil to the teacher's plug or overview", async () => {
    const rig = await open();
    const { cookie } = await rig.join("Ada");
    expect(await rig.status("/api/class/events", { cookie })).toBe(401);
    expect(await rig.status("/api/events", { cookie })).toBe(401);
    expect((await rig.post("/api/ask", { do: "press" }, { cookie })).status).toBe(401);
  });

  it("refuses what ends a plug or comes from another page", async () => {
    const rig = await open();
    const ada = await rig.join("Ada");
    expect(await (await rig.ask(ada, { do: "stop" })).json()).toMatchObject({ ok: false });
    const elsewhere = { cookie: ada.cookie, origin: "http://elsewhere.example" };
    expect((await rig.post("/class/api/ask", { do: "press" }, elsewhere)).status).toBe(403);
    expect((await rig.post("/class/join", { code: rig.classroom.code, name: "Eve" }, elsewhere)).status).toBe(
      403,
    );
    const tall = { code: rig.classroom.code, name: "x".repeat(20_000) };
    expect((await rig.post("/class/join", tall)).status).toBe(413);
  });

  it.each([
    ["", 400],
    ["   ", 400],
    ["x".repeat(25), 400],
    ["turned \u202e round", 400],
    ["line\nbreak", 400],
    ["\u3164", 400],
    ["\u2800", 400],
    ["<b>Ada</b>", 204],
    ["Žofie Ångström", 204],
  ])("answers the name %j with %i", async (name, status) => {
    const rig = await open();
    expect((await rig.join(name)).status).toBe(status);
  });

  it("gives a name to one pupil only, however it is written", async () => {
    const rig = await open();
    expect((await rig.join("Ada")).status).toBe(204);
    expect((await rig.join(" ADA ")).status).toBe(409);
    expect((await rig.join("Ada L")).status).toBe(204);
    expect((await rig.join("Ada   L")).status).toBe(409);
    const both = await Promise.all([rig.join("Bob"), rig.join("bob")]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it("has forty places", async () => {
    const rig = await open();
    const pupils = await Promise.all(Array.from({ length: MOST_SEATS }, (_, i) => rig.join(`${i}`)));
    expect(pupils.every(({ status }) => status === 204)).toBe(true);
    expect((await rig.join("late")).status).toBe(503);
  });
});

describe("guessing a class's code", () => {
  it("is over after five wrong ones from one address, for a minute, even for the right one", async () => {
    const clock = new VirtualClock();
    const rig = await open(clock);
    const { code } = rig.classroom;
    for (let i = 0; i < 5; i++) expect((await rig.join("Eve", wrong(code))).status).toBe(403);
    expect((await rig.join("Eve", wrong(code))).status).toBe(429);
    expect((await rig.join("Ada")).status).toBe(429);
    await pass(clock, 59_000);
    expect((await rig.join("Ada")).status).toBe(429);
    await pass(clock, 1000);
    expect((await rig.join("Ada")).status).toBe(204);
  });

  it("is over for everyone after thirty wrong ones from all together", () => {
    const clock = new VirtualClock();
    const guesses = new Guesses(clock);
    for (let i = 0; i < 30; i++) {
      expect(guesses.mayGuess(`address ${i}`)).toBe(true);
      guesses.wasWrong(`address ${i}`);
    }
    expect(guesses.mayGuess("another")).toBe(false);
  });

  it("does not count those who know it", async () => {
    const rig = await open();
    for (let i = 0; i < 8; i++) expect((await rig.join(`Pupil ${i}`)).status).toBe(204);
  });
});

describe("a plug that nobody comes to", () => {
  it("is closed after two hours, and its place and name are free", async () => {
    const clock = new VirtualClock();
    const rig = await open(clock);
    const [ada, bob] = [await rig.join("Ada"), await rig.join("Bob")];
    await pass(clock, LONGEST_ABSENCE - 60_000);
    expect((await rig.ask(bob, { do: "state" })).status).toBe(200);
    await pass(clock, 120_000);
    expect((await rig.ask(ada, { do: "state" })).status).toBe(401);
    expect((await rig.ask(bob, { do: "state" })).status).toBe(200);
    expect((await rig.join("Ada")).status).toBe(204);
  });

  it("stays as long as its page is open", async () => {
    const clock = new VirtualClock();
    const rig = await open(clock);
    const ada = await rig.join("Ada");
    const stream = await rig.look(ada);
    await pass(clock, 2 * LONGEST_ABSENCE);
    expect(stream.ended).toBe(false);
    expect((await rig.ask(ada, { do: "state" })).status).toBe(200);
  });
});

describe("the end of a class", () => {
  it("ends every stream", async () => {
    const rig = await ClassRig.open();
    const pupil = await rig.look(await rig.join("Ada"));
    const overview = await rig.overview();
    await overview.until("it is told", (told) => told.length > 0);
    await rig.close();
    await expect.poll(() => [pupil.ended, overview.ended]).toEqual([true, true]);
  });

  it("leaves no plug to one who was just coming in", async () => {
    const time = { clock: new VirtualClock(), wall: () => new Date(0), zone: "UTC", version: "1.2.3" };
    const seats = new Seats({
      ...time,
      profile: amazonSmartPlug,
      makes: [amazonSmartPlug],
      changed: () => {},
    });
    const coming = seats.take("Ada");
    await seats.close();
    expect([await coming, seats.all]).toEqual(["full", []]);
  });
});

describe("what a class says of itself", () => {
  it("is loud, and has the address and the code", async () => {
    const { classroom } = await open();
    const [warning, where] = classroom.opened({ host: "2001:db8::7", port: 8080 }, true);
    expect(warning).toMatchObject({ level: "warn" });
    expect(warning?.text).toContain("Never do this on a network that you do not trust");
    expect(where?.text).toContain(classroom.code);
    expect(where?.text).toContain("http://[2001:db8::7]:8080/class");
  });

  it("does not tell the code to a log that goes elsewhere", async () => {
    const { classroom } = await open();
    expect(JSON.stringify(classroom.opened({ host: "0.0.0.0", port: 8080 }, false))).not.toContain(
      classroom.code,
    );
  });

  it("is nothing without a class: its pages are not served", () => {
    const file = pageFile("text/html", new Uint8Array(), false);
    const files = new Map(["/", "/class.html", "/overview.html", "/assets/x.js"].map((path) => [path, file]));
    expect([...withoutClass(files).keys()]).toEqual(["/", "/assets/x.js"]);
  });
});
