import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { PageView } from "./page-view.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Everything on the page that can be opened is open: what is shut cannot be judged. */
export const openAll = (view: PageView): Promise<void> =>
  view.page.locator("html").evaluate((html) => {
    const roots = [html];
    for (const root of roots)
      for (const element of root.querySelectorAll("*")) {
        if (element.localName === "details") element.open = true;
        if (element.shadowRoot) roots.push(element.shadowRoot);
      }
  });

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
