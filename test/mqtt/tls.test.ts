import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import tls from "node:tls";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Entry } from "../../src/log.ts";
import { Broker } from "../../src/mqtt/broker/broker.ts";
import { BrokerHealth } from "../../src/mqtt/broker/broker-health.ts";
import { type BrokerRequest, chooseBroker } from "../../src/mqtt/broker/choose-broker.ts";
import { openTls, type TlsFiles } from "../../src/mqtt/broker/tls.ts";
import { Connection } from "../../src/mqtt/connection/connection.ts";
import { openMqtt } from "../../src/mqtt/mqtt.ts";
import { calendarOf } from "../../src/schedule/calendar.ts";
import { Authority, type Pair } from "../support/certificates.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { FAST, ID, IDENTITY } from "../support/mqtt-rig.ts";
import { requireTool } from "../support/tools.ts";
import { until } from "../support/until.ts";

const missing = !requireTool("mosquitto") || !requireTool("openssl", ["version"]);

let authority: Authority;
let stranger: Authority;
let broker: Pair;
let plug: Pair;

beforeAll(() => {
  if (missing) return;
  [authority, stranger] = [new Authority(), new Authority()];
  [broker, plug] = [authority.issue("broker"), authority.issue(ID)];
});
afterAll(() => {
  authority?.remove();
  stranger?.remove();
});

const file = (path: string) => ({ path, content: readFileSync(path) });
const trusting = ({ certificate }: Authority): TlsFiles => ({ ca: file(certificate) });
const showing = ({ certificate, key }: Pair): TlsFiles => ({
  ...trusting(authority),
  client: { certificate: file(certificate), key: file(key) },
});

/** With this certificate and key; it asks for the plug's, if `asks`. */
async function mosquitto(
  own: Pair,
  { asks = false, more = ["allow_anonymous true"] } = {},
): Promise<Mosquitto> {
  const client = asks ? [`cafile ${authority.certificate}`, "require_certificate true"] : [];
  const files = [`certfile ${own.certificate}`, `keyfile ${own.key}`];
  const started = await startMosquitto([...files, ...client, "user root", ...more]);
  onTestFinished(() => started.remove());
  return started;
}

type Given = Pick<BrokerRequest, "tls" | "credentials">;

async function open(port: number, given: Given, secure = true) {
  const logged: Entry[] = [];
  const log = (entry: Entry) => logged.push(entry);
  const mqtt = await openMqtt({
    broker: chooseBroker({ address: { host: "localhost", port, tls: secure }, ...given, log }),
    identity: IDENTITY,
    clock: new ManualClock(),
    log,
    keyOf: () => "",
    calendar: calendarOf("UTC"),
    timing: FAST,
  });
  onTestFinished(() => mqtt.close());
  mqtt.deviceLink.up();
  return logged;
}

/** What the log says of a broker that cannot be reached. */
async function complaint(port: number, given: Given = {}, secure = true): Promise<string> {
  const logged = await open(port, given, secure);
  await until("it is told", () => logged.length > 0);
  expect(logged[0]).toMatchObject({ level: "warn", event: "broker-lost" });
  return logged[0]!.text;
}

async function listening(server: Server): Promise<number> {
  onTestFinished(() => void server.close());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as { port: number }).port;
}

/** Speaks no TLS newer than 1.2 for the rest of the test. */
function withTls12(): void {
  const before = tls.DEFAULT_MAX_VERSION;
  tls.DEFAULT_MAX_VERSION = "TLSv1.2";
  onTestFinished(() => {
    tls.DEFAULT_MAX_VERSION = before;
  });
}

