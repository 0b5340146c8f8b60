import { describe, expect, it } from "vitest";
import { type Beginning, beginnings, type Profile } from "../../firmware-sim/index.ts";
import { PROFILES } from "../../src/config/profiles.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import { Course } from "../../src/procedure/new/course.ts";
import { newArticle } from "../../src/procedure/new/new-article.ts";
import { asSentence } from "../../src/procedure/perform/words.ts";
import { rehearse } from "../../src/procedure/rehearse.ts";
import { openBench } from "../../src/testing/bench.ts";
import type { Start } from "../../src/testing/start.ts";

interface Written {
  readonly profile: Profile;
  readonly way: Beginning;
  readonly source: string;
  readonly start: Start;
  readonly story: Story;
}

/** What is done and seen, in order: each light once, however long, and however its colours are ordered. */
interface Story {
  readonly told: readonly string[];
  /** How much of it comes before letting go. */
  readonly letGo: number;
}

/** Whether it begins with the finger still down, so that it may go up later as well. */
const isAtOnce = ({ rungs, combination }: Profile, { place }: Beginning): boolean => {
  const [, i] = /rungs\[(\d+)\]/.exec(place) ?? [];
  const ladder = place.startsWith("combination") ? combination!.rungs : rungs;
  return i !== undefined && ladder[Number(i)]!.reset!.when === "reached";
};

function storyOf(source: string): Story {
  const body = source.slice(source.indexOf("\n1. "));
  const sentences = body
    .replaceAll(/^\d+\. /gm, "")
    .replaceAll("\n", " ")
    .trim()
    .split(/(?<=\.) /);
  const told = sentences
    .map((sentence) =>
      sentence
        .replace(/^Then the/, "The")
        .replace(/^Keep holding .* until the (light .*)$/, "The $1")
        .replace(/(\w+) and (\w+)\./, (_, one, other) => `${[one, other].sort().join(" and ")}.`),
    )
    .filter((sentence) => !/^(?:Keep holding|Wait)/.test(sentence));
  const release = told.findIndex((sentence) => sentence.startsWith("Release"));
  return {
    told: collapsed(told.filter((_, at) => at !== release)),
    letGo: release < 0 ? -1 : collapsed(told.slice(0, release)).length,
  };
}

const collapsed = (story: readonly string[]) => story.filter((what, i) => what !== story[i - 1]);

/** What a make shows before anything is done. */
async function firstLook(profile: Profile, start: Start): Promise<string> {
  const bench = await openBench({ profile, start });
  const course = new Course(bench);
  await course.wait(8000);
  await bench.close();
  return asSentence(course.sight!);
}

const written: Written[] = [];
for (const profile of PROFILES) {
  for (const way of beginnings(profile)) {
    const source = await newArticle(profile, way);
    const start = /^start: (\w+)$/m.exec(source)![1] as Start;
    written.push({ profile, way, source, start, story: storyOf(source) });
  }
}
const firstLooks = new Map<string, string>();
for (const profile of PROFILES)
  for (const start of ["online", "unplugged"] as const)
    firstLooks.set(`${profile.id} ${start}`, await firstLook(profile, start));

async function check({ source, start }: Written, profile: Profile) {
  const { procedures } = readArticle(source, "new.md");
  const steps = await rehearse(procedures[0]!, { profile, start });
  return steps.flatMap(({ sentences }) => sentences);
}

/** A plug of `profile` can be reset so, too: what was there before may be told as the first thing that is seen. */
function isDoneSo({ story, start }: Written, profile: Profile): boolean {
  const first = firstLooks.get(`${profile.id} ${start}`)!;
  return written
    .filter((other) => other.profile === profile)
    .some(({ way, story: { told, letGo } }) => {
      const atOnce = isAtOnce(profile, way);
      const isSame = (other: Story) =>
        story.told.join(" ") === other.told.join(" ") &&
        (atOnce ? story.letGo >= other.letGo : story.letGo === other.letGo);
      return isSame({ told, letGo }) || isSame({ told: told.toSpliced(1, 0, first), letGo: letGo + 1 });
    });
}

describe("articles for all profiles", () => {
  it("are there for every make that has a reset, and for each way to it", () => {
    const makes = new Set(written.map(({ profile }) => profile.id));
    expect([...makes]).toEqual(PROFILES.map(({ id }) => id));
    expect(new Set(written.map(({ way }) => way.by))).toEqual(
      new Set(["hold", "combination", "powerOns", "app", "voice"]),
    );
  });

  it.each(written)("pass on the make that they are of: $profile.id, $way.place", async (article) => {
    const sentences = await check(article, article.profile);
    const wrong = sentences.filter(({ outcome }) => outcome !== "pass");
    expect(wrong.map(({ sentence, did }) => `${sentence.text} ${did}`)).toEqual([]);
    expect(sentences.length).toBeGreaterThan(1);
  });

  it.each(written)("fail on every make that is reset otherwise: $profile.id, $way.place", async (article) => {
    const others = PROFILES.filter((profile) => profile !== article.profile);
    const wrong: string[] = [];
    for (const other of others) {
      const failed = (await check(article, other)).some(({ outcome }) => outcome === "fail");
      if (failed === isDoneSo(article, other)) wrong.push(`${failed ? "fails" : "passes"} on ${other.id}`);
    }
    expect(wrong).toEqual([]);
  });

  it("differ between makes but for variants, and where one blue light tells the same story", () => {
    const byHand = written.filter(({ way }) => way.by !== "app" && way.by !== "voice");
    const alike = byHand.flatMap((article) =>
      PROFILES.filter((other) => other !== article.profile && isDoneSo(article, other)).map(
        (other) => `${article.profile.id} as ${other.id}`,
      ),
    );
    expect(new Set(alike)).toEqual(
      new Set([
        "generic-red-blink as generic-red-blink-coded",
        "generic-red-blink-coded as generic-red-blink",
        "shelly-plug-s as tuya-plug",
        "tuya-plug as shelly-plug-s",
        "shelly-homekit as tuya-plug",
        "shelly-homekit as tasmota-plug",
      ]),
    );
  });
});
