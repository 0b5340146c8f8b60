import { describe, expect, it } from "vitest";
import { readRequest } from "../../src/control/protocol.ts";

describe("a request about the wiring", () => {
  it.each([
    [{ ask: "light", lit: "white", common: "anode" }],
    [{ ask: "light", lit: "red" }],
    [{ ask: "press", ms: 60_001 }],
    [{ ask: "press", ms: 0 }],
    [{ ask: "drive", pin: 2 }],
    [{ ask: "end", pin: 2 }],
  ])("is refused as %j", async (about) => {
    expect(readRequest(JSON.stringify({ do: "wiring", about }))).toMatchObject({
      ok: false,
      code: "bad_value",
    });
  });
});
