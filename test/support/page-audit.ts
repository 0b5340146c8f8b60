import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { PageView } from "./page-view.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The document and every shadow root, in which a document does not look by itself. */
const ROOTS = `(() => {
  const roots = [document];
  for (const root of roots)
    for (const { shadowRoot } of root.querySelectorAll("*")) if (shadowRoot) roots.push(shadowRoot);
  return roots;
})()`;

/** Everything on the page that can be opened is open: what is shut cannot be judged. */
export const openAll = (view: PageView): Promise<void> =>
  view.page.evaluate(`for (const root of ${ROOTS})
    for (const details of root.querySelectorAll("details")) details.open = true`);

/** What moves by itself, as the browser has it to do. */
export const animations = (view: PageView): Promise<number> =>
  view.page.evaluate(`${ROOTS}.flatMap((root) => root.getAnimations()).length`);

/** What axe-core finds wrong: rule, and where. */
export async function violations(view: PageView): Promise<readonly string[]> {
  const { page } = view;
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(AXE);
  const found = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message);
      return `${id}: ${target.flat().join(" ")}: ${why.join("; ")}`;
    }),
  );
}
