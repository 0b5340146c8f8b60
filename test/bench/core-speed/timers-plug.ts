import { amazonSmartPlug, type Effect, factoryRecord, type PlugInput } from "../../../firmware-sim/index.ts";
import { TimersButton } from "./timers-button.ts";

const { timings } = amazonSmartPlug;
const BOOT = 1500;

type Lifecycle = "off" | "booting" | "setup" | "idle" | "joining" | "online" | "offline" | "resetting";
type Reset = "idle" | "intent" | "farewell" | "wiping" | "committing";

/** The same plug as one writes it by hand: a class with a setTimeout for whatever comes later. */
export class TimersPlug {
  readonly #emit: (effect: Effect) => void;
  readonly #changed: () => void;
  readonly #button: TimersButton;
  #lifecycle: Lifecycle = "off";
  #network: "down" | "local" | "cloud" = "down";
  #reset: Reset = "idle";
  #relayClosed = false;
  #keptClosed = false;
  #ticket = 0;
  #awaited = 0;
  #farewells = 0;
  #resetShown = false;
  #topics: readonly string[] = [];
  #wifi: string | null = null;
  #joining: string | null = null;
  #window: NodeJS.Timeout | undefined;
  #join: NodeJS.Timeout | undefined;
  #lost: NodeJS.Timeout | undefined;
  #shown: NodeJS.Timeout | undefined;
  #farewell: NodeJS.Timeout | undefined;

