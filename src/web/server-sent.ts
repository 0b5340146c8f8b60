/** One server-sent event; JSON has no line break in it. */
export const message = (data: unknown, id?: string): Buffer =>
  Buffer.from(`${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
