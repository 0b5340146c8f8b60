import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Clock } from "../../firmware-sim/index.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { until } from "../support/until.ts";
import { bearer, closeAll, json, TOKEN, webRig } from "./rig.ts";

afterEach(closeAll);

/** A bound on liveness. */
const PATIENT = { timeout: 8000 };
const answerOf = ({ text }: { readonly text: string }) => JSON.parse(text);

describe("a page's request", () => {
  it("does what ctl's does, in the page's name", async () => {
    const { ask, bench } = await webRig();
    expect(answerOf(await ask({ do: "relay", to: "on" }))).toEqual({
      ok: true,
      message: "The outlet is on.",
    });
    expect(bench.host.snapshot.relay).toMatchObject({ closed: true, source: "page" });
  });

  it.each([{ do: "stop" }, { do: "forget" }, { do: "page" }])("is not %o", async (request) => {
    const got = await (await webRig()).ask(request);
    expect(answerOf(got)).toMatchObject({ ok: false, code: "forbidden" });
    expect(got.text).not.toContain(TOKEN);
  });

  it.each([
    ["something unknown", { do: "fly" }],
    ["something too much", { do: "press", hard: true }],
    ["a list", []],
    ["null", null],
    ["a password of 1000 letters", { do: "setup", credentials: { ssid: "a", password: "x".repeat(1000) } }],
  ])("that is %s is refused without repeating it", async (_what, request) => {
    const got = await (await webRig()).ask(request);
    expect([got.status, answerOf(got)]).toMatchObject([400, { ok: false, code: "bad_value" }]);
    expect(got.text).not.toContain("xxx");
  });

  it("that has half a number where it takes whole ones is told so", async () => {
    const got = await (await webRig()).ask({ do: "hold", ms: 1.5 });
    expect(answerOf(got).message).toBe("ms: expected a whole number");
  });

  it("that is no JSON is refused", async () => {
    const { send } = await webRig();
    const got = await send({
      method: "POST",
      path: "/api/ask",
      headers: { ...bearer, ...json },
      body: "{do",
    });
    expect([got.status, answerOf(got).code]).toEqual([400, "bad_json"]);
  });

  it("is slowed down beyond 50 at once, but for letting go", async () => {
    const pace = new ManualClock();
    const { ask } = await webRig({ pace });
    const flood = await Promise.all(Array.from({ length: 60 }, () => ask({ do: "state" })));
    const of = (status: number) => flood.filter((got) => got.status === status).length;
    expect([of(200), of(429)]).toEqual([50, 10]);
    expect(answerOf(await ask({ do: "press" }))).toMatchObject({ ok: false, code: "too_many" });
    expect((await ask({ do: "release" })).status).toBe(200);
    pace.stall(1000);
    expect((await ask({ do: "press" })).status).toBe(200);
  });

  it("waits beside at most 63 others, and makes room when its page goes away", async () => {
    const { port, ask, web } = await webRig({ pace: quick() });
    const body = JSON.stringify({ do: "wait", for: { what: "outlet", is: "on" }, ms: 600_000 });
    const waiting = Array.from({ length: 64 }, () => {
      const headers = { ...bearer, ...json, host: `127.0.0.1:${port}`, "content-length": body.length };
      const request = httpRequest({ port, method: "POST", path: "/api/ask", headers, agent: false });
      request.on("error", () => {});
      request.end(body);
      return request;
    });
    await until("64 wait", () => waiting.every(({ socket }) => (socket?.bytesWritten ?? 0) > body.length));
    await vi.waitFor(async () => expect((await ask({ do: "state" })).status).toBe(429), PATIENT);
    expect((await ask({ do: "release" })).status).toBe(200);
    for (const request of waiting) request.destroy();
    await vi.waitFor(async () => expect((await ask({ do: "state" })).status).toBe(200), PATIENT);
    expect(web.waiting).toBe(0);
  });

  it("that pressed leaves the button down when its page goes away; any page lets it go", async () => {
    const { ask, bench, listen, clock } = await webRig();
    const page = await listen();
    await ask({ do: "press" });
    page.leave();
    await clock.advance(20_000);
    expect(bench.host.snapshot).toMatchObject({ button: "down", hold: { rung: expect.any(String) } });
    expect(bench.reports.filter((report) => "gesture" in report && report.gesture === "longRelease")).toEqual(
      [],
    );
    await (await listen()).leave();
    await ask({ do: "release" });
    expect(bench.host.snapshot.button).toBe("up");
  });

  it("that takes its time is given up with its page: a hold lets go", async () => {
    const { port, bench, clock } = await webRig();
    const body = JSON.stringify({ do: "hold", ms: 30_000 });
    const headers = { ...bearer, ...json, host: `127.0.0.1:${port}`, "content-length": body.length };
    const request = httpRequest({ port, method: "POST", path: "/api/ask", headers, agent: false });
    request.on("error", () => {});
    request.end(body);
    await until("it is down", () => bench.host.snapshot.button === "down");
    await clock.advance(1000);
    request.destroy();
    await until("it is up", () => bench.host.snapshot.button === "up");
  });

  it("that its page leaves before it is whole is no failure to log", async () => {
    const { port, log, ask } = await webRig();
    const headers = { ...bearer, ...json, host: `127.0.0.1:${port}`, "content-length": 500 };
    const request = httpRequest({ port, method: "POST", path: "/api/ask", headers, agent: false });
    const gone = new Promise<void>((resolve) => request.once("close", resolve));
    request.on("error", () => {});
    await new Promise<void>((resolve) => request.write("{", () => resolve()));
    await ask({ do: "state" });
    request.destroy();
    await gone;
    for (let i = 0; i < 5; i++) await ask({ do: "state" });
    expect(log).toEqual([]);
  });

  it("takes no room for good when it did not wait for the answer before it on its connection", async () => {
    const { port, listen, web } = await webRig();
    const lines = ["GET /api/events HTTP/1.1", `host: 127.0.0.1:${port}`];
    const one = [...lines, `authorization: ${bearer["authorization"]}`, "", ""].join("\r\n");
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    const answered = new Promise((resolve) => socket.once("data", resolve));
    socket.write(one.repeat(300));
    await answered;
    const gone = new Promise((resolve) => socket.once("close", resolve));
    socket.destroy();
    await gone;
    const next = await listen();
    expect([next.status, web.waiting]).toEqual([200, 0]);
  });
});

