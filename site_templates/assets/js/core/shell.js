"use strict";
var AR = AR || {};

/** Text in a command line that people copy into their shell. */
AR.shell = (() => {
  /** One word of a command, whatever it holds. @param {string} text */
  const quote = (text) => (/^[\w.:/][\w.:/-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

  return {
    quote,
    /** An option with its value, which may begin with a dash. @param {string} name @param {string} value */
    option: (name, value) => `${name}=${quote(value)}`,
    /** A file in the folder where one works. @param {string} name */
    file: (name) => quote(name.startsWith("-") ? `./${name}` : name),
  };
})();