describe.skipIf(missing)("TLS with a broker", () => {
  it.each(["TLSv1.3", "TLSv1.2"])("works with %s when both certificates are right", async (version) => {
    if (version === "TLSv1.2") withTls12();
    const { port } = await mosquitto(broker, { asks: true });
    const logged: Entry[] = [];
    const secure = new Broker({ host: "localhost", port, tls: true }, { tls: openTls(showing(plug)) });
    const health = new BrokerHealth((entry) => logged.push(entry), secure);
    const options = { broker: secure, health, clientId: ID, timing: FAST, retained: new Map() };
    const connection = new Connection(options);
    onTestFinished(() => connection.cut());
    await until("it is connected", () => connection.connected);
    expect(logged).toEqual([]);
  });

  it("says of each failure something else, with what to do about it", async () => {
    const asking = await mosquitto(broker, { asks: true });
    const open = await mosquitto(broker);
    const expired = await mosquitto(authority.issue("expired", { days: -1 }));
    const elsewhere = await mosquitto(authority.issue("elsewhere", { names: "DNS:broker.example" }));
    const client = await mosquitto(authority.issue("client", { use: "clientAuth" }));
    const strict = await mosquitto(broker, { more: ["allow_anonymous false"] });
    const ours = { tls: trusting(authority) };
    const wrong = { ...ours, credentials: { username: "bench", password: "hunter2" } };
    const told: readonly [string, RegExp][] = [
      [await complaint(open.port), /no authority that this computer trusts.*--mqtt-ca FILE/],
      [
        await complaint(open.port, { tls: trusting(stranger) }),
        /authority in \S+ca\.crt has not signed.*--mqtt-ca/,
      ],
      [await complaint(expired.port, ours), /has expired: have it made anew/],
      [await complaint(elsewhere.port, ours), /is for broker\.example, not for localhost: connect by a name/],
      [
        await complaint(asking.port, ours),
        /wants a certificate from the plug.*--mqtt-cert FILE.*--mqtt-key FILE/,
      ],
      [
        await complaint(asking.port, { tls: showing(stranger.issue("plug")) }),
        /does not accept the plug's certificate \S+plug\.crt.*have it signed/,
      ],
      [
        await complaint(asking.port, { tls: showing(authority.issue("old-plug", { days: -1 })) }),
        /finds the plug's certificate \S+old-plug\.crt expired/,
      ],
      [await complaint(client.port, ours), /was not made for a server.*serverAuth/],
      [await complaint(strict.port, wrong), /refuses the user name or password: set PLUGBENCH_MQTT_USERNAME/],
    ];
    for (const [text, expected] of told) expect(text).toMatch(expected);
    expect(new Set(told.map(([text]) => text)).size).toBe(told.length);
    expect(told.join()).not.toContain("hunter2");
  });

  it("says the same of the plug's certificate under TLS 1.2, which words its alerts otherwise", async () => {
    withTls12();
    const { port } = await mosquitto(broker, { asks: true });
    const stale = authority.issue("stale-plug", { days: -1 });
    expect(await complaint(port, { tls: trusting(authority) })).toMatch(
      /wants a certificate.*alert 40.*--mqtt-cert/,
    );
    expect(await complaint(port, { tls: showing(stranger.issue("plug")) })).toMatch(
      /does not accept.*alert 48/,
    );
    expect(await complaint(port, { tls: showing(stale) })).toMatch(/expired.*alert 45/);
  });

  it("is never done without looking at the certificate, whatever the environment says", async () => {
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    onTestFinished(() => {
      delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    });
    const { port } = await mosquitto(broker);
    expect(await complaint(port)).toContain("--mqtt-ca");
  });

  it("trusts the named authority alone, and a certificate that signed itself when it is named", async () => {
    const { port } = await mosquitto({
      certificate: stranger.certificate,
      key: stranger.certificate.replace(".crt", ".key"),
    });
    expect(await complaint(port)).toContain("DEPTH_ZERO_SELF_SIGNED_CERT");
    // Its name is none of the host's: so far, and no further, it is trusted.
    expect(await complaint(port, { tls: trusting(stranger) })).toMatch(
      /is for test authority, not for localhost/,
    );
  });

  it("sends to the other scheme who speaks TLS to a plain port, or plain MQTT to one with TLS", async () => {
    const secure = await mosquitto(broker);
    const plain = await startMosquitto();
    onTestFinished(() => plain.remove());
    expect(await complaint(plain.port, { tls: trusting(authority) })).toMatch(/without TLS, write mqtt:\/\//);
    expect(await complaint(secure.port, {}, false)).toMatch(/with TLS, write mqtts:\/\//);
  });

  it("hears from a server that answers in another protocol that it speaks no TLS", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    const port = await listening(server);
    expect(await complaint(port)).toMatch(/speaks no TLS.*write mqtt:\/\//);
  });

  it("is never older than 1.2, whatever the broker offers", async () => {
    const before = tls.DEFAULT_MIN_VERSION;
    tls.DEFAULT_MIN_VERSION = "TLSv1";
    const [key, cert] = [readFileSync(broker.key), readFileSync(broker.certificate)];
    const old = { key, cert, maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    onTestFinished(() => {
      tls.DEFAULT_MIN_VERSION = before;
    });
    const port = await listening(tls.createServer(old).on("tlsClientError", () => {}));
    expect(await complaint(port, { tls: trusting(authority) })).toContain("offers no TLS 1.2 or newer");
  });

  it("tells the broker by which name it came, for one that has several", async () => {
    const names: string[] = [];
    const server = tls.createServer({
      SNICallback: (name, done) => {
        names.push(name);
        done(new Error("none of ours"));
      },
    });
    await complaint(await listening(server));
    expect(names[0]).toBe("localhost");
  });

  it("is not suspected of the wrong port once the broker has answered", () => {
    const logged: Entry[] = [];
    const address = { host: "localhost", port: 8883, tls: true };
    const health = new BrokerHealth((entry) => logged.push(entry), new Broker(address, { tls: openTls() }));
    const connection = {};
    health.lost(connection, undefined, false);
    health.settled(connection);
    health.lost(connection, undefined, false);
    expect(logged.map(({ text }) => text.includes("write mqtt://"))).toEqual([true, false, false]);
  });
});
