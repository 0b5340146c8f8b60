/** Writes docs/manual.md: every statement of the seed documents, and the test that checks it. */
import { writeFileSync } from "node:fs";
import { markdown } from "./manual/markdown.ts";

writeFileSync(new URL("../docs/manual.md", import.meta.url), markdown());
