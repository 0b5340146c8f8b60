import { describe, expect, it } from "vitest";
import { WanderingPort } from "../../../board/arduino/wandering-port.ts";
import { turn } from "../../support/manual-clock.ts";

const at = (...paths: string[]) => ({ choices: paths.map((path) => ({ path, label: "Arduino Uno" })) });

async function usedAfter(...paths: string[]): Promise<string> {
  const port = new WanderingPort("/dev/ttyACM0", async () => at(...paths));
  expect(port.use()).toBe("/dev/ttyACM0");
  await turn();
  return port.use();
}

describe("the port of the only Arduino", () => {
  it("follows the board when it comes back under another name", async () => {
    expect(await usedAfter("/dev/ttyACM1")).toBe("/dev/ttyACM1");
  });

  it("stays what it was while no board is there", async () => {
    expect(await usedAfter()).toBe("/dev/ttyACM0");
  });

  it("stays what it was when there are several, for each may be another's", async () => {
    expect(await usedAfter("/dev/ttyACM1", "/dev/ttyACM2")).toBe("/dev/ttyACM0");
  });
});
