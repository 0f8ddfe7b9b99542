"""Files that many pages of a site load, a module for each: the data that the page's script asks for, and the script.

A data file is a script that hands over one value (`data_script`), since
``fetch`` does not work from ``file:``.  Each module's docstring has the exact
format of its value; ``site_templates/client/lists/load.ts`` reads them all.
"""
