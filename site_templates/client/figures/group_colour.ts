/** The class that gives a person's colour and line style, which style/theme.css holds. */

import * as piles from "../state/piles";

const TONES = 8;

export const tone = (letter: string): string =>
  `ar-tone-${letter === piles.UNDECIDED ? "rest" : piles.index(letter) % TONES}`;
