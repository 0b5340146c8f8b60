import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Entry } from "../../src/log.ts";
import { openMqtt } from "../../src/mqtt/mqtt.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";

const OPENSSL = "openssl";
const missing = !requireTool("mosquitto") || !requireTool(OPENSSL, ["version"]);

describe.skipIf(missing)("a broker with a certificate that nobody vouches for", () => {
  let directory: string;
  let broker: Mosquitto;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "plugbench-tls-"));
    const [key, certificate] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
    const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
    spawnSync(OPENSSL, [...request, "-keyout", key, "-out", certificate], { stdio: "ignore" });
    broker = await startMosquitto([
      "allow_anonymous true",
      `certfile ${certificate}`,
      `keyfile ${key}`,
      "user root",
    ]);
  });
  afterAll(async () => {
    await broker.remove();
    rmSync(directory, { recursive: true });
  });

  it("is not trusted, and the log says how to trust it", async () => {
    const logged: Entry[] = [];
    const mqtt = await openMqtt({
      broker: { kind: "external", host: "localhost", port: broker.port, tls: true },
      id: "plug-test",
      info: { profile: { id: "p", name: "P" }, version: "0", board: "virtual", started: "" },
      clock: new ManualClock(),
      log: (entry) => logged.push(entry),
      keyOf: () => "",
    });
    mqtt.deviceLink.up();
    await until("it is told", () => logged.length > 0);
    expect(logged[0]!.text).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(logged[0]!.text).toContain("NODE_EXTRA_CA_CERTS");
    await mqtt.close();
  });
});
