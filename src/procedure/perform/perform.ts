import type { Procedure } from "../plan.ts";
import type { StepVerdict } from "../verdict.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { Performance, type PerformOptions } from "./performance.ts";
import type { Subject } from "./subject.ts";

/**
 * Does what a procedure says and looks whether the plug does what it says.
 * @param elsewhere asked of what the article calls possible and this run did not show
 */
export async function perform(
  procedure: Procedure,
  subject: Subject,
  options: PerformOptions & { readonly elsewhere: Elsewhere },
): Promise<StepVerdict[]> {
  const performance = new Performance(subject, options);
  await performance.run(procedure);
  return performance.verdicts(procedure, options.elsewhere);
}
