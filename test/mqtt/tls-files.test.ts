import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTlsFiles } from "../../src/cli/run/tls-files.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/log.ts";
import { Broker } from "../../src/mqtt/broker/broker.ts";
import { openTls } from "../../src/mqtt/broker/tls.ts";
import { UsageError } from "../../src/usage-error.ts";
import { runs } from "../cli/in-process.ts";
import { temporaryDirectory } from "../cli/plug-process.ts";
import { Authority, openssl, type Pair } from "../support/certificates.ts";
import { requireTool } from "../support/tools.ts";

const missing = !requireTool("openssl", ["version"]);
const secure = { kind: "external", host: "localhost", port: 8883, tls: true } as const;

let authority: Authority;
let plug: Pair;
let other: Pair;

beforeAll(() => {
  if (missing) return;
  authority = new Authority();
  [plug, other] = [authority.issue("plug"), authority.issue("other")];
  for (const { key } of [plug, other]) chmodSync(key, 0o600);
});
afterAll(() => authority?.remove());

const logged: Entry[] = [];
const openFiles = (settings: Settings) => {
  logged.length = 0;
  return openTls(readTlsFiles({ mqtt: secure, ...settings }, (entry) => logged.push(entry)));
};
const made = (name: string, content: string | Buffer): string => {
  const path = join(authority.directory, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
};
function refusal(settings: Settings): string {
  try {
    openFiles(settings);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    const { message } = error as Error;
    for (const { key } of [plug, other]) {
      const body = readFileSync(key, "utf8").split("\n")[1]!;
      expect(inspect(error, { depth: 9 })).not.toContain(body);
    }
    return message;
  }
  throw new Error("nothing was refused");
}

describe.skipIf(missing)("the files for TLS", () => {
  it("are taken when they go together, a chain and several authorities too", () => {
    const text = (path: string) => readFileSync(path, "utf8");
    const chain = made("chain.crt", text(plug.certificate) + text(authority.certificate));
    const bundle = made("bundle.crt", `# ours\n${text(other.certificate)}\n${text(authority.certificate)}`);
    const tls = openFiles({ mqttCa: bundle, mqttCert: chain, mqttKey: plug.key });
    expect(tls).toMatchObject({ ca: bundle, certificate: chain });
    expect(logged).toEqual([]);
    expect(openFiles({})).not.toHaveProperty("ca");
  });

  it("are never printed with the broker", () => {
    const tls = openFiles({ mqttCert: plug.certificate, mqttKey: plug.key });
    const broker = new Broker(secure, { tls });
    const printed = inspect(broker, { showHidden: true, depth: 9 }) + JSON.stringify(broker) + inspect(tls);
    expect(printed).not.toContain("PRIVATE");
    expect(printed).not.toContain(readFileSync(plug.key, "utf8").split("\n")[1]);
  });

  it("are refused alone, each half of a pair and all of them without mqtts://", () => {
    const { certificate: mqttCert, key: mqttKey } = plug;
    expect(refusal({ mqttCert })).toMatch(/--mqtt-cert is of no use alone: add --mqtt-key FILE/);
    expect(refusal({ mqttKey })).toMatch(/--mqtt-key is of no use alone: add --mqtt-cert FILE/);
    const mqttCa = authority.certificate;
    const plain = { ...secure, tls: false };
    const wrong: readonly Settings[] = [
      { mqttCa },
      ...([{ kind: "off" }, { kind: "embedded" }, plain] as const).map((mqtt) => ({ mqttCa, mqtt })),
    ];
    for (const settings of wrong)
      expect(() => readTlsFiles(settings, () => {})).toThrow(
        /--mqtt-ca is for a broker with TLS: add --mqtt mqtts/,
      );
  });

  it("are refused by name when they are missing, no PEM, exchanged or damaged", () => {
    const { certificate: mqttCert, key: mqttKey } = plug;
    const gone = join(authority.directory, "none.pem");
    const der = join(authority.directory, "ca.der");
    openssl(["x509", "-in", "ca.crt", "-outform", "der", "-out", der], authority.directory);
    const keyDer = join(authority.directory, "key.der");
    openssl(["pkey", "-in", mqttKey, "-outform", "der", "-out", keyDer], authority.directory);
    const locked = join(authority.directory, "locked.key");
    openssl(["pkey", "-in", mqttKey, "-aes128", "-passout", "pass:x", "-out", locked], authority.directory);
    const bent = made("bent.crt", readFileSync(mqttCert, "utf8").replace(/\n.{64}\n/, "\n"));
    const bentKey = made("bent.key", readFileSync(mqttKey, "utf8").replace(/\n.{30}/, "\n"));
    const cases: readonly [Settings, string, RegExp][] = [
      [{ mqttCa: gone }, gone, /cannot be read \(ENOENT\): there is no such file/],
      [{ mqttCert, mqttKey: gone }, gone, /its key .*cannot be read \(ENOENT\)/],
      [{ mqttCa: authority.directory }, authority.directory, /is not a file/],
      [{ mqttCa: made("large", Buffer.alloc(2 ** 20 + 1)) }, "large", /larger than 1024 KiB/],
      [{ mqttCa: der }, der, /no certificate in PEM form.*openssl x509/],
      [{ mqttCa: made("empty", "") }, "empty", /no certificate in PEM form/],
      [{ mqttCa: mqttKey }, mqttKey, /it is a key, which belongs to --mqtt-key/],
      [{ mqttCert, mqttKey: keyDer }, keyDer, /no private key in PEM form.*openssl pkey/],
      [{ mqttCert, mqttKey: mqttCert }, mqttCert, /it is a certificate, which belongs to --mqtt-cert/],
      [{ mqttCert, mqttKey: locked }, locked, /protected by a passphrase: write a copy without/],
      [{ mqttCert: bent, mqttKey }, bent, /holds a certificate that cannot be read/],
      [{ mqttCert, mqttKey: bentKey }, bentKey, /cannot be read .*made anew/],
      [{ mqttCert, mqttKey: other.key }, other.key, /does not belong to the certificate in .*plug\.crt/],
    ];
    for (const [settings, name, expected] of cases) {
      const message = refusal(settings);
      expect(message).toContain(name);
      expect(message).toMatch(expected);
    }
  });

  it("are refused with a key too short for today", () => {
    const pair = ["-keyout", "short.key", "-out", "short.crt"];
    openssl(["req", "-x509", "-newkey", "rsa:512", "-nodes", "-subj", "/CN=x", ...pair], authority.directory);
    const [mqttCert, mqttKey] = ["short.crt", "short.key"].map((name) => join(authority.directory, name));
    expect(refusal({ mqttCert: mqttCert!, mqttKey: mqttKey! })).toMatch(
      /short\.crt cannot be used for TLS.*TOO_SMALL/,
    );
  });

  it.skipIf(process.platform === "win32")("bring a warning when others may read the key", () => {
    const open = join(authority.directory, "open.key");
    copyFileSync(plug.key, open);
    for (const mode of [0o640, 0o604, 0o602]) {
      chmodSync(open, mode);
      openFiles({ mqttCert: plug.certificate, mqttKey: open });
      expect(logged).toMatchObject([{ level: "warn", event: "key-exposed" }]);
      expect(logged[0]!.text).toContain(`chmod 600 ${open}`);
    }
  });

  it("are settings like all others, by flag, variable and file, and wrong ones end with code 2", async () => {
    const state = temporaryDirectory();
    const missing = join(authority.directory, "none.crt");
    const run = ["run", "--board", "virtual", "--state", state.path, "--mqtt", "mqtts://localhost"];
    const config = made("config.json", JSON.stringify({ mqttCa: "none.crt" }));
    for (const [args, env] of [
      [["--mqtt-ca", missing], {}],
      [[], { PLUGBENCH_MQTT_CA: missing }],
      [["--config", config], {}],
    ] as const) {
      const { code, err } = await runs([...run, ...args], env);
      expect([code, err]).toEqual([2, expect.stringContaining(`${missing} cannot be read`)]);
    }
    const { code, err } = await runs([...run.slice(0, -2), "--mqtt", "off", "--mqtt-cert", plug.certificate]);
    expect([code, err]).toEqual([2, expect.stringContaining("--mqtt mqtts://HOST")]);
    state.remove();
  });
});
