/** What every page needs once its reader stirs. */
export { watchExchanges } from "./exchanges.js";
export { watchKeys } from "./keys.js";
