import { main } from "../../src/cli/main.ts";

/** Runs a command that ends by itself inside the test's process, which is faster than starting one. */
export async function runs(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  let out = "";
  let err = "";
  const code = await main(args, {
    env,
    directory: "/nowhere",
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: process.stdin,
    stdout: process.stdout,
  });
  return { code, out, err };
}
