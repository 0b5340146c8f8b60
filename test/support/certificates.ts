import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Pair {
  /** Paths. */
  readonly certificate: string;
  readonly key: string;
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
const OPENSSL = "openssl";
export const openssl = (args: readonly string[], cwd: string) =>
  execFileSync(OPENSSL, args, { cwd, stdio: "ignore" });

/** Signs certificates by openssl, in a directory of its own. */
export class Authority {
  readonly directory = mkdtempSync(join(tmpdir(), "plugbench-authority-"));
  /** Path of its own certificate. */
  readonly certificate = join(this.directory, "ca.crt");

  constructor() {
    const own = ["-subj", "/CN=test authority", "-keyout", "ca.key", "-out", "ca.crt", "-days", "2"];
    openssl(["req", "-x509", ...NEW_KEY, ...own], this.directory);
  }

  /** `names` such as DNS:localhost; `days` may be over already. */
  issue(
    name: string,
    { names = "DNS:localhost,IP:127.0.0.1", days = 2, use = "serverAuth,clientAuth" } = {},
  ): Pair {
    const [key, request, certificate] = [`${name}.key`, `${name}.csr`, `${name}.crt`];
    openssl(["req", ...NEW_KEY, "-subj", `/CN=${name}`, "-keyout", key, "-out", request], this.directory);
    writeFileSync(join(this.directory, "extensions"), `subjectAltName=${names}\nextendedKeyUsage=${use}\n`);
    const sign = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "extensions"];
    openssl(
      ["x509", "-req", "-in", request, "-out", certificate, "-days", `${days}`, ...sign],
      this.directory,
    );
    return { certificate: join(this.directory, certificate), key: join(this.directory, key) };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
