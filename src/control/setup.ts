import { after, type Clock, millis } from "../../firmware-sim/index.ts";
import type { Host } from "../runtime/host.ts";
import { failureWords } from "../view/words/notice-words.ts";
import { type Answer, type Request, refusedAnswer } from "./protocol.ts";

/** Longer than any profile lets a plug try to join. */
const PATIENCE = millis(60_000);

/** What stands for a Wi-Fi password behind the door. */
export type KeyOf = (ssid: string, password: string) => Promise<string>;
type SetupRequest = Extract<Request, { do: "setup" }>;

/** Sets the plug up as a phone app would, and waits for how it ends. The password goes no further than its key. */
export async function setup(host: Host, clock: Clock, keyOf: KeyOf, request: SetupRequest): Promise<Answer> {
  const { credentials, wrongPassword } = request;
  const ssid = credentials?.ssid ?? host.snapshot.home.ssid;
  const password = wrongPassword
    ? crypto.getRandomValues(new Uint32Array(4)).join("")
    : credentials?.password;
  const wifi = password === undefined ? undefined : { ssid, key: await keyOf(ssid, password) };
  const ended = ending(host, clock);
  const started = host.command({
    do: "provision",
    ...(wifi === undefined ? {} : { wifi }),
    ...(credentials?.account === undefined ? {} : { account: credentials.account }),
  });
  if (started.ok) return ended.answer;
  ended.cancel();
  return refusedAnswer(
    started.code,
    started.code === "not_in_setup"
      ? `${started.message}: it is ${host.snapshot.lifecycle}. Hold the button for a factory reset first, or, when it is idle, press it shortly.`
      : started.message,
  );
}

function ending(host: Host, clock: Clock): { readonly answer: Promise<Answer>; cancel(): void } {
  let cancel = (): void => {};
  const answer = new Promise<Answer>((resolve) => {
    const end = (result: Answer): void => {
      cancel();
      resolve(result);
    };
    const unreport = host.onReport((report) => {
      if (report.kind !== "notice") return;
      const { ssid, listedBy } = host.snapshot.home;
      if (report.notice === "setupDone") {
        const listed =
          listedBy.length === 0 ? "no account lists it" : `account ${listedBy.join(", ")} lists it`;
        end({ ok: true, message: `Set up on Wi-Fi ${ssid}; ${listed}.`, result: { ssid, listedBy } });
      } else if (report.notice === "setupFailed")
        end(refusedAnswer(report.reason, `set-up failed: ${failureWords(report.reason)}`));
    });
    const unlisten = host.onChange(({ lifecycle }) => {
      if (lifecycle === "off") end(refusedAnswer("no_power", "the plug lost its power during set-up"));
      if (lifecycle === "resetting") end(refusedAnswer("busy", "a factory reset ended the set-up"));
    });
    const unwake = clock.wakeAt(after(clock.now(), PATIENCE), () =>
      end(refusedAnswer("timeout", "set-up did not end within a minute")),
    );
    cancel = () => {
      unreport();
      unlisten();
      unwake();
    };
  });
  return { answer, cancel };
}
