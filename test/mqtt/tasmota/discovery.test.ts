import { describe, expect, it } from "vitest";
import { namesOf } from "../../../src/mqtt/tasmota/names.ts";
import { MAC, TasmotaRig, TOPIC } from "./tasmota-rig.ts";

const retained = (name: string) =>
  JSON.parse(new TasmotaRig().dialect.retained.get(`tasmota/discovery/${MAC}/${name}`)!.text);

/**
 * The keys that Home Assistant's library for Tasmota requires (TASMOTA_DISCOVERY_SCHEMA in
 * https://github.com/emontnemery/hatasmota/blob/master/hatasmota/discovery.py), each with what it takes.
 */
const REQUIRED: Record<string, (value: unknown) => boolean> = (() => {
  const text = (value: unknown) => typeof value === "string";
  const bit = (value: unknown) => value === 0 || value === 1;
  const count = (value: unknown) => Number.isInteger(value) && Number(value) >= 0;
  const list = (each: (item: unknown) => boolean) => (value: unknown) =>
    Array.isArray(value) && value.every(each);
  return {
    btn: list(count),
    dn: text,
    fn: list((name) => name === null || text(name)),
    ft: text,
    hn: text,
    ip: text,
    lk: bit,
    lt_st: count,
    mac: (value) => /^[0-9A-F]{12}$/.test(String(value)),
    md: text,
    ofln: text,
    onln: text,
    rl: list(count),
    so: (value) => Object.values(value as object).every(bit),
    state: list(text),
    sw: text,
    swc: list(Number.isInteger),
    t: text,
    tp: list(text),
    ty: bit,
    ver: (value) => value === 1,
  };
})();
/** What the same schema knows beside them. */
const OPTIONAL = ["bat", "dslp", "if", "sho", "sht", "swn"];
const REQUIRED_OPTIONS = ["11", "13", "17", "20", "30", "68", "73", "82"];
const KNOWN_OPTIONS = [...REQUIRED_OPTIONS, "4", "114", "117"];

describe("Tasmota discovery", () => {
  it("has every key that Home Assistant requires, as it takes them, and none that it does not know", () => {
    const config = retained("config");
    expect(Object.keys(config).sort()).toEqual([...Object.keys(REQUIRED), ...OPTIONAL].sort());
    const wrong = Object.entries(REQUIRED).filter(([key, takes]) => !takes(config[key]));
    expect(wrong).toEqual([]);
    expect(Object.keys(config.so).sort()).toEqual(KNOWN_OPTIONS.sort());
  });

  it("describes one relay, at these topics, whose button and switches send nothing", () => {
    expect(retained("config")).toMatchObject({
      t: TOPIC,
      ft: "%prefix%/%topic%/",
      tp: ["cmnd", "stat", "tele"],
      mac: MAC,
      dn: TOPIC,
      fn: [TOPIC, null, null, null, null, null, null, null],
      onln: "Online",
      ofln: "Offline",
      state: ["OFF", "ON", "TOGGLE", "HOLD"],
      rl: [1, 0, 0, 0, 0, 0, 0, 0],
      btn: [0, 0, 0, 0, 0, 0, 0, 0],
      swc: Array(8).fill(-1),
      so: Object.fromEntries(KNOWN_OPTIONS.map((option) => [option, 0])),
      sw: "0.1.0",
    });
  });

  it("names no sensor", () => {
    expect(retained("sensors")).toEqual({ sn: {}, ver: 1 });
  });
});

describe("a plug's address", () => {
  const macOf = (serial: string) => {
    const identity = { base: "plugbench", version: "0.1.0", board: "virtual", started: "" };
    return namesOf({ ...identity, id: TOPIC, serial }).mac;
  };

  it("is its serial number as a local address of one receiver", () => {
    expect(macOf("01234567f0ab")).toBe("02234567F0AB");
    expect(macOf("ff00000000ff")).toBe("FE00000000FF");
    expect(macOf("000000000000")).toBe("020000000000");
  });
});
