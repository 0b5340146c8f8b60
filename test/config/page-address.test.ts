import { describe, expect, it } from "vitest";
import { parsePageAddress } from "../../src/config/page-address.ts";

describe("--page", () => {
  it.each([
    ["off", null],
    ["8080", { host: "127.0.0.1", port: 8080 }],
    ["0", { host: "127.0.0.1", port: 0 }],
    ["localhost:8081", { host: "localhost", port: 8081 }],
    ["0.0.0.0:80", { host: "0.0.0.0", port: 80 }],
    ["[::1]:8080", { host: "::1", port: 8080 }],
    ["desk.local:65535", { host: "desk.local", port: 65_535 }],
  ])("%s", (text, address) => {
    expect(parsePageAddress(text)).toEqual(address);
  });

  it.each([
    "",
    "on",
    "65536",
    "99999",
    "-1",
    "80.5",
    "localhost",
    "::1:80",
    "http://localhost:80",
    "a b:80",
    ":80",
    "8080:",
  ])("%j is none", (text) => {
    expect(() => parsePageAddress(text)).toThrow(/no place for the bench page|no port/);
  });
});
