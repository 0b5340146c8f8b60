import { after, millis } from "../../../firmware-sim/index.ts";
import type { Incoming } from "../connection/message.ts";
import type { DialectOptions } from "../link/dialect.ts";
import type { Make } from "../make.ts";
import type { TopicTree } from "../planes/topic-tree.ts";
import { type Announced, announcementOf, discoveryTopic } from "./announcement.ts";

/** A home of many plugs shall not answer one birth at one moment: each waits a chance part of this, ms. */
const LONGEST_WAIT = 3000;

/** What Home Assistant is told, and where. */
export interface HomeAssistant {
  /** First levels of the discovery topics, and of its own `<prefix>/status`. */
  readonly prefix: string;
  /** Whether the bench is a device of its own beside the plug. */
  readonly bench: boolean;
}

interface AnnouncerOptions extends Pick<DialectOptions, "identity" | "pace" | "voice"> {
  /** 0 to 1. */
  readonly random?: () => number;
}

/** Makes one plane known to Home Assistant, and says all of it again whenever Home Assistant has started. */
export class Announcer {
  readonly retainedTopics: readonly string[];
  readonly subscriptions: readonly string[];
  readonly #announced: Announced;
  readonly #topic: string;
  /** Where Home Assistant tells its birth, and its end. */
  readonly #births: string;
  readonly #tree: TopicTree;
  readonly #options: AnnouncerOptions;
  #profile: string | undefined;
  #waits = false;

  constructor(announced: Announced, prefix: string, tree: TopicTree, options: AnnouncerOptions) {
    this.#announced = announced;
    this.#topic = discoveryTopic(prefix, announced, options.identity.id);
    this.#births = `${prefix}/status`;
    this.#tree = tree;
    this.#options = options;
    this.retainedTopics = [this.#topic];
    this.subscriptions = [this.#births];
  }

  /** To be called before anything else is put into the tree: what is put first is told first. */
  follow(profile: Make): void {
    if (profile.id === this.#profile) return;
    this.#profile = profile.id;
    const tree = this.#tree;
    const { identity } = this.#options;
    tree.jsonAt(
      this.#topic,
      announcementOf(this.#announced, identity, profile, (name) => tree.topic(name)),
    );
  }

  /** Whether the message was for Home Assistant's topic. */
  hears({ topic, payload }: Incoming): boolean {
    if (topic !== this.#births) return false;
    if (!this.#waits && payload.toString() === "online") {
      const { pace, random = Math.random } = this.#options;
      const wait = millis(Math.round(random() * LONGEST_WAIT));
      this.#waits = true;
      pace.wakeAt(after(pace.now(), wait), () => this.#sayAgain());
    }
    return true;
  }

  #sayAgain(): void {
    this.#waits = false;
    for (const topic of this.#tree.retained.keys()) this.#options.voice.changed(topic);
  }
}