  /** `changed` is called after each timer that has fired: the moment to look at the lamp. */
  constructor(emit: (effect: Effect) => void, changed: () => void) {
    this.#emit = emit;
    this.#changed = changed;
    this.#button = new TimersButton(emit, changed, {
      counts: () => this.#lifecycle !== "booting" && this.#lifecycle !== "resetting",
      tap: () => this.#tap(),
      reset: () => this.#resetConfirmed(),
    });
  }

  get pattern(): string {
    if (this.#lifecycle === "off") return "dark";
    if (this.#lifecycle === "booting") return "boot";
    if (this.#lifecycle === "resetting") return "resetting";
    const { hold } = this.#button;
    if (hold === "armed" || hold === "mixed") return hold;
    if (this.#lifecycle === "joining" || this.#lifecycle === "setup" || this.#lifecycle === "offline")
      return this.#lifecycle;
    if (this.#lifecycle === "idle") return "dark";
    return this.#relayClosed ? "on" : "dark";
  }

  powered(): void {
    this.#lifecycle = "booting";
    this.#ticket = 0;
    this.#keptClosed = false;
    this.#wifi = null;
    this.#emit({ kind: "relay", closed: false, source: "power" });
    this.#after(BOOT, () => this.#openSetup());
  }

  input(input: PlugInput): void {
    switch (input.kind) {
      case "edge":
        this.#button.edge(input.down);
        break;
      case "provision":
        this.#provision(input.ssid, input.key, input.account);
        break;
      case "linkUp":
        this.#network = "local";
        break;
      case "linkDown":
        this.#linkDown();
        break;
      case "cloudUp":
        this.#network = "cloud";
        clearTimeout(this.#lost);
        if (this.#lifecycle === "offline") this.#lifecycle = "online";
        break;
      case "joined":
        this.#joined();
        break;
      case "announced":
        this.#topics = input.topics;
        break;
      case "saved":
        this.#saved(input.ticket);
        break;
      case "deregistered":
        this.#farewellHeard(1);
        break;
      case "goodbyeDone":
        this.#farewellHeard(2);
        break;
      case "wiped":
        this.#wiped(input.ticket);
        break;
      case "powerLost":
        this.#powerLost();
        break;
    }
  }

  #after(span: number, wake: () => void): NodeJS.Timeout {
    return setTimeout(() => {
      wake();
      this.#changed();
    }, span);
  }

  #save(): number {
    const ticket = ++this.#ticket;
    const record = {
      ...factoryRecord("previous"),
      wifi: this.#wifi === null ? null : { ssid: this.#wifi, key: "" },
      relayClosed: this.#keptClosed,
    };
    this.#emit({ kind: "save", ticket, record });
    return ticket;
  }

  #openSetup(): void {
    this.#lifecycle = "setup";
    this.#emit({ kind: "notice", notice: "setupOpened" });
    this.#window = this.#after(timings.setupWindow.for, () => {
      if (this.#lifecycle !== "setup") return;
      this.#lifecycle = "idle";
      this.#emit({ kind: "notice", notice: "setupEnded" });
    });
  }

  #provision(ssid: string, key: string, account: string | null): void {
    if (this.#lifecycle !== "setup") return;
    this.#lifecycle = "joining";
    this.#joining = ssid;
    this.#join = this.#after(timings.joinTimeout.for, () => this.#joinFailed("timeout"));
    this.#emit({ kind: "join", ssid, key, account });
  }

  #joined(): void {
    if (this.#lifecycle !== "joining") return;
    this.#wifi = this.#joining;
    this.#awaited = this.#save();
  }

  #joinFailed(reason: string): void {
    clearTimeout(this.#join);
    this.#lifecycle = "setup";
    this.#emit({ kind: "leave" });
    this.#emit({ kind: "notice", notice: "setupFailed", reason });
  }

  #linkDown(): void {
    const reached = this.#network === "cloud";
    this.#network = "down";
    if (this.#lifecycle === "joining") this.#joinFailed("network_lost");
    if (!reached || this.#lifecycle !== "online") return;
    this.#lost = this.#after(timings.networkLost.for, () => {
      this.#lifecycle = "offline";
    });
  }

  #saved(ticket: number): void {
    if (this.#awaited === 0 || ticket < this.#awaited) return;
    if (this.#reset === "intent") this.#bidFarewell();
    else if (this.#reset === "committing") this.#durable();
    else if (this.#lifecycle === "joining") {
      clearTimeout(this.#join);
      clearTimeout(this.#window);
      this.#awaited = 0;
      this.#lifecycle = "online";
      this.#emit({ kind: "notice", notice: "setupDone" });
    }
  }

  #tap(): void {
    if (this.#lifecycle === "idle") this.#openSetup();
    this.#relayClosed = !this.#relayClosed;
    this.#emit({ kind: "relay", closed: this.#relayClosed, source: "button" });
    if (this.#keptClosed === this.#relayClosed) return;
    this.#keptClosed = this.#relayClosed;
    this.#save();
  }

  #resetConfirmed(): void {
    this.#reset = "intent";
    this.#wifi = null;
    this.#keptClosed = false;
    this.#awaited = this.#save();
    this.#emit({
      kind: "notice",
      notice: "resetBegun",
      reset: "factory",
      linkUp: this.#network !== "down",
      removal: true,
    });
    this.#lifecycle = "resetting";
    this.#resetShown = false;
    this.#shown = this.#after(timings.resetting.for, () => {
      this.#resetShown = true;
      if (this.#reset === "idle") this.#resetDone();
    });
    if (!this.#relayClosed) return;
    this.#relayClosed = false;
    this.#emit({ kind: "relay", closed: false, source: "reset" });
  }

  #wiped(ticket: number): void {
    if (this.#reset !== "wiping" || ticket < this.#awaited) return;
    this.#reset = "committing";
    this.#awaited = this.#save();
  }

  #bidFarewell(): void {
    this.#reset = "farewell";
    this.#farewells = 3;
    this.#farewell = this.#after(timings.deregisterTimeout.for, () => this.#wipe());
    this.#emit({ kind: "deregister" });
    this.#emit({ kind: "goodbye", topics: this.#topics });
  }

  #farewellHeard(which: number): void {
    if (this.#reset !== "farewell") return;
    this.#farewells &= ~which;
    if (this.#farewells === 0) this.#wipe();
  }

  #wipe(): void {
    clearTimeout(this.#farewell);
    this.#reset = "wiping";
    this.#emit({ kind: "leave" });
    this.#awaited = ++this.#ticket;
    this.#emit({ kind: "wipe", ticket: this.#awaited });
  }

  #durable(): void {
    this.#reset = "idle";
    this.#awaited = 0;
    if (this.#resetShown) this.#resetDone();
  }

  #resetDone(): void {
    this.#emit({ kind: "notice", notice: "resetDone", removed: true, owedGoodbye: 0 });
    this.#openSetup();
  }

  #powerLost(): void {
    this.#button.forget();
    for (const timer of [this.#window, this.#join, this.#lost, this.#shown, this.#farewell])
      clearTimeout(timer);
    this.#lifecycle = "off";
    this.#network = "down";
    this.#reset = "idle";
    this.#topics = [];
    if (!this.#relayClosed) return;
    this.#relayClosed = false;
    this.#emit({ kind: "relay", closed: false, source: "power" });
  }
}
