import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benches } from "./ctl-bench.ts";

const place = benches();
afterAll(place.remove);

describe("an Echo", () => {
  const bench = place.bench("echo");
  const { ctl, ctlJson } = bench;
  const both = "mic-off,volume-down";
  beforeAll(async () => {
    await bench.stands("--provisioned", "--profile", "echo");
    expect(await ctlJson("wait", "online", "--timeout", "60s")).toMatchObject({ exit: 0 });
  });

  it("does nothing with one of two buttons, and tells which are held together", async () => {
    const { code, out } = await ctl("hold", "1s", "--button", "mic-off");
    expect([code, out]).toEqual([
      0,
      "Nothing came of it. Beside the Action button this make knows mic-off and volume-down: pressed together, or held as power comes.\n",
    ]);
  });

  it("is refused a button that it does not have, and an app or a saying that nobody knows", async () => {
    expect(await ctl("press", "--button", "mic-of")).toMatchObject({
      code: 1,
      err: expect.stringContaining('no button "mic-of". Did you mean "mic-off"? It has 3: action, mic-off'),
    });
    expect(await ctl("hold", "1s", "--button", "mic-off,volume-up")).toMatchObject({
      code: 1,
      err: expect.stringContaining('no button "volume-up"'),
    });
    expect(await ctl("press", "--button", "mic off")).toMatchObject({
      code: 2,
      err: expect.stringContaining('"mic off" names no buttons'),
    });
    expect(await ctl("app", "rest")).toMatchObject({
      code: 1,
      err: expect.stringContaining("reset, deregister"),
    });
    expect(await ctl("say", "please")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Say factory reset, yes, no."),
    });
    expect(await ctlJson("state")).toMatchObject({ otherButtons: [], lifecycle: "online" });
  });

  it("tells what a hold of two buttons came to", async () => {
    expect(await ctl("hold", "6s", "--button", both)).toMatchObject({
      code: 0,
      out: "Held for 6 s, past 5 s (orange). Let go: nothing is reset, that takes 20 s.\n",
    });
    expect(await ctl("press", "--button", "mic-off")).toMatchObject({
      out: "mic-off is down: plugbench ctl release --button mic-off lets go.\n",
    });
    expect(await ctl("hold", "1s", "--button", both)).toMatchObject({
      code: 1,
      err: expect.stringContaining("mic-off is down already"),
    });
    expect(await ctl("release", "--button", "mic-off")).toMatchObject({ out: "mic-off is up.\n" });
  });

  it("asks back when it is told to reset, and takes either form of the words", async () => {
    expect(await ctl("say", "yes")).toMatchObject({
      code: 1,
      err: expect.stringContaining("nothing was asked"),
    });
    expect(await ctl("say", "factory-reset")).toMatchObject({
      code: 0,
      out: expect.stringContaining("It asks"),
    });
    expect(await ctl("say", "no")).toMatchObject({ code: 0, out: "Nothing is reset.\n" });
    expect(await ctl("say", "factory", "reset")).toMatchObject({ code: 0 });
    expect(await ctlJson("wait", "led=asking")).toMatchObject({ exit: 0 });
    expect(await ctl("say", "no")).toMatchObject({ code: 0 });
  });

  it("is reset by two buttons held as power comes, keeps its Wi-Fi, and is signed in again", async () => {
    await ctl("unplug");
    expect(await ctl("press", "--button", both)).toMatchObject({ code: 0 });
    await ctl("plug-in");
    expect(await ctlJson("wait", "led=blue", "--timeout", "30s")).toMatchObject({ exit: 0 });
    expect(await ctl("release", "--button", both)).toMatchObject({
      out: "mic-off and volume-down are up.\n",
    });
    expect(await ctlJson("wait", "resetting")).toMatchObject({ exit: 0 });
    expect(await ctlJson("wait", "online", "--timeout", "60s")).toMatchObject({ exit: 0 });
    expect(await ctlJson("state")).toMatchObject({ provisioned: true, account: null });
    expect(await ctl("setup")).toMatchObject({ code: 0 });
    expect(await ctlJson("state")).toMatchObject({ account: "home", lifecycle: "online" });
  });

  it("is deregistered in the app, and is as new", async () => {
    expect(await ctl("app", "deregister")).toMatchObject({
      code: 0,
      out: "Begun in the app: deregister reset.\n",
    });
    expect(await ctlJson("wait", "setup", "--timeout", "60s")).toMatchObject({ exit: 0 });
    expect(await ctlJson("state")).toMatchObject({ provisioned: false, home: { listedBy: [] } });
  });

  it("has no outlet: none is switched, and none is told of", async () => {
    expect(await ctl("on")).toMatchObject({ code: 1, err: expect.stringContaining("has no outlet") });
    expect(await ctl("hold", "200ms")).toMatchObject({ out: "Held for 200 ms: a short press.\n" });
  });
});
