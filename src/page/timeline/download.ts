/** Ms until the file is taken to have been fetched from the page's memory. A choice. */
const FETCHED = 60_000;

/** Gives whoever looks a file that the page has made. */
export function download(name: string, type: string, pieces: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([...pieces], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), FETCHED);
}
