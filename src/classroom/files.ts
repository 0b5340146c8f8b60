import type { PageFiles } from "../web/page-files.ts";

/** Those of the page that only a class has. */
const CLASS_FILES = ["/class.html", "/overview.html"];

/** The files of a page without a class. */
export const withoutClass = (files: PageFiles): PageFiles =>
  new Map([...files].filter(([path]) => !CLASS_FILES.includes(path)));
