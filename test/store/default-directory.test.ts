import { expect, test } from "vitest";
import { defaultStateDirectory } from "../../src/store/default-directory.ts";

test.each([
  ["linux", {}, "/home/ada", "/home/ada/.local/state/plugbench"],
  ["linux", { XDG_STATE_HOME: "/var/ada" }, "/home/ada", "/var/ada/plugbench"],
  ["linux", { XDG_STATE_HOME: "relative" }, "/home/ada", "/home/ada/.local/state/plugbench"],
  ["linux", { XDG_STATE_HOME: "" }, "/home/ada", "/home/ada/.local/state/plugbench"],
  ["darwin", { XDG_STATE_HOME: "/x" }, "/Users/ada", "/Users/ada/Library/Application Support/plugbench"],
  ["win32", { LOCALAPPDATA: "D:\\Local" }, "C:\\Users\\ada", "D:\\Local\\plugbench"],
  ["win32", {}, "C:\\Users\\ada", "C:\\Users\\ada\\AppData\\Local\\plugbench"],
] as const)("%s with %j keeps the plugs of %s in %s", (platform, env, home, expected) => {
  expect(defaultStateDirectory(platform, env, home)).toBe(expected);
});
