/** A verified person in a few words: "Lei Li (CMU)". */

import type { Candidate } from "../model";

export const candidateLabel = ({ id, name, comment, facts }: Candidate): string =>
  name ? `${name} (${comment || facts?.institutions[0] || id})` : id;
