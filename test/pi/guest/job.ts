/** What the guest is to run, as the host wrote it into job.json. */
export interface Job {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}