describe("what is answered and told", () => {
  it("holds no secret, and neither does the log", async () => {
    const { ask, listen, log, send, clock } = await webRig();
    const page = await listen();
    const credentials = { ssid: "bench", password: "geheim-geheim", account: "home" };
    const answers = [
      await ask({ do: "setup", credentials: { ...credentials, password: 7 } }),
      await ask({ do: "removeFromAccount" }),
      ...(await Promise.all(
        [
          { do: "setup", credentials },
          { do: "state" },
          { do: "account" },
          { do: "report", form: "text" },
          { do: "page" },
        ].map(ask),
      )),
      await send({ method: "POST", path: "/api/session", headers: json, body: `{"token":"${TOKEN}"}` }),
      await send({ method: "POST", path: "/api/session", headers: json, body: `{"token":"${TOKEN}x"}` }),
    ];
    await clock.advance(5000);
    await until("the page was told", () => page.batches.length > 0);
    const told = [page.text, JSON.stringify(log), ...answers.map(({ text }) => text)].join("\n");
    // The key of the home's Wi-Fi in this rig, and the one made of a password.
    for (const secret of ["geheim", "aa11", "b".repeat(64), TOKEN]) expect(told).not.toContain(secret);
  });
});

/** A clock by which a second passes whenever somebody looks: nobody is ever too quick. */
function quick(): Clock {
  const clock = new ManualClock();
  const now = clock.now.bind(clock);
  clock.now = () => {
    clock.stall(1000);
    return now();
  };
  return clock;
}
