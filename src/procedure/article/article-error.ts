import { UsageError } from "../../usage-error.ts";

/** What is wrong at a line of the file, from 1, and what to do. */
export type Refuse = (line: number, what: string) => never;

/** The article cannot be read: "file:line: what is wrong, and what to do". */
export class ArticleError extends UsageError {
  constructor(file: string, line: number, what: string, options?: ErrorOptions) {
    super(`${file}:${line}: ${what}`, options);
  }
}
