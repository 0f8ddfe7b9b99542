/** The script of the page *Requests*. */

import "./style/theme.css";
import "./style/controls.css";
import "./style/around.css";

import { all } from "./page/dom";
import { startRequests } from "./panels/requests";

for (const root of all("requests")) void startRequests(root);
