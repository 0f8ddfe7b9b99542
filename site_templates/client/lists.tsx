/** The script of all pages but the review pages: the search for authors, the work queue, the patch of all pages. */

import "./style/theme.css";
import "./style/controls.css";
import "./style/around.css";

import { all } from "./page/dom";
import { startAuthorSearch } from "./panels/author_search";
import { startBasket } from "./panels/basket";
import { startQueue } from "./panels/queue";

for (const root of all("author-search")) startAuthorSearch(root);
for (const root of all("basket")) startBasket(root);
for (const root of all("worklist")) void startQueue(root);
