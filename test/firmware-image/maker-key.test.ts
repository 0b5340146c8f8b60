import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { newMakerKey, privateKeyOf, publicKeyOf } from "../../src/firmware-image/maker-key.ts";
import { command, environment } from "../cli/plug-process.ts";

const MODULE = pathToFileURL(`${import.meta.dirname}/../../src/firmware-image/maker-key.ts`);
/** Little room for what is new makes memory be collected all the time. */
const STORY = `
  import { newMakerKey, privateKeyOf } from ${JSON.stringify(MODULE.href)};
  let junk = [];
  for (let i = 0; i < 10_000; i++) {
    privateKeyOf(newMakerKey());
    if (junk.push(new Array(50).fill(i)) > 2000) junk = [];
  }
  console.log("made");`;

it("is a pair: what its private half signs with belongs to its public half", () => {
  const key = newMakerKey();
  expect(privateKeyOf(key).asymmetricKeyType).toBe("ed25519");
  expect(publicKeyOf(key.public).type).toBe("public");
  expect(() => privateKeyOf({ ...key, public: newMakerKey().public })).toThrow("no key pair");
});

it("is made however often memory is collected meanwhile: exports as JWK wait for ever in Node 20", () => {
  const loader = command([]).slice(0, 2);
  const args = ["--max-semi-space-size=1", ...loader, "--input-type=module", "-e", STORY];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    timeout: 50_000,
    env: environment(),
  });
  expect(stderr + stdout).toBe("made\n");
});
