import { type Bench, bench } from "plugbench/testing";
import "plugbench/vitest";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Plugs } from "../src/plugs.ts";

let plug: Bench;
let plugs: Plugs;

/** What goes over the network takes real time, of which the plug knows nothing. */
const believes = (belief: string) => vi.waitFor(() => expect(plugs.belief("plug-1")).toBe(belief));

beforeEach(async () => {
  plug = await bench({ mqtt: true });
  plugs = await Plugs.connect(plug.broker!);
  await believes("off");
});

afterEach(async () => {
  await plugs.close();
  await plug.close();
});

it("switches the plug", async () => {
  await plugs.switch("plug-1", "on");
  await vi.waitFor(() => expect(plug.outlet).toBe("on"));
  await believes("on");
});

it("learns of a press on the button", async () => {
  await plug.hold("100ms");
  await expect(plug).toHavePublished("plugbench/+/relay", "on", { retained: true });
  await believes("on");
});

it("does not show a plug as on that was unplugged", async () => {
  await plug.hold("100ms");
  await plug.advance("1s");
  await believes("on");
  await plug.unplug();
  await expect(plug).toHavePublished("plugbench/plug-1/availability", "offline", { retained: true });
  await believes("unavailable");
});

it("shows it again when it is back in its network", async () => {
  await plug.home({ wifi: "down" });
  await plug.advance("1m");
  await believes("unavailable");
  await plug.home({ wifi: "up" });
  await expect(plug).toHavePublished("plugbench/plug-1/availability", "online", { within: "2m" });
  await believes("off");
});
