import type { Stage } from "../support/stage.ts";

/** What S1 tells, from the box to the reset and on to the next owner, the same on every board. */
export async function seed000(
  stage: Pick<Stage, "host" | "start" | "mark" | "run" | "hold" | "press" | "release">,
): Promise<void> {
  await stage.start();
  stage.mark("plugged in, never set up (step 1)");
  await stage.run(4100);

  stage.mark("set up");
  stage.host.command({ do: "provision" });
  await stage.run(4000);

  stage.mark("toggled on and off");
  await stage.hold(150);
  await stage.run(1000);
  await stage.hold(150);
  await stage.run(1000);

  stage.mark("plugged in again, set up (step 1)");
  stage.host.command({ do: "power", to: "off" });
  await stage.run(500);
  stage.host.command({ do: "power", to: "on" });
  await stage.run(6000);

  stage.mark("let go while red and blue are seen (step 2)");
  await stage.hold(5100);
  await stage.run(500);

  stage.mark("held until only red is seen (step 2)");
  stage.press();
  await stage.run(13_100);

  stage.mark("let go (step 3)");
  stage.release();
  await stage.run(7200);

  stage.mark("set up once more");
  stage.host.command({ do: "provision", account: "buyer" });
  await stage.run(4000);
}
