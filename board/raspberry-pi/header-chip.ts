/** Labels of the chips whose lines 0 to 27 are on the 40-pin header: of a Pi 5, of a Pi 4, of a Pi 3 or Zero 2. */
export const HEADER_LABELS: readonly string[] = ["pinctrl-rp1", "pinctrl-bcm2711", "pinctrl-bcm2835"];

/** The header's chip, by its label: its number is not the same on every Pi, nor with every kernel. */
export function headerChip<C extends { readonly path: string; readonly label: string }>(
  chips: readonly C[],
): C | undefined {
  return chips.find(({ label }) => HEADER_LABELS.includes(label));
}
