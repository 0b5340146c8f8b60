/** Writes docs/procedures.md: how an article is written so that it can be checked, and the phrases that are understood. */
import { writeFileSync } from "node:fs";
import { markdown } from "./procedures/markdown.ts";

writeFileSync(new URL("../docs/procedures.md", import.meta.url), markdown());
