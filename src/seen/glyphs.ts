/** Letters of 3 by 5 dots, an octal digit for each row. */
const GLYPHS: Readonly<Record<string, string>> = {
  ...{ "0": "75557", "1": "26227", "2": "71747", "3": "71717", "4": "55711" },
  ...{ "5": "74717", "6": "74757", "7": "71111", "8": "75757", "9": "75717" },
  ...{ A: "25755", B: "65656", C: "34443", D: "65556", E: "74647", F: "74644", G: "34553" },
  ...{ H: "55755", I: "72227", J: "11152", K: "55655", L: "44447", M: "57755", N: "65555" },
  ...{ O: "25552", P: "65644", Q: "25563", R: "65655", S: "34216", T: "72222", U: "55557" },
  ...{ V: "55522", W: "55775", X: "55255", Y: "55222", Z: "71247" },
  ...{ ".": "00002", ":": "02020", "-": "00700" },
};

export const GLYPH_STEP = 4;
export const GLYPH_HEIGHT = 5;

/** The dots of `text` in capitals, each at its column and row; a sign without a glyph is left blank. */
export function glyphDots(text: string): { readonly x: number; readonly y: number }[] {
  return [...text.toUpperCase()].flatMap((sign, i) =>
    [...(GLYPHS[sign] ?? "")].flatMap((row, y) =>
      [0, 1, 2].filter((x) => (Number(row) >> (2 - x)) & 1).map((x) => ({ x: i * GLYPH_STEP + x, y })),
    ),
  );
}
