import { afterAll, expect, it } from "vitest";
import { retainedBelow } from "../support/mqtt-watcher.ts";
import { benches } from "./ctl-bench.ts";

const place = benches();
afterAll(place.remove);

it("ctl forget removes a ghost from the broker, and is refused while the plug is there", async () => {
  const bench = place.bench("ghost");
  await bench.stands("--mqtt", "embedded", "--provisioned", "--fault", "ghost");
  const port = Number(new URL(bench.ready().broker).port);
  /** The plug's own topics, without those of its bench. */
  const left = async (): Promise<readonly string[]> =>
    Object.keys(await retainedBelow(port, 4, "plugbench/desk")).filter(
      (topic) => !topic.startsWith("bench/"),
    );

  await bench.ctl("wait", "online", "--timeout", "60s");
  expect(await bench.ctlJson("forget")).toMatchObject({ exit: 1, code: "busy" });
  expect(await left()).toContain("availability");

  await bench.ctl("hold", "13s");
  await bench.ctl("wait", "setup");
  expect(await left()).toContain("availability");
  expect(await bench.ctl("forget")).toMatchObject({
    code: 0,
    out: "The broker holds nothing of this plug any more.\n",
  });
  expect(await left()).toEqual([]);
});
