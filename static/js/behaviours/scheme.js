import { sayWords, words } from "../page/say.js";

const NEXT = { system: "light", light: "dark", dark: "system" };
const YEAR = 365 * 24 * 3600;

/** Light, dark, or as the system: one press goes on to the next; a cookie tells the server. */
export function start(button) {
  button.addEventListener("click", () => {
    const scheme = NEXT[document.documentElement.dataset.scheme] ?? "light";
    document.documentElement.dataset.scheme = scheme;
    document.cookie = `scheme=${scheme}; path=/; max-age=${YEAR}; SameSite=Lax`;
    sayWords(words(scheme));
  });
}
