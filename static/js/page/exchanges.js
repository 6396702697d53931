import { cookie, elementsOf, isPage } from "./requests.js";
import { banner, sayWords } from "./say.js";
import { openEditors, saveEditors } from "./editors.js";

/**
 * What every exchange of htmx with the room has in common: the CSRF token of now (signing in elsewhere changes it), one
 * sending at a time, a sentence in place of whatever must not be swapped in, and open editors that no swap removes.
 */
export function watchExchanges() {
  document.addEventListener("keydown", sendByKeys);
  document.addEventListener("htmx:config:request", prepare);
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => setSending(ctx.sourceElement, true));
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => setSending(ctx.sourceElement, false));
  document.addEventListener("htmx:after:request", judge);
  document.addEventListener("htmx:before:swap", protect);
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => closeStored(ctx));
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => ctx && tell(ctx.sourceElement, banner("offline")));
}

/** Ctrl+Enter sends what is being written; here, because who types fast presses it before a form's own script is there. */
function sendByKeys(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.defaultPrevented) return;
  const form = event.target.closest?.("form[data-draft-key]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".primary, .actions button"));
}

function prepare(event) {
  const { ctx } = event.detail;
  if (ctx.sourceElement.dataset?.sending) return event.preventDefault();
  tell(ctx.sourceElement, null);
  if (ctx.request.method === "GET") return undefined;
  ctx.request.headers["X-CSRFToken"] = cookie("csrftoken");
  ctx.request.body?.delete?.("csrfmiddlewaretoken");
  return undefined;
}

function setSending(element, sending) {
  if (!element?.matches?.("form")) return;
  if (sending) element.dataset.sending = "yes";
  else delete element.dataset.sending;
  for (const button of element.querySelectorAll("button")) button.setAttribute("aria-disabled", String(sending));
}

/** Only fragments drawn for this place are swapped in: successes, and forms that need another look (409, 422). */
function judge(event) {
  const { ctx } = event.detail;
  const { status, headers } = ctx.response;
  const elsewhere = headers.get("HX-Redirect");
  if (status < 400) ctx.sourceElement.dispatchEvent(new CustomEvent("room:stored", { bubbles: true, detail: ctx }));
  if (elsewhere) {
    event.preventDefault();
    goTo(elsewhere);
  } else if (isPage(ctx.text) || ![200, 201, 409, 422].includes(status)) {
    event.preventDefault();
    tell(ctx.sourceElement, refusal(status, ctx.text));
  }
}

/** An address on this very page has to be fetched anew: what changed stands only there. */
function goTo(address) {
  const there = new URL(address, location.href);
  const same = there.pathname + there.search === location.pathname + location.search;
  location.assign(there);
  if (same) location.reload();
}

function refusal(status, text) {
  const [fragment] = elementsOf(text);
  if (fragment) return fragment;
  return banner({ 403: "refused", 404: "gone", 410: "gone", 413: "too-large", 429: "too-often" }[status] ?? "failed");
}

/** Put a sentence into the form it is about, in place of the one before; without a form it is a message. */
function tell(element, words) {
  const form = element.closest?.("form:has(textarea)");
  form?.querySelector(".banner[data-told]")?.remove();
  if (!words) return;
  if (!form) return void sayWords(words.textContent.trim().replace(/\s+/g, " "));
  words.dataset.told = "";
  form.querySelector(".actions").before(words);
  words.scrollIntoView({ block: "nearest" });
}

function protect({ detail: { ctx, tasks } }) {
  const messages = document.getElementById("messages");
  const sent = ctx.sourceElement?.matches?.("form") ? ctx.sourceElement : null;
  for (const task of [...tasks]) {
    if (task.target === messages && messages) {
      // The region stays, so that screen readers hear what is added to it.
      messages.append(...task.fragment.querySelectorAll(".toast"));
      tasks.splice(tasks.indexOf(task), 1);
    } else if (task.target instanceof Element && task.fragment && openEditors(task.target, sent).length) {
      saveEditors(openEditors(task.target, sent), task.fragment);
    }
  }
}

/** The form of a note that was stored goes, where the answer did not replace it. */
function closeStored({ sourceElement, response }) {
  const editor = response?.status < 400 && sourceElement.matches("form") && sourceElement.closest(".note-form");
  if (editor && editor.isConnected) editor.remove();
}
