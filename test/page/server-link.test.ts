import { beforeEach, describe, expect, it } from "vitest";
import { millis } from "../../firmware-sim/index.ts";
import { ServerLink } from "../../src/page/link/server-link.ts";
import { PageMeans } from "../support/page-means.ts";

let means: PageMeans;
let link: ServerLink;

const pass = (ms: number): Promise<void> => means.clock.advance(ms);

/** A page that is open, has been told of the plug, and measured its clock. */
async function open(time: "goes" | "stands" = "goes"): Promise<void> {
  link.open();
  await pass(0);
  means.sendHello(time);
  await pass(0);
}

beforeEach(() => {
  means = new PageMeans();
  link = new ServerLink(means);
});

describe("the page's way to the plug", () => {
  it("takes the token of its address to the server, and listens", async () => {
    means.token = "a-token";
    await open();
    expect(means.asked[0]).toBe('/api/session {"token":"a-token"}');
    expect([means.count("/api/session"), means.streams.length]).toEqual([1, 1]);
    expect([link.opened, link.contact.is]).toEqual([true, "live"]);
  });

  it("listens without a token where an earlier one still opens", async () => {
    await open();
    expect(means.count("/api/session")).toBe(0);
    expect(link.contact.is).toBe("live");
  });

  it("has nothing to show before it was told all", async () => {
    link.open();
    await pass(0);
    means.send({ change: { events: [] } });
    expect([link.opened, link.contact.is]).toEqual([false, "lost"]);
    expect(() => link.mirror).toThrow("nothing has been told");
  });

  it.each([401, 403])(
    "that is refused with %i says what to do, and does not ask again by itself",
    async (status) => {
      means.status = { "/api/clock": status };
      link.open();
      await pass(600_000);
      expect(link.contact).toMatchObject({
        is: "refused",
        why: expect.stringContaining("plugbench ctl page"),
      });
      expect([means.asked.length, means.streams.length]).toEqual([1, 0]);
    },
  );

  it("goes on as soon as the page is given a token that is right", async () => {
    means.status = { "/api/clock": 401 };
    link.open();
    await pass(0);
    means.goTo("another-token");
    await pass(0);
    means.sendHello();
    expect(link.contact.is).toBe("live");
  });
});

describe("a contact that is lost", () => {
  it("is said at once, and again when it is there, while the browser tries by itself", async () => {
    await open();
    means.latest.failed();
    expect(link.contact).toMatchObject({ is: "lost", why: expect.stringContaining("tried again by itself") });
    await pass(60_000);
    expect(means.streams.length).toBe(1);
    means.send();
    expect(link.contact.is).toBe("live");
  });

  it("leaves the plug's time where it was", async () => {
    await open();
    await pass(500);
    const then = link.now();
    means.latest.failed();
    await pass(5000);
    means.latest.failed();
    expect(link.now()).toBe(then);
    means.send();
    expect(link.now()).toBe(then + 5000);
  });

  it("is tried again after 1, 2, 4, 8 and then every 15 s once the browser gave up", async () => {
    await open();
    means.status = { "/api/clock": 0 };
    const before = means.count("/api/clock");
    means.latest.retries = false;
    means.latest.failed();
    const tried: number[] = [];
    for (let second = 1; second <= 61; second++) {
      await pass(1000);
      if (means.count("/api/clock") - before > tried.length) tried.push(second);
    }
    expect(tried).toEqual([1, 3, 7, 15, 30, 45, 60]);
    means.status = {};
    await pass(15_000);
    means.sendHello();
    expect(link.contact.is).toBe("live");
    means.latest.retries = false;
    means.latest.failed();
    await pass(1000);
    expect(means.streams.length).toBe(3);
  });

  it("is one of which nothing is heard for 12 s", async () => {
    await open();
    await pass(11_000);
    expect(link.contact.is).toBe("live");
    await pass(2000);
    expect(link.contact).toMatchObject({
      is: "lost",
      why: expect.stringContaining("Nothing has been heard"),
    });
    expect(means.streams[0]?.closed).toBe(true);
    await pass(1000);
    expect(means.streams.length).toBe(2);
  });

  it("is tried at once when someone comes back to the page", async () => {
    await open();
    means.latest.retries = false;
    means.latest.failed();
    means.comeBack();
    await pass(0);
    expect(means.streams.length).toBe(2);
  });

  it("hears no more of a stream that another one has taken the place of", async () => {
    await open();
    const [old] = means.streams;
    means.latest.retries = false;
    means.latest.failed();
    await pass(1000);
    old?.message(JSON.stringify({ at: 1 }));
    expect(link.contact.is).toBe("lost");
    means.sendHello();
    old?.failed();
    expect(link.contact.is).toBe("live");
  });
});

describe("the plug's now on the page", () => {
  it("is measured as the contact begins, and every minute", async () => {
    await open();
    const first = means.count("/api/clock");
    expect(link.now()).toBe(means.plugNow());
    for (let i = 0; i < 61; i++) {
      await pass(1000);
      means.send();
    }
    expect(means.count("/api/clock") - first).toBe(5);
  });

  it("is right at the first message after a sleep in which the page's own scale stood", async () => {
    await open();
    const before = means.count("/api/clock");
    means.ahead += 3_600_000;
    means.send();
    expect(link.now()).toBe(means.plugNow());
    await pass(0);
    expect(means.count("/api/clock")).toBeGreaterThan(before);
  });

  it("is that of the new run after the program was started again", async () => {
    await open();
    means.latest.failed();
    means.ahead = 40;
    means.sendHello();
    expect(link.now()).toBe(means.plugNow());
  });

  it("goes back when it is found to be too far, though no round trip is as short as before", async () => {
    await open();
    means.trip = 20;
    means.ahead -= 5000;
    means.send();
    await pass(0);
    expect(link.now()).toBe(means.plugNow());
  });

  it("is as it was told where time stands, and nobody is asked for it", async () => {
    await open("stands");
    const then = means.plugNow();
    const asked = means.count("/api/clock");
    await pass(8000);
    expect(link.now()).toBe(then);
    expect(means.count("/api/clock")).toBe(asked);
  });
});

describe("a request from the page", () => {
  it("is answered as the plug answers", async () => {
    await open();
    expect(await link.ask({ do: "press" })).toEqual({ ok: true, message: "done" });
  });

  it.each([
    ["nobody is there", 0, ""],
    ["something else answers", 502, "<html>Bad Gateway</html>"],
  ])("is answered even when %s", async (_, status, text) => {
    await open();
    means.status = { "/api/ask": status };
    means.text = text;
    expect(await link.ask({ do: "press" })).toMatchObject({ ok: false, code: "no_answer" });
  });

  it("that the page has no right to any more says so to the whole page", async () => {
    await open();
    means.status = { "/api/ask": 401 };
    means.text = "";
    const answer = await link.ask({ do: "press", buttons: ["action"] });
    expect(answer).toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("plugbench ctl page"),
    });
    expect(link.contact.is).toBe("refused");
    expect(means.latest.closed).toBe(true);
  });

  it("may take as long as it asks the plug to wait, and a button let go not long at all", async () => {
    const patience: number[] = [];
    means.post = async (_path: string, _body: unknown, ms = 0) => {
      patience.push(ms);
      return { status: 200, text: "" };
    };
    await link.ask({ do: "release" });
    await link.ask({ do: "hold", ms: millis(600_000) });
    expect(patience[0]).toBeLessThan(5000);
    expect(patience[1]).toBeGreaterThan(600_000);
  });
});
