/** The key under which a mention is known: `<paper>#<position>`. */

export const keyOf = (mention: { paper: string; position: number }): string => `${mention.paper}#${mention.position}`;

/** The paper of a mention's key. */
export const paperOf = (key: string): string => key.slice(0, key.lastIndexOf("#"));

/** Number of papers; one paper can have two authors of the name. */
export const countPapers = (keys: readonly string[]): number => new Set(keys.map(paperOf)).size;
