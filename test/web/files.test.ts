import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { readPageFiles } from "../../src/web/page-files.ts";
import { closeAll, webRig } from "./rig.ts";

const directory = mkdtempSync(join(tmpdir(), "plugbench-page-"));
afterEach(closeAll);
afterEach(() => {
  rmSync(join(directory, "page"), { recursive: true, force: true });
});

const PAGE = `<!doctype html>${"<p>plug</p>".repeat(500)}`;

function built() {
  mkdirSync(join(directory, "page", "assets"), { recursive: true });
  writeFileSync(join(directory, "secret.json"), "geheim");
  writeFileSync(join(directory, "page", "index.html"), PAGE);
  writeFileSync(join(directory, "page", "index.js.map"), "geheim");
  writeFileSync(join(directory, "page", "assets", "main-d1gest.js"), "export {};");
  return readPageFiles(join(directory, "page"));
}

/** The first line of what is answered to these very bytes. */
function raw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("data", (piece) => {
      text += piece.toString("latin1");
    });
    socket.once("close", () => resolve(text.split("\r\n")[0] ?? ""));
    socket.once("error", reject);
    socket.write(request);
  });
}

describe("the page's files", () => {
  it("are served with their type; those with a digest in their name for good, the others asked for again", async () => {
    const { send } = await webRig({ files: await built() });
    const page = await send({});
    expect([page.status, page.text]).toEqual([200, PAGE]);
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "content-length": String(PAGE.length),
    });
    const script = await send({ path: "/assets/main-d1gest.js" });
    expect([script.status, script.headers["content-type"], script.headers["cache-control"]]).toEqual([
      200,
      "text/javascript; charset=utf-8",
      "public, max-age=31536000, immutable",
    ]);
    const tag = String(page.headers.etag);
    const same = await send({ headers: { "if-none-match": tag } });
    expect([same.status, same.text]).toEqual([304, ""]);
    expect((await send({ headers: { "if-none-match": '"old"' } })).status).toBe(200);
  });

  it("are compressed as the browser takes them", async () => {
    const { port } = await webRig({ files: await built() });
    const get = async (accepted: string) => {
      const got = await fetchBytes(port, accepted);
      return { ...got, size: got.bytes.length };
    };
    const br = await get("gzip, deflate, br, zstd");
    const gzip = await get("gzip");
    const plain = await get("identity");
    expect([br.encoding, gzip.encoding, plain.encoding]).toEqual(["br", "gzip", undefined]);
    expect(brotliDecompressSync(br.bytes).toString()).toBe(PAGE);
    expect(gunzipSync(gzip.bytes).toString()).toBe(PAGE);
    expect(plain.bytes.toString()).toBe(PAGE);
    expect(br.size).toBeLessThan(gzip.size);
  });

  it.each([
    "/../secret.json",
    "/../../../../etc/passwd",
    "/assets/../../secret.json",
    "/%2e%2e/secret.json",
    "/..%2fsecret.json",
    "/..%5csecret.json",
    "/..\\secret.json",
    "//etc/passwd",
    "/assets/%00",
    "/%ff%fe",
    "/index.js.map",
    "/assets",
    "/assets/",
    "/__proto__",
    "/constructor",
  ])("hold nothing at %s", async (path) => {
    const { port } = await webRig({ files: await built() });
    const line = await raw(
      port,
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
    );
    expect(line).toMatch(/^HTTP\/1\.1 40[04] /);
  });

  it.each([
    ["without Host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["with two", "GET / HTTP/1.1\r\nHost: HERE\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 403],
    ["with an empty one", "GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", 400],
    [
      "for another server",
      "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
      403,
    ],
    ["that is none", "nonsense\r\n\r\n", 400],
    ["with a head of 100 KiB", `GET / HTTP/1.1\r\nHost: HERE\r\nX: ${"x".repeat(100_000)}\r\n\r\n`, 431],
  ])("are not for a request %s", async (_what, request, status) => {
    const { port } = await webRig({ files: await built() });
    const line = await raw(port, request.replaceAll("HERE", `127.0.0.1:${port}`));
    expect(line.split(" ")[1]).toBe(String(status));
  });

  it("that were not built are told of, and the plug is served all the same", async () => {
    const { send, ask } = await webRig({ files: await readPageFiles(join(directory, "none")) });
    const { status, text } = await send({});
    expect([status, text]).toEqual([503, expect.stringContaining("npm run build")]);
    expect((await send({ path: "/assets/x.js" })).status).toBe(404);
    expect((await ask({ do: "state" })).status).toBe(200);
  });
});

async function fetchBytes(port: number, accepted: string) {
  const { request } = await import("node:http");
  return new Promise<{ bytes: Buffer; encoding: string | undefined }>((resolve, reject) => {
    const headers = { "accept-encoding": accepted, connection: "close" };
    const asked = request({ host: "127.0.0.1", port, path: "/", headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.once("end", () =>
        resolve({ bytes: Buffer.concat(pieces), encoding: response.headers["content-encoding"] }),
      );
    });
    asked.once("error", reject);
    asked.end();
  });
}
