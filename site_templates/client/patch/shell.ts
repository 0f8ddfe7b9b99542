/** Text in a command line that people copy into their shell. */

/** One word of a command, whatever it holds. */
export const quote = (text: string): string =>
  /^[\w.:/][\w.:/-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** An option with its value, which may begin with a dash. */
export const option = (name: string, value: string): string => `${name}=${quote(value)}`;

/** A file in the folder where one works. */
export const file = (name: string): string => quote(name.startsWith("-") ? `./${name}` : name);
